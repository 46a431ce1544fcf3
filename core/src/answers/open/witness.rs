//! Finds minimal sets of changes after which a case is ready or blocked.

use super::choice::Completed;
use crate::evaluation::completion::domain::Domain;
use crate::evaluation::completion::{BOUND, Completion, Frame, Search};
use crate::evaluation::{judge, outcome};
use crate::facts::Case;
use crate::facts::change::Change;
use crate::rules::RuleSet;
use crate::vocabulary::Outcome;
use crate::vocabulary::error::Error;

/// Returns the changes without the unnecessary ones, which are tried in order.
pub(super) fn least(frame: Frame<'_>, case: &Case, changes: Vec<Change>, wanted: Outcome) -> Vec<Change> {
    let mut kept = changes;
    let mut place = 0;
    while place < kept.len() {
        let without = kept.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, change)| change);
        if leads_to(frame, case, without, wanted) {
            drop(kept.remove(place));
        } else {
            place += 1;
        }
    }
    kept
}

/// Whether a case with these changes has this outcome.
fn leads_to<'c>(
    frame: Frame<'_>,
    case: &Case,
    changes: impl Iterator<Item = &'c Change>,
    wanted: Outcome,
) -> bool {
    let mut stated = case.clone();
    for change in changes {
        if stated.apply(change).is_err() {
            return false;
        }
    }
    let judged = || frame.of(&stated, |cx| judge(cx).map(|verdicts| outcome(cx, &verdicts) == wanted));
    stated.resolve().is_ok() && judged().is_ok_and(|judged| judged.unwrap_or(false))
}

/// Completes the case so that only the rules in `broken` are broken; `None` if no such completion was found.
pub(super) fn completed(
    frame: Frame<'_>,
    domain: &mut Domain,
    case: &Case,
    ready: Option<&[Change]>,
    broken: RuleSet,
) -> Result<Option<Completed>, Error> {
    let made = match ready {
        Some(changes) => changes.to_vec(),
        None => match Search::new(frame, domain, BOUND).but(broken).ready(case)? {
            Completion::Found(changes) => changes,
            Completion::None(_) | Completion::GaveUp => return Ok(None),
        },
    };
    let mut case = case.clone();
    for change in &made {
        case.apply(change)?;
    }
    Ok(Some(Completed { case, made }))
}
