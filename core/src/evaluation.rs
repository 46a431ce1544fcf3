//! Judges a case by the rules and turns the verdicts into a report.

pub mod access;
pub mod age;
pub mod completion;
mod compose;
pub mod order;
pub mod report;
mod subject;
mod supposition;
mod verdicts;
pub mod words;

use crate::facts::known::Missing;
use crate::overlay::{RESTRICTIONS, Restriction};
use crate::rules::rule::{Evidence, Judgement, Rule, Stop};
use crate::rules::{Overrides as _, Recorder, RuleId, RuleSet, Verdict, watch};
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::instant::Instant;
use crate::vocabulary::phrases::{BEFORE_ALL_RULEBOOKS, ON_OR_AFTER_THAT_DAY};
use crate::vocabulary::{Level, Outcome};
use greenlight_json::{Pointer, sort};

pub use compose::{notices, report, report_as_it_stands};
pub use order::decisive_first;
pub use subject::Subject;
pub use supposition::suppose;
pub use verdicts::Verdicts;

/// Judges the request by every rule.
///
/// # Errors
/// If the instant lies before the earliest date that the rulebook covers.
pub fn judge(cx: &Subject<'_>) -> Result<Verdicts, Error> {
    in_force(cx.now)?;
    Ok(Evaluator::of(cx, judging(cx), None))
}

/// Returns the rules that judge the request.
pub fn judging(cx: &Subject<'_>) -> RuleSet {
    RuleSet::judging(cx.action()).and(RuleSet::holding(cx.book, cx.now.day()))
}

/// Judges the request by the given rules; the other rules keep their earlier verdicts.
pub fn again(cx: &Subject<'_>, before: &Verdicts, rules: RuleSet) -> Verdicts {
    Evaluator::of(cx, rules, Some((before, rules)))
}

/// Checks that the rulebook covers an instant.
///
/// # Errors
/// If the instant lies before the earliest date that the rulebook covers.
pub fn in_force(now: Instant) -> Result<(), Error> {
    let first = crate::rulebook::FIRST;
    if now >= first.start() {
        return Ok(());
    }
    let message = BEFORE_ALL_RULEBOOKS.with("now", now).with("first", first);
    let help = ON_OR_AFTER_THAT_DAY;
    Err(Error::new(ErrorCode::NotInForce, Pointer::ROOT.key("as_of"), message, help))
}

/// Returns the outcome that the verdicts lead to.
pub fn outcome(cx: &Subject<'_>, verdicts: &Verdicts) -> Outcome {
    let mut open = false;
    for (rule, verdict) in verdicts.notable() {
        match verdict {
            Verdict::Broken(evidence) if level(cx, rule, evidence) == Level::Error => {
                return Outcome::Blocked;
            }
            Verdict::Unknown(_) => open |= open_level(cx, rule) == Level::Error,
            _ => {}
        }
    }
    for (_, verdict) in restricted(cx) {
        match verdict {
            Verdict::Broken(_) => return Outcome::Blocked,
            verdict => open |= matches!(verdict, Verdict::Unknown(_)),
        }
    }
    if open || unsaid(cx).is_some() { Outcome::NeedsFacts } else { Outcome::Ready }
}

