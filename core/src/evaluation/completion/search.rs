//! Searches for a completion by backtracking: it states one missing fact after another until nothing open could block the case, or
//! something blocks it. After each fact only the rules that ask for it are judged again: decided verdicts do not depend on it.

use super::domain::Domain;
use super::{Blockers, Completion, Frame, make, named, resolves, take_back};
use crate::evaluation::{Verdicts, again, judge, judging};
use crate::facts::Case;
use crate::facts::change::{Change, Step};
use crate::facts::entities::Facts;
use crate::facts::known::Missing;
use crate::rules::RuleSet;
use crate::vocabulary::error::Error;
use crate::vocabulary::kind::Kind;
use greenlight_json::{Pointer, sort};

/// A search that states more and more facts of a case and tracks the verdicts.
pub struct Search<'a, 'd> {
    frame: Frame<'a>,
    domain: &'d mut Domain,
    /// The rules that are allowed to be broken.
    but: RuleSet,
    /// Whether lists of everything are tried before lists of one member: faster, but the completion is unfit for readers.
    all_first: bool,
    /// The budget left, in judgements.
    left: u32,
    /// The cost of one judgement: more than 1 if rules have many things of the case to look at.
    weight: u32,
}

/// One judgement covers the reading of this many missing facts; each further batch costs one more.
const FACTS_PER_JUDGEMENT: usize = 64;

/// The cost of judging all rules anew, in judgements.
const OF_ALL_RULES: u32 = 8;

/// A pointer at which a fact was stated, and the alternatives there.
struct Decision {
    /// The changes that were tried and can be made, each with the number of facts it leaves open; the best is last.
    ways: Vec<(usize, Change)>,
    /// The changes that were not tried yet; the next one is last.
    rest: Vec<Change>,
    /// The pointer, if it is a list whose whole values were not yet added to `rest`.
    wholes: Option<Pointer>,
    /// The change that was made, after the declaration it needs.
    taken: Vec<Change>,
    /// The rules that asked for the fact.
    askers: RuleSet,
    /// The conflict set: the rules that the alternatives tried so far would break.
    conflict: RuleSet,
    /// Whether something other than a rule prevents a change; then backtracking also considers the previous decision, whatever its rules.
    other_reason: bool,
}

impl<'a, 'd> Search<'a, 'd> {
    /// Creates a search with a budget of `bound` judgements.
    pub const fn new(frame: Frame<'a>, domain: &'d mut Domain, bound: u32) -> Self {
        Self { frame, domain, but: RuleSet::NONE, all_first: false, left: bound, weight: 1 }
    }

    /// Returns the search with rules that are allowed to be broken.
    #[must_use]
    pub fn but(self, but: RuleSet) -> Self {
        Self { but, ..self }
    }

    /// Returns the search for callers that only need to know whether there is a completion, not which one.
    #[must_use]
    pub fn of_any_kind(self) -> Self {
        Self { all_first: true, ..self }
    }

    /// Searches for a completion that nothing blocks.
    ///
    /// # Errors
    /// If the case cannot be judged.
    pub fn ready(&mut self, case: &Case) -> Result<Completion, Error> {
        self.weight = weight(&case.facts);
        let (mut here, mut verdicts) = (case.clone(), self.judged(case)?);
        let mut made: Vec<Decision> = Vec::new();
        loop {
            let (blockers, open) = self.blockers(&here, &verdicts)?;
            let Some(at) = self.next(&open) else {
                if blockers.blocks() {
                    return Ok(Completion::None(blockers.blocking));
                }
                return Ok(self.verified(case, made));
            };
            if self.left == 0 {
                return Ok(Completion::GaveUp);
            }
            let mut decision = self.decide(&mut here, &verdicts, at);
            // Backtrack to the last related decision that has another alternative.
            while !self.take(case, &mut here, &verdicts, &mut decision) {
                let Some(place) = place_back(&made, &decision) else {
                    let conflict = decision.conflict;
                    let known = !decision.other_reason;
                    return Ok(if known { Completion::None(conflict) } else { Completion::GaveUp });
                };
                let (conflict, other_reason) = (decision.conflict, decision.other_reason);
                made.truncate(place + 1);
                let Some(earlier) = made.pop() else { return Ok(Completion::GaveUp) };
                decision = earlier;
                decision.conflict = decision.conflict.or(conflict);
                decision.other_reason |= other_reason;
                here = case.clone();
                for change in made.iter().flat_map(|earlier| &earlier.taken) {
                    here.apply(change)?;
                }
                verdicts = self.judged(&here)?;
                spend(&mut self.left, OF_ALL_RULES * self.weight, 0);
            }
            self.judge_again(&here, &mut verdicts, decision.askers);
            self.weight = weight(&here.facts);
            made.push(decision);
        }
    }

