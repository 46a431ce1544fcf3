//! The search for the least sets of changes: those of one change first, then those of two, and so on, each goal with what can help it.

use super::candidate::Candidate;
use crate::evaluation::completion::{make, take_back};
use crate::facts::Case;
use crate::rules::rule::{Judgement, Stop};
use greenlight_json::sort;

/// So many sets are listed at most.
const LISTED: usize = 12;

/// Sets of so many changes are looked for at most.
const LARGEST: u32 = 4;

/// So many sets are looked at, at most, for goals that belong together.
const BOUND: u32 = 4_000;

/// Goals that belong together, as something helps with several of them, and what reaches them.
#[derive(Debug)]
pub(super) struct GoalGroup {
    /// The goals, by place.
    pub goals: Vec<usize>,
    /// The sets of candidates, by place, the least first.
    pub sets: Vec<Vec<usize>>,
    /// Every least set of at most so many candidates is among them.
    pub complete_to: u32,
}

/// What `look` says of each goal in a case.
type Look<'l> = &'l dyn Fn(&Case) -> Vec<Judgement>;

struct Search<'s> {
    case: Case,
    candidates: &'s [Candidate],
    look: Look<'s>,
    left: u32,
}

/// The least sets of candidates after which all goals are met that can be met so. What lacks facts afterwards is not met.
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

/// Goals that share what helps, brought together.
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
    /// What is said of the goals once these candidates are granted.
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

    /// The candidates that can help a goal: each that meets it by itself; and of those others that together do, each that brings it nearer.
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

    /// Candidates without those that can be left out, tried from what brings the most.
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

    /// Candidates from what brings the least.
    fn by_rank(&self, mut places: Vec<usize>) -> Vec<usize> {
        let rank = |place: &usize| (self.candidates.get(*place).map(|candidate| candidate.rank), *place);
        sort(&mut places, |one, other| rank(one).cmp(&rank(other)));
        places
    }

    /// What reaches goals that belong together; nothing where nothing was found.
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

    /// Adds the least sets of `size` candidates that hold those chosen; each once, as what was tried in one place is barred behind it. Nothing
    /// where that takes too long.
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
            // What a smaller set does as well is no least one, even where a grant stands in the way of another.
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
