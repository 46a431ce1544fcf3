//! What the outcome is where facts are missing: it is open only where some completion is ready and some is blocked.

use super::domain::Domain;
use super::{Completion, Frame, Search};
use crate::evaluation::{Verdicts, undecided};
use crate::facts::Case;
use crate::rules::RuleSet;
use crate::vocabulary::Outcome;
use crate::vocabulary::error::Error;

/// How many times a search for a completion judges rules at most.
pub const BOUND: u32 = 20_000;

/// A report looks for completions where no more places than this are open, and judges rules so many times at most.
const OF_REPORT: (usize, u32) = (24, 2_000);

/// An outcome, and what it rests on.
#[derive(Debug)]
pub struct Settled {
    /// The outcome.
    pub outcome: Outcome,
    /// The rules of which one is broken whatever is stated, although none is yet.
    pub no_way_out: RuleSet,
    /// Whether it was left open because the search gave up.
    pub gave_up: bool,
}

impl From<Outcome> for Settled {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, no_way_out: RuleSet::NONE, gave_up: false }
    }
}

/// What the outcome is where facts are missing, as far as a report looks for it.
///
/// # Errors
/// When the case cannot be judged.
pub fn settle(frame: Frame<'_>, case: &Case, verdicts: &Verdicts) -> Result<Settled, Error> {
    let open = |gave_up| Settled { gave_up, ..Outcome::NeedsFacts.into() };
    let (places, bound) = OF_REPORT;
    let asked = frame.of(case, |cx| undecided(cx, verdicts))?;
    if asked.len() > places {
        return Ok(open(true));
    }
    let mut domain = Domain::of(case, frame.now, frame.book);
    let mut search = Search::new(frame, &mut domain, bound);
    match search.ready(case)? {
        Completion::None(rules) => {
            let no_way_out = least(frame, &mut domain, case, rules)?;
            Ok(Settled { outcome: Outcome::Blocked, no_way_out, gave_up: false })
        }
        Completion::GaveUp => Ok(open(true)),
        Completion::Found(_) => match search.blocked(case)? {
            Completion::None(_) => Ok(Outcome::Ready.into()),
            Completion::Found(_) => Ok(open(false)),
            Completion::GaveUp => Ok(open(true)),
        },
    }
}

/// Of rules that together leave no way out those that are enough for it: the others are left out, the last first.
///
/// # Errors
/// When the case cannot be judged.
pub fn least(frame: Frame<'_>, domain: &mut Domain, case: &Case, rules: RuleSet) -> Result<RuleSet, Error> {
    let mut kept = rules;
    let each: Vec<_> = rules.iter().collect();
    for rule in each.into_iter().rev() {
        let mut fewer = kept;
        fewer.remove(rule.id);
        let mut search = Search::new(frame, domain, BOUND / 10).but(RuleSet::all().without(fewer));
        if fewer.count() > 0 && matches!(search.ready(case)?, Completion::None(_)) {
            kept = fewer;
        }
    }
    Ok(kept)
}