    /// Searches for a completion that something blocks.
    ///
    /// # Errors
    /// If the case cannot be judged.
    pub fn blocked(&mut self, case: &Case) -> Result<Completion, Error> {
        self.weight = weight(&case.facts);
        let verdicts = self.judged(case)?;
        let (blockers, open) = self.blockers(case, &verdicts)?;
        if blockers.blocks() {
            return Ok(Completion::Found(Vec::new()));
        }
        let mut gave_up = false;
        let mut tried: Vec<&Pointer> = Vec::new();
        for at in &open {
            if tried.contains(&at) {
                continue;
            }
            tried.push(at);
            let mut made = Vec::new();
            // Each pointer gets a share of the budget, so that one that breaks nothing does not use it up.
            let mut share = (self.left / 4).min(2_000);
            let before = share;
            let found = self.breaks(&mut case.clone(), &verdicts, at, &mut made, &mut share);
            self.left -= (before - share).min(self.left);
            match found {
                Some(true) => return Ok(Completion::Found(made)),
                Some(false) => gave_up |= !self.domain.is_exhaustive(at),
                None => gave_up = true,
            }
        }
        Ok(if gave_up { Completion::GaveUp } else { Completion::None(RuleSet::NONE) })
    }

    /// Whether stating this fact, and the facts that are asked for next because of it, can break a rule; `None` if the budget is used up.
    fn breaks(
        &mut self,
        case: &mut Case,
        verdicts: &Verdicts,
        at: &Pointer,
        made: &mut Vec<Change>,
        left: &mut u32,
    ) -> Option<bool> {
        let askers = self.askers(case, verdicts, at);
        let mut deeper: Vec<(usize, Change, Pointer)> = Vec::new();
        for change in self.domain.changes(case, at) {
            *left = left.checked_sub(1)?;
            let mut open = Vec::new();
            let mut ask = |missing: &Missing| open.extend(missing.paths().cloned());
            let Some(blockers) = self.tried(case, verdicts, askers, &change, &mut ask) else { continue };
            spend(left, self.weight - 1, open.len());
            if blockers.blocks() && is_completion(case, &change) {
                made.extend(named::declares(case, &change));
                made.push(change);
                return Some(true);
            }
            // No rule asked for this member, and the list of all members is tried as well.
            if change.step() == Step::Add && blockers.unknown.count() >= askers.count() {
                continue;
            }
            if let Some(next) = open.iter().find(|open| *open != at).or(open.first()) {
                deeper.push((open.len(), change, next.clone()));
            }
        }
        if made.len() >= 12 {
            return None;
        }
        sort(&mut deeper, |(one, ..), (other, ..)| one.cmp(other));
        let mut gave_up = false;
        for (_, change, next) in deeper {
            let needed = named::declares(case, &change);
            let Some(undo) = make(case, &change) else { continue };
            let depth = made.len();
            let mut further = verdicts.clone();
            self.judge_again(case, &mut further, askers);
            made.extend(needed);
            made.push(change);
            match self.breaks(case, &further, &next, made, left) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => gave_up = true,
            }
            made.truncate(depth);
            take_back(case, undo);
            if *left == 0 {
                return None;
            }
        }
        (!gave_up).then_some(false)
    }

    /// Returns the pointer to state next. Lists come last: what rules look for in them mostly depends on the other facts.
    fn next<'o>(&mut self, open: &'o [Pointer]) -> Option<&'o Pointer> {
        let plain = open.iter().find(|at| !matches!(self.domain.kind(at), Some(Kind::List(_) | Kind::Table)));
        plain.or(open.first())
    }

    /// Returns the rules whose verdict may change once a fact is stated: those that ask for it. For a field of the request, all rules that
    /// judge the action, as they may not have looked at a field that is absent.
    fn askers(&self, case: &Case, verdicts: &Verdicts, at: &Pointer) -> RuleSet {
        let of_request = at.below("request").is_some().then(|| self.frame.of(case, judging).ok()).flatten();
        of_request.unwrap_or_else(|| verdicts.asking(at))
    }

    /// Prepares the decision for a pointer.
    fn decide(&mut self, case: &mut Case, verdicts: &Verdicts, at: &Pointer) -> Decision {
        let askers = self.askers(case, verdicts, at);
        let mut rest = self.domain.further_parts(case, at);
        let wholes = matches!(self.domain.kind(at), Some(Kind::List(_))).then(|| at.clone());
        let all = if self.all_first { self.domain.all(case, at) } else { None };
        // After the change that states the list has no more members.
        let second = rest.len().min(1);
        rest.splice(second..second, all);
        rest.reverse();
        let other_reason = rest.is_empty() || !self.domain.is_exhaustive(at);
        Decision {
            ways: Vec::new(),
            rest,
            wholes,
            taken: Vec::new(),
            askers,
            conflict: RuleSet::NONE,
            other_reason,
        }
    }

    /// Tries the changes that were not tried yet, until one leaves nothing open.
    fn look(&mut self, here: &mut Case, verdicts: &Verdicts, decision: &mut Decision) {
        let mut possible = !decision.ways.is_empty() || !decision.taken.is_empty();
        while let Some(change) = decision.rest.pop().or_else(|| self.first_whole(here, decision)) {
            if self.left == 0 {
                decision.other_reason = true;
                return;
            }
            self.left -= 1;
            let mut open = 0;
            let mut ask = |missing: &Missing| open += missing.paths().count();
            let Some(blockers) = self.tried(here, verdicts, decision.askers, &change, &mut ask) else {
                continue;
            };
            spend(&mut self.left, self.weight - 1, open);
            possible = true;
            if blockers.blocks() {
                decision.conflict = decision.conflict.or(blockers.blocking);
                decision.other_reason |= blockers.own;
                continue;
            }
            if change.step() == Step::Add && blockers.unknown.count() >= decision.askers.count() {
                // No rule asked for this member.
                decision.other_reason = true;
                continue;
            }
            decision.ways.push((open, change));
            // The rules that asked have all their facts: no other change leaves less open.
            if blockers.unknown.and(decision.askers).count() == 0 && !blockers.own_unknown {
                break;
            }
        }
        decision.other_reason |= !possible;
        // The best last; among equals, the first tried is last.
        decision.ways.reverse();
        sort(&mut decision.ways, |(one, _), (other, _)| other.cmp(one));
    }

    /// Takes the first of the whole lists and queues the others, once all other changes were tried.
    fn first_whole(&mut self, here: &mut Case, decision: &mut Decision) -> Option<Change> {
        let at = decision.wholes.take()?;
        decision.rest = self.domain.wholes(here, &at);
        decision.rest.reverse();
        decision.rest.pop()
    }

    /// Makes the best remaining change; returns whether there was one.
    fn take(&mut self, case: &Case, here: &mut Case, verdicts: &Verdicts, decision: &mut Decision) -> bool {
        loop {
            let Some((_, change)) = decision.ways.pop() else {
                if decision.rest.is_empty() && decision.wholes.is_none() {
                    return false;
                }
                self.look(here, verdicts, decision);
                continue;
            };
            let needed = named::declares(here, &change);
            let Some(undo) = make(here, &change) else { continue };
            if resolves(here, &change, &undo) {
                decision.taken = needed.into_iter().chain([change]).collect();
                return true;
            }
            take_back(here, undo);
            // A change that contradicts the original case is no completion in any event.
            decision.other_reason |= is_completion(case, &change);
        }
    }

    /// Judges the rules that ask for a fact after a change, without keeping it; calls `open` with the missing facts of each. `None` if the
    /// change is not possible.
    fn tried(
        &self,
        case: &mut Case,
        verdicts: &Verdicts,
        askers: RuleSet,
        change: &Change,
        open: &mut dyn FnMut(&Missing),
    ) -> Option<Blockers> {
        let undo = make(case, change)?;
        let said = self.frame.of(case, |cx| again(cx, verdicts, askers)).ok();
        let blockers = said.and_then(|said| self.frame.blockers(case, &said, self.but, open).ok());
        take_back(case, undo);
        blockers
    }

    fn judge_again(&self, case: &Case, verdicts: &mut Verdicts, askers: RuleSet) {
        if let Ok(said) = self.frame.of(case, |cx| again(cx, verdicts, askers)) {
            verdicts.replace(askers, said);
        }
    }

    /// Returns the blockers, and the missing facts rule by rule.
    fn blockers(&self, case: &Case, verdicts: &Verdicts) -> Result<(Blockers, Vec<Pointer>), Error> {
        let mut open = Vec::new();
        let mut ask = |missing: &Missing| open.extend(missing.paths().cloned());
        let blockers = self.frame.blockers(case, verdicts, self.but, &mut ask)?;
        Ok((blockers, open))
    }

    fn judged(&self, case: &Case) -> Result<Verdicts, Error> {
        self.frame.of(case, judge)?
    }

    /// Returns the changes as a completion, after checking that they leave nothing blocking or open.
    fn verified(&self, case: &Case, made: Vec<Decision>) -> Completion {
        let changes: Vec<Change> = made.into_iter().flat_map(|decision| decision.taken).collect();
        let mut completed = case.clone();
        let applied = changes.iter().all(|change| completed.apply(change).is_ok());
        let verdicts = self.judged(&completed);
        match verdicts {
            Ok(verdicts) if applied => {
                let blockers = self.frame.blockers(&completed, &verdicts, self.but, &mut |_| ());
                if blockers.is_ok_and(|blockers| blockers.rules() == 0) {
                    Completion::Found(changes)
                } else {
                    Completion::GaveUp
                }
            }
            _ => Completion::GaveUp,
        }
    }
}

