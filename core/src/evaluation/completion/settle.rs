//! Determines the outcome where facts are missing: it is open only if one completion is ready and another is blocked.

use super::domain::Domain;
use super::{Completion, Frame, Search};
use crate::evaluation::{Verdicts, undecided};
use crate::facts::Case;
use crate::rules::RuleSet;
use crate::vocabulary::Outcome;
use crate::vocabulary::error::Error;

/// The default budget of a search for a completion, in judgements.
pub const BOUND: u32 = 20_000;

/// The limits of a report: it searches only if at most this many facts are open, with this budget of judgements.
const OF_REPORT: (usize, u32) = (24, 2_000);

/// An outcome and its reasons.
#[derive(Debug)]
pub struct Settled {
    /// The outcome.
    pub outcome: Outcome,
    /// Rules that cannot all be met, whatever facts are added, although none is broken yet.
    pub no_way_out: RuleSet,
    /// Whether the outcome is open only because the search gave up.
    pub gave_up: bool,
}

impl From<Outcome> for Settled {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, no_way_out: RuleSet::NONE, gave_up: false }
    }
}

/// Determines the outcome where facts are missing, within the limits of a report.
///
/// # Errors
/// If the case cannot be judged.
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

/// Reduces rules that together leave no way out to a minimal subset that still does; the last rules are removed first.
///
/// # Errors
/// If the case cannot be judged.
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
