//! Searches for the minimal sets of changes by increasing size, trying for each goal only the candidates that can help with it.

use super::candidate::Candidate;
use crate::evaluation::completion::{make, take_back};
use crate::facts::Case;
use crate::rules::rule::{Judgement, Stop};
use greenlight_json::sort;

/// At most this many sets are listed.
const LISTED: usize = 12;

/// The largest size of a set that is searched for.
const LARGEST: u32 = 4;

/// The budget of a group of goals: at most this many sets are judged.
const BOUND: u32 = 4_000;

/// Goals that share a helpful candidate, and the sets that reach all of them.
#[derive(Debug)]
pub(super) struct GoalGroup {
    /// The indices of the goals.
    pub goals: Vec<usize>,
    /// The sets of indices of candidates, the smallest first.
    pub sets: Vec<Vec<usize>>,
    /// All minimal sets of up to this many candidates are listed.
    pub complete_to: u32,
}

/// Judges a case: returns one judgement per goal.
type Look<'l> = &'l dyn Fn(&Case) -> Vec<Judgement>;

struct Search<'s> {
    case: Case,
    candidates: &'s [Candidate],
    look: Look<'s>,
    left: u32,
}

/// Finds the minimal sets of candidates that meet every goal that grants can meet. A goal that lacks facts after a grant counts as not met.
pub(super) fn search(case: &Case, candidates: &[Candidate], look: Look<'_>) -> Vec<GoalGroup> {
    let mut search = Search { case: case.clone(), candidates, look, left: 0 };
    let before = look(case);
    let after: Vec<Vec<Judgement>> = (0..candidates.len()).map(|place| search.said(&[place])).collect();
    let mut helping: Vec<(usize, Vec<usize>)> = Vec::new();
    for (goal, judged) in before.iter().enumerate() {
        if !is_met(judged) {
            let helps = search.helping(goal, judged, &after);
            helping.extend((!helps.is_empty()).then_some((goal, helps)));
        }
    }
    together(helping).iter().filter_map(|goals| search.part(goals)).collect()
}

/// Groups goals that share helpful candidates.
fn together(goals: Vec<(usize, Vec<usize>)>) -> Vec<Vec<(usize, Vec<usize>)>> {
    let mut groups: Vec<Vec<(usize, Vec<usize>)>> = Vec::new();
    for goal in goals {
        let shares = |group: &Vec<(usize, Vec<usize>)>| {
            group.iter().flat_map(|(_, helps)| helps).any(|place| goal.1.contains(place))
        };
        let (with, others): (Vec<_>, Vec<_>) = groups.into_iter().partition(shares);
        groups = others;
        let mut group: Vec<_> = with.into_iter().flatten().collect();
        group.push(goal);
        sort(&mut group, |(one, _), (other, _)| one.cmp(other));
        groups.push(group);
    }
    sort(&mut groups, |one, other| {
        one.first().map(|(goal, _)| *goal).cmp(&other.first().map(|(goal, _)| *goal))
    });
    groups
}

fn is_met(judged: &Judgement) -> bool {
    matches!(judged, Ok(()) | Err(Stop::NotApplicable | Stop::Afterwards(_)))
}

