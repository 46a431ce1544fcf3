//! The outcome under assumptions: usual facts have their usual value, and everything else that is asked for is met.

use super::completion::Frame;
use super::report::Supposed;
use super::{Subject, judge};
use crate::facts::change::Change;
use crate::facts::usual::as_it_comes;
use crate::rules::RuleSet;
use crate::vocabulary::error::Error;
use crate::vocabulary::{Outcome, Text};
use greenlight_json::{Pointer, sort};

/// Returns the outcome of a case with missing facts under assumptions, and the assumptions. Usual values are added as facts, and may block.
///
/// # Errors
/// If the case cannot be judged.
pub fn suppose(cx: &Subject<'_>) -> Result<(Outcome, Supposed), Error> {
    let frame = Frame::around(cx);
    let mut case = cx.case.clone();
    let mut defaults: Vec<Change> = Vec::new();
    // A fact that is added may lead a rule to ask for another.
    let verdicts = loop {
        let verdicts = frame.of(&case, judge)??;
        let mut open: Vec<&Pointer> = verdicts.missing().collect();
        sort(&mut open, Ord::cmp);
        open.dedup();
        let stated = |change: &Change| defaults.iter().any(|earlier| earlier.at() == change.at());
        let fresh: Vec<Change> =
            open.into_iter().filter_map(as_it_comes).filter(|change| !stated(change)).collect();
        if fresh.is_empty() {
            break verdicts;
        }
        for change in &fresh {
            case.apply(change)?;
        }
        defaults.extend(fresh);
    };
    let blockers = frame.blockers(&case, &verdicts, RuleSet::NONE, &mut |_| ())?;
    let codes = |rules: RuleSet| -> Vec<Text> { rules.iter().map(|rule| rule.id.code().into()).collect() };
    let outcome = if blockers.blocks() { Outcome::Blocked } else { Outcome::Ready };
    Ok((outcome, Supposed { defaults, met: codes(blockers.unknown), broken: codes(blockers.blocking) }))
}