/// Deducts from the budget the judgements and the cost of reading the missing facts.
fn spend(left: &mut u32, judgements: u32, facts: usize) {
    let read = u32::try_from(facts / FACTS_PER_JUDGEMENT).unwrap_or(u32::MAX);
    *left = left.saturating_sub(judgements.saturating_add(read));
}

/// Returns the cost of one judgement: rules look at every machine, and at every member of a machine group.
fn weight(facts: &Facts) -> u32 {
    let members = facts.groups.iter().map(|(_, group)| group.members.items().len()).max().unwrap_or(0);
    let many = facts.machines.len() / 4096 + members / FACTS_PER_JUDGEMENT;
    u32::try_from(many).unwrap_or(u32::MAX).saturating_add(1)
}

/// Returns the index of the decision to backtrack to: the last one that shares a rule with the conflict set. If something other than a rule
/// prevents a change, the rules that asked for the fact count too, and failing those the previous decision.
fn place_back(made: &[Decision], stuck: &Decision) -> Option<usize> {
    let rules = if stuck.other_reason { stuck.conflict.or(stuck.askers) } else { stuck.conflict };
    let matters = made.iter().rposition(|earlier| earlier.askers.and(rules).count() > 0);
    matters.or_else(|| made.len().checked_sub(1).filter(|_| stuck.other_reason))
}

/// Whether the case is consistent after a change.
fn is_completion(case: &Case, change: &Change) -> bool {
    let mut changed = case.clone();
    make(&mut changed, change).is_some() && changed.resolve().is_ok()
}