impl Search<'_> {
    /// Returns the judgements of all goals once these candidates are granted.
    fn said(&mut self, chosen: &[usize]) -> Vec<Judgement> {
        let mut undo = Vec::new();
        for candidate in chosen.iter().filter_map(|place| self.candidates.get(*place)) {
            undo.extend(make(&mut self.case, &candidate.change));
        }
        let said = (self.look)(&self.case);
        for kept in undo.into_iter().rev() {
            take_back(&mut self.case, kept);
        }
        said
    }

    fn meets(&mut self, goals: impl Iterator<Item = usize>, chosen: &[usize]) -> bool {
        let said = self.said(chosen);
        let mut goals = goals;
        goals.all(|goal| said.get(goal).is_some_and(is_met))
    }

    /// Returns the candidates that can help a goal: each that meets it alone, and, if the others meet it together, each that changes its
    /// judgement.
    fn helping(&mut self, goal: usize, before: &Judgement, after: &[Vec<Judgement>]) -> Vec<usize> {
        let of = |place: &usize| after.get(*place).and_then(|said| said.get(goal));
        let all = 0..after.len();
        let (mut helping, others): (Vec<_>, Vec<_>) = all.partition(|place| of(place).is_some_and(is_met));
        if self.meets(std::iter::once(goal), &others) {
            let nearer = others.iter().filter(|place| of(place).is_some_and(|said| said != before));
            helping.extend(nearer);
            let least = self.reduced(&[goal], others);
            helping.extend(least);
            sort(&mut helping, Ord::cmp);
            helping.dedup();
        }
        helping
    }

    /// Returns the candidates without the unnecessary ones; those that grant the most are removed first.
    fn reduced(&mut self, goals: &[usize], from: Vec<usize>) -> Vec<usize> {
        let mut kept = from;
        for place in self.by_rank(kept.clone()).into_iter().rev() {
            let fewer: Vec<usize> = kept.iter().copied().filter(|other| *other != place).collect();
            if self.meets(goals.iter().copied(), &fewer) {
                kept = fewer;
            }
        }
        kept
    }

    /// Sorts candidates by how much they grant, the least first.
    fn by_rank(&self, mut places: Vec<usize>) -> Vec<usize> {
        let rank = |place: &usize| (self.candidates.get(*place).map(|candidate| candidate.rank), *place);
        sort(&mut places, |one, other| rank(one).cmp(&rank(other)));
        places
    }

    /// Searches the sets that meet goals that belong together; `None` if there are none.
    fn part(&mut self, goals: &[(usize, Vec<usize>)]) -> Option<GoalGroup> {
        self.left = BOUND;
        let mut found: Vec<Vec<usize>> = Vec::new();
        let mut complete_to = 0;
        for size in 1..=LARGEST {
            let mut chosen = Vec::new();
            if self.extend(goals, &mut chosen, &mut Vec::new(), size, &mut found).is_none() {
                break;
            }
            complete_to = size;
            if found.len() >= LISTED {
                break;
            }
        }
        let places: Vec<usize> = goals.iter().map(|(goal, _)| *goal).collect();
        if found.is_empty() {
            let mut all: Vec<usize> = goals.iter().flat_map(|(_, helps)| helps).copied().collect();
            sort(&mut all, Ord::cmp);
            all.dedup();
            let all = self.meets(places.iter().copied(), &all).then_some(all)?;
            found.push(self.reduced(&places, all));
        }
        found = found.into_iter().map(|set| self.by_rank(set)).collect();
        let rank = |set: &Vec<usize>| {
            let greatest = set.iter().rev().map(|place| self.candidates.get(*place).map(|it| it.rank));
            (set.len(), greatest.collect::<Vec<_>>(), set.clone())
        };
        sort(&mut found, |one, other| rank(one).cmp(&rank(other)));
        if let Some(cut) = found.get(LISTED) {
            complete_to = complete_to.min(u32::try_from(cut.len()).unwrap_or(0).saturating_sub(1));
            found.truncate(LISTED);
        }
        Some(GoalGroup { goals: places, sets: found, complete_to })
    }

    /// Adds the minimal sets that extend `chosen` by up to `size` candidates. A candidate that was tried is barred afterwards, so that each
    /// set is found once. `None` if the budget is used up.
    fn extend(
        &mut self,
        goals: &[(usize, Vec<usize>)],
        chosen: &mut Vec<usize>,
        barred: &mut Vec<usize>,
        size: u32,
        found: &mut Vec<Vec<usize>>,
    ) -> Option<()> {
        if found.iter().any(|set| set.iter().all(|place| chosen.contains(place))) {
            return Some(());
        }
        self.left = self.left.checked_sub(1)?;
        let said = self.said(chosen);
        let open = goals.iter().find(|(goal, _)| !said.get(*goal).is_some_and(is_met));
        let Some((_, helping)) = open else {
            // A set is not minimal if a subset also meets the goals, even where one grant undoes another.
            let every: Vec<usize> = goals.iter().map(|(goal, _)| *goal).collect();
            if self.reduced(&every, chosen.clone()).len() == chosen.len() {
                found.push(chosen.clone());
            }
            return Some(());
        };
        if size == 0 {
            return Some(());
        }
        let before = barred.len();
        let mut gave_up = false;
        for place in helping {
            if chosen.contains(place) || barred.contains(place) {
                continue;
            }
            chosen.push(*place);
            gave_up = self.extend(goals, chosen, barred, size - 1, found).is_none();
            chosen.pop();
            barred.push(*place);
            if gave_up {
                break;
            }
        }
        barred.truncate(before);
        (!gave_up).then_some(())
    }
}