/// Returns the codes of the rules that are broken at level error.
pub fn blocking(cx: &Subject<'_>, verdicts: &Verdicts) -> Vec<&'static str> {
    let broken = verdicts.notable().filter_map(|(rule, verdict)| match verdict {
        Verdict::Broken(evidence) => (level(cx, rule, evidence) == Level::Error).then(|| rule.id.code()),
        _ => None,
    });
    let own = restricted(cx).filter(|(_, verdict)| matches!(verdict, Verdict::Broken(_)));
    broken.chain(own.map(|(own, _)| own.code)).collect()
}

/// Returns the codes of the rules that are broken at level warning.
pub fn warning(cx: &Subject<'_>, verdicts: &Verdicts) -> Vec<&'static str> {
    let broken = verdicts.notable().filter_map(|(rule, verdict)| match verdict {
        Verdict::Broken(evidence) => (level(cx, rule, evidence) == Level::Warning).then(|| rule.id.code()),
        _ => None,
    });
    broken.collect()
}

/// Returns the pointers to the missing facts without which a rule of level error cannot be judged.
pub fn undecided(cx: &Subject<'_>, verdicts: &Verdicts) -> Vec<Pointer> {
    let open = verdicts.notable().filter_map(|(rule, verdict)| match verdict {
        Verdict::Unknown(missing) if open_level(cx, rule) == Level::Error => Some(missing.clone()),
        _ => None,
    });
    let own = restricted(cx).filter_map(|(_, verdict)| match verdict {
        Verdict::Unknown(missing) => Some(missing),
        _ => None,
    });
    let mut paths: Vec<Pointer> = open.chain(own).chain(unsaid(cx)).flat_map(Missing::into_paths).collect();
    sort(&mut paths, Ord::cmp);
    paths.dedup();
    paths
}

/// Returns the level of a broken rule, with the overlay's level if there is one.
fn level(cx: &Subject<'_>, rule: &Rule, evidence: &Evidence) -> Level {
    let own = evidence.level.unwrap_or(rule.level);
    cx.overlay.map_or(own, |overlay| overlay.level(rule.id, own))
}

/// Returns the level of a rule that lacks facts.
pub(crate) fn open_level(cx: &Subject<'_>, rule: &Rule) -> Level {
    cx.overlay.map_or_else(|| rule.open_level(cx), |overlay| overlay.open_level(cx, rule))
}

/// Returns the verdicts of the organisation's own rules on the request; empty without an overlay.
fn restricted(cx: &Subject<'_>) -> impl Iterator<Item = (&'static Restriction, Verdict)> {
    let overlay = cx.overlay.map(|applied| &*applied.overlay);
    let judged = overlay.map(|overlay| RESTRICTIONS.iter().map(|own| (*own, said(own.judge(cx, overlay)))));
    judged.into_iter().flatten()
}

/// Returns the fields that the request lacks and that define what is to be done: the actor and the action's required details.
fn unsaid(cx: &Subject<'_>) -> Option<Missing> {
    let missing = cx.request.lacks().map(|field| Missing::fact(cx.asked(field)));
    cx.actor_name().err().into_iter().chain(missing).reduce(Missing::and)
}

/// Converts a judgement to a verdict.
fn said(judgement: Judgement) -> Verdict {
    match judgement {
        Ok(()) => Verdict::Met,
        Err(Stop::NotApplicable) => Verdict::NotApplicable,
        Err(Stop::Broken(evidence)) => Verdict::Broken(evidence),
        Err(Stop::Unknown(missing)) => Verdict::Unknown(missing),
        Err(Stop::Afterwards(evidence)) => Verdict::Afterwards(evidence),
        Err(Stop::Covered(by)) => Verdict::NotJudged(by),
    }
}

/// The state of an evaluation: the verdicts so far and the rules that are left.
struct Evaluator<'v> {
    verdicts: Verdicts,
    /// The rules that are still to be judged. All others do not judge the action or are not in force, and count as not applicable.
    open: RuleSet,
    /// The earlier verdicts, and the rules that are judged again; the earlier verdicts count for all other rules.
    before: Option<(&'v Verdicts, RuleSet)>,
    /// Records what rules look at, if that is wanted.
    recorder: Option<&'v Recorder>,
}

impl Evaluator<'_> {
    /// Judges by the rules in `open`.
    fn of(cx: &Subject<'_>, open: RuleSet, before: Option<(&Verdicts, RuleSet)>) -> Verdicts {
        let judge = |recorder: Option<&Recorder>| {
            Evaluator { verdicts: Verdicts::default(), open, before, recorder }.all(cx)
        };
        if !cx.looks {
            return judge(None);
        }
        let (mut verdicts, looked) = watch(|recorder| judge(Some(recorder)));
        verdicts.looked = looked;
        verdicts
    }

    fn all(mut self, cx: &Subject<'_>) -> Verdicts {
        while let Some(rule) = self.open.take_first() {
            self.judge(cx, rule);
        }
        self.verdicts
    }

    /// Returns the verdict of a rule from this evaluation, or the earlier one if the rule is not judged again.
    fn verdict(&self, rule: RuleId) -> &Verdict {
        match self.before {
            Some((before, again)) if !again.contains(rule) => before.of(rule),
            _ => self.verdicts.of(rule),
        }
    }

    /// Judges by one rule, which was already removed from `open`. Rules that may cover it are judged first, unless they were already.
    fn judge(&mut self, cx: &Subject<'_>, rule: &Rule) {
        let judgement = match self.recorder {
            Some(recorder) => (rule.check)(&cx.watched(recorder, Some(rule.id))),
            None => (rule.check)(cx),
        };
        let own = match judgement {
            Ok(()) if cx.overlay.is_none() => return self.verdicts.meet(rule.id),
            Err(Stop::NotApplicable) => return,
            Err(Stop::Broken(evidence)) => self.covered(cx, rule, Verdict::Broken(evidence)),
            Err(Stop::Unknown(missing)) => self.covered(cx, rule, Verdict::Unknown(missing)),
            other => said(other),
        };
        let settled = match cx.overlay {
            Some(overlay) => overlay.settle(cx, rule.id, own),
            None => own,
        };
        self.verdicts.note(rule.id, settled);
    }

    /// Returns what becomes of a broken or unknown verdict, given the rules that may cover it, so that one defect gives one finding.
    fn covered(&mut self, cx: &Subject<'_>, rule: &Rule, own: Verdict) -> Verdict {
        let mut open: Option<Missing> = None;
        for &cover in rule.covered_by {
            if self.open.remove(cover)
                && let Some(covering) = cover.rule()
            {
                self.judge(cx, covering);
            }
            let speaker = self.speaker(cover);
            let passed_over = cx.overlay.is_some_and(|overlay| overlay.passes_over(cx, speaker));
            if passed_over || self.is_milder(cx, cover, rule, &own) {
                continue;
            }
            match self.verdict(cover) {
                // A rule with unknown facts may still be met: only a broken rule is covered.
                Verdict::Broken(_) | Verdict::NotJudged(_) if matches!(own, Verdict::Broken(_)) => {
                    return Verdict::NotJudged(cover);
                }
                Verdict::Unknown(missing) => open = Some(missing.clone().after(open)),
                _ => {}
            }
        }
        match (open, own) {
            (Some(open), Verdict::Unknown(missing)) => Verdict::Unknown(open.and(missing)),
            (Some(open), _) => Verdict::Unknown(open),
            (None, own) => own,
        }
    }

    /// Whether the covering rule has a milder level: covering would then hide how severe the defect is.
    fn is_milder(&self, cx: &Subject<'_>, cover: RuleId, rule: &Rule, own: &Verdict) -> bool {
        let here = match own {
            Verdict::Broken(evidence) => level(cx, rule, evidence),
            _ => open_level(cx, rule),
        };
        self.speaking(cx, cover).is_some_and(|speaking| speaking > here)
    }

    /// Returns the level of the rule that reports the defect of `rule`; `None` if that rule is neither broken nor unknown.
    fn speaking(&self, cx: &Subject<'_>, rule: RuleId) -> Option<Level> {
        let speaker = self.speaker(rule);
        let of = speaker.rule()?;
        match self.verdict(speaker) {
            Verdict::Broken(evidence) => Some(level(cx, of, evidence)),
            Verdict::Unknown(_) => Some(open_level(cx, of)),
            _ => None,
        }
    }

    /// Returns the rule that reports the defect: `rule` itself, or the rule that covers it.
    fn speaker(&self, rule: RuleId) -> RuleId {
        match self.verdict(rule) {
            Verdict::NotJudged(by) => self.speaker(*by),
            _ => rule,
        }
    }
}

#[cfg(all(test, feature = "pages"))]
mod tests {
    use super::*;
    use crate::facts::Case;
    use crate::facts::ledger::Ledger;
    use crate::rules::context::Context;
    use crate::rules::{ALL, examples};
    use greenlight_json;

    #[test]
    fn verdicts_do_not_depend_on_the_order_of_rules() {
        for (example, book, value) in ALL.iter().flat_map(|rule| examples::of(rule)) {
            let case: Case = greenlight_json::from_value(&value.unwrap()).unwrap();
            let ledger = Ledger::default();
            let (request, now) = (case.request.as_ref().unwrap(), case.as_of.unwrap());
            let cx = Subject::from(Context::new(&case, &ledger, request, now, book.rulebook()));
            let (open, verdicts) = (judging(&cx), Verdicts::default());
            let mut backwards = Evaluator { verdicts, open, before: None, recorder: None };
            for rule in ALL.iter().rev() {
                if backwards.open.remove(rule.id) {
                    backwards.judge(&cx, rule);
                }
            }
            assert_eq!(judge(&cx).unwrap(), backwards.verdicts, "{}", example.note);
        }
    }
}
