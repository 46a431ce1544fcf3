//! The search for a completion: the case is stated further, question by question, until nothing is open that could block it, or something
//! blocks it. Only rules that ask for a place are judged again once it is stated: what is decided does not depend on it.

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

/// A case that is stated further and further, and what the rules say of it.
pub struct Search<'a, 'd> {
    frame: Frame<'a>,
    domain: &'d mut Domain,
    /// Rules that may be broken.
    but: RuleSet,
    /// Whether lists of everything are tried before lists of one thing: sooner found, and nothing that anybody wants to read.
    all_first: bool,
    /// How many times rules may still be judged.
    left: u32,
    /// As how many judgements one counts: more where rules look at many things of the case.
    weight: u32,
}

/// So many missing facts are read with one judgement; more count as further ones.
const FACTS_PER_JUDGEMENT: usize = 64;

/// As how many judgements it counts that all rules are judged anew.
const OF_ALL_RULES: u32 = 8;

/// One place that was stated.
struct Decision {
    /// The changes that can be made there, each with how much it leaves open, the best last.
    ways: Vec<(usize, Change)>,
    /// The changes that were not looked at, the first last.
    rest: Vec<Change>,
    /// Of a list: its place, until whole lists are among them.
    wholes: Option<Pointer>,
    /// The change that was made, behind the one that it needs.
    taken: Vec<Change>,
    /// The rules that asked for the place.
    askers: RuleSet,
    /// The rules for which another change is of no use.
    conflict: RuleSet,
    /// Whether something else than a rule is in the way: then the decision before is tried again, whichever it is.
    other_reason: bool,
}

impl<'a, 'd> Search<'a, 'd> {
    /// A search that judges rules so many times at most.
    pub const fn new(frame: Frame<'a>, domain: &'d mut Domain, bound: u32) -> Self {
        Self { frame, domain, but: RuleSet::NONE, all_first: false, left: bound, weight: 1 }
    }

    /// The same, where these rules may be broken.
    #[must_use]
    pub fn but(self, but: RuleSet) -> Self {
        Self { but, ..self }
    }

    /// The same, where only whether there is a completion counts, and not what it says.
    #[must_use]
    pub fn of_any_kind(self) -> Self {
        Self { all_first: true, ..self }
    }

    /// A completion that nothing blocks.
    ///
    /// # Errors
    /// When the case cannot be judged.
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
            // Back to the last place stated that has something to do with it, until there is another way.
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

    /// A completion that something blocks.
    ///
    /// # Errors
    /// When the case cannot be judged.
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
            // A part of what is left for each place, so that one that cannot be broken does not use up all.
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

    /// Whether stating this place, and what is asked for next because of it, can break a rule; none where that took too long.
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
            // Nobody asked for this member by itself, and the whole list of all is tried as well.
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

    /// The place to state next: what rules look for in a list mostly depends on the others.
    fn next<'o>(&mut self, open: &'o [Pointer]) -> Option<&'o Pointer> {
        let plain = open.iter().find(|at| !matches!(self.domain.kind(at), Some(Kind::List(_) | Kind::Table)));
        plain.or(open.first())
    }

    /// The rules that may say something else once a place is stated: those that ask for it. What the request does not name, rules may not have
    /// looked at.
    fn askers(&self, case: &Case, verdicts: &Verdicts, at: &Pointer) -> RuleSet {
        let of_request = at.below("request").is_some().then(|| self.frame.of(case, judging).ok()).flatten();
        of_request.unwrap_or_else(|| verdicts.asking(at))
    }

    /// A place at which something is to be stated.
    fn decide(&mut self, case: &mut Case, verdicts: &Verdicts, at: &Pointer) -> Decision {
        let askers = self.askers(case, verdicts, at);
        let mut rest = self.domain.further_parts(case, at);
        let wholes = matches!(self.domain.kind(at), Some(Kind::List(_))).then(|| at.clone());
        let all = if self.all_first { self.domain.all(case, at) } else { None };
        // Behind the one that says nothing else is in it.
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

    /// Looks at the changes that were not looked at, until one leaves nothing open.
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
                // Nobody asked for this member by itself.
                decision.other_reason = true;
                continue;
            }
            decision.ways.push((open, change));
            // Where those who asked lack nothing more, nothing leaves less open.
            if blockers.unknown.and(decision.askers).count() == 0 && !blockers.own_unknown {
                break;
            }
        }
        decision.other_reason |= !possible;
        // The best last; of several that leave as much open, the first.
        decision.ways.reverse();
        sort(&mut decision.ways, |(one, _), (other, _)| other.cmp(one));
    }

    /// The first of the whole lists, once nothing else is left; the others are looked at next.
    fn first_whole(&mut self, here: &mut Case, decision: &mut Decision) -> Option<Change> {
        let at = decision.wholes.take()?;
        decision.rest = self.domain.wholes(here, &at);
        decision.rest.reverse();
        decision.rest.pop()
    }

    /// Makes the best of the changes that are left; whether there was one.
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
            // What contradicts the case itself is no completion anyway.
            decision.other_reason |= is_completion(case, &change);
        }
    }

    /// What the rules that ask for a place would say after a change, `open` being told of what each lacks; nothing where it is none.
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

    /// What blocks, and the places that are asked for, rule by rule.
    fn blockers(&self, case: &Case, verdicts: &Verdicts) -> Result<(Blockers, Vec<Pointer>), Error> {
        let mut open = Vec::new();
        let mut ask = |missing: &Missing| open.extend(missing.paths().cloned());
        let blockers = self.frame.blockers(case, verdicts, self.but, &mut ask)?;
        Ok((blockers, open))
    }

    fn judged(&self, case: &Case) -> Result<Verdicts, Error> {
        self.frame.of(case, judge)?
    }

    /// The changes, if they do what they were made for.
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

/// Takes so many judgements, and what it costs to read so many missing facts, from those that are left.
fn spend(left: &mut u32, judgements: u32, facts: usize) {
    let read = u32::try_from(facts / FACTS_PER_JUDGEMENT).unwrap_or(u32::MAX);
    *left = left.saturating_sub(judgements.saturating_add(read));
}

/// As how many judgements one counts: rules look at each machine, and at each member of a machine group.
fn weight(facts: &Facts) -> u32 {
    let members = facts.groups.iter().map(|(_, group)| group.members.items().len()).max().unwrap_or(0);
    let many = facts.machines.len() / 4096 + members / FACTS_PER_JUDGEMENT;
    u32::try_from(many).unwrap_or(u32::MAX).saturating_add(1)
}

/// The last of the decisions at which another choice could be of use to one that led nowhere: one that has to do with the same rules. Where
/// something else than rules is in the way, it is mostly in the way of what they ask for; if not, the decision before.
fn place_back(made: &[Decision], stuck: &Decision) -> Option<usize> {
    let rules = if stuck.other_reason { stuck.conflict.or(stuck.askers) } else { stuck.conflict };
    let matters = made.iter().rposition(|earlier| earlier.askers.and(rules).count() > 0);
    matters.or_else(|| made.len().checked_sub(1).filter(|_| stuck.other_reason))
}

/// Whether a case is one that can be judged after a change.
fn is_completion(case: &Case, change: &Change) -> bool {
    let mut changed = case.clone();
    make(&mut changed, change).is_some() && changed.resolve().is_ok()
}
