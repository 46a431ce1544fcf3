//! A case and the rules give verdicts; verdicts give a report.

use crate::case::fact::{Attestation, Origin};
use crate::context::Context;
use crate::error::{Code, Error};
use crate::instant::{DAY_MS, Instant};
use crate::known::Missing;
use crate::pointer::Pointer;
use crate::report::{
    Asked, Attested, Counts, ENGINE, FORMAT_VERSION, Level, Notice, Outcome, Question, Report, VerdictLine,
};
use crate::rule::{Evidence, Rule, Stop};
use crate::rulebook::{Key, Value};
use crate::rules::{ALL, RuleId};
use crate::words;

/// What one rule says of one case.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It has nothing to say.
    NotApplicable,
    /// It is met.
    Met,
    /// It is broken.
    Broken(Evidence),
    /// Facts are missing.
    Unknown(Missing),
    /// The failure of another rule already covers it.
    NotJudged(RuleId),
    /// To be seen to once the machine exists.
    Afterwards(Evidence),
}

impl Verdict {
    /// The word for it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NotApplicable => "not-applicable",
            Self::Met => "met",
            Self::Broken(_) => "broken",
            Self::Unknown(_) => "unknown",
            Self::NotJudged(_) => "not-judged",
            Self::Afterwards(_) => "afterwards",
        }
    }
}

/// Judges the request by every rule; the verdicts stand in the order of [`ALL`].
///
/// # Errors
/// When the instant lies before everything the rulebook knows.
pub fn judge(cx: &Context<'_>) -> Result<Vec<Verdict>, Error> {
    in_force(cx.now)?;
    let mut verdicts: Vec<Option<Verdict>> = ALL.iter().map(|_| None).collect();
    for rule in ALL {
        verdict(cx, rule, &mut verdicts);
    }
    Ok(verdicts.into_iter().map(|verdict| verdict.unwrap_or(Verdict::NotApplicable)).collect())
}

/// Holds that something is known about an instant.
///
/// # Errors
/// When the instant lies before everything the rulebook knows.
pub fn in_force(now: Instant) -> Result<(), Error> {
    let first = crate::rulebook::FIRST;
    if now >= first.start() {
        return Ok(());
    }
    let message = format!("nothing is known about {now}: the first rulebook begins on {first}");
    let help = "choose an instant on or after that day";
    Err(Error::new(Code::NotInForce, Pointer::ROOT.key("as_of"), message, help))
}

/// The one-word answer that verdicts, in the order of [`ALL`], give.
pub fn outcome(verdicts: &[Verdict]) -> Outcome {
    let mut open = false;
    for (rule, verdict) in ALL.iter().zip(verdicts) {
        match verdict {
            Verdict::Broken(evidence) if evidence.level.unwrap_or(rule.level) == Level::Error => {
                return Outcome::Blocked;
            }
            Verdict::Unknown(_) => open |= rule.level == Level::Error,
            _ => {}
        }
    }
    if open { Outcome::NeedsFacts } else { Outcome::Ready }
}

/// Judges by one rule, and first by those that may cover it, unless that is done.
fn verdict(cx: &Context<'_>, rule: &Rule, done: &mut [Option<Verdict>]) {
    if done.get(rule.id as usize).is_none_or(Option::is_some) {
        return;
    }
    let own = if rule.judges.contain(cx.action()) {
        match (rule.check)(cx) {
            Ok(()) => Verdict::Met,
            Err(Stop::NotApplicable) => Verdict::NotApplicable,
            Err(Stop::Broken(evidence)) => Verdict::Broken(evidence),
            Err(Stop::Unknown(missing)) => Verdict::Unknown(missing),
            Err(Stop::Afterwards(evidence)) => Verdict::Afterwards(evidence),
            Err(Stop::Covered(by)) => Verdict::NotJudged(by),
        }
    } else {
        Verdict::NotApplicable
    };
    let undecided = matches!(own, Verdict::Broken(_) | Verdict::Unknown(_));
    let settled = if undecided { covered(cx, rule, own, done) } else { own };
    if let Some(place) = done.get_mut(rule.id as usize) {
        *place = Some(settled);
    }
}

/// A broken or unknown verdict in the light of the rules that may cover it: one defect, one finding.
fn covered(cx: &Context<'_>, rule: &Rule, own: Verdict, done: &mut [Option<Verdict>]) -> Verdict {
    let mut open: Option<Missing> = None;
    for &cover in rule.covered_by {
        let Some(covering) = ALL.get(cover as usize) else {
            continue;
        };
        verdict(cx, covering, done);
        match done.get(cover as usize).and_then(Option::as_ref) {
            // What is unknown may still be met: only what is broken is covered.
            Some(Verdict::Broken(_) | Verdict::NotJudged(_)) if matches!(own, Verdict::Broken(_)) => {
                return Verdict::NotJudged(cover);
            }
            Some(Verdict::Unknown(missing)) => {
                open = Some(match open {
                    Some(so_far) => so_far.and(missing.clone()),
                    None => missing.clone(),
                });
            }
            Some(_) | None => {}
        }
    }
    match (open, own) {
        (Some(open), Verdict::Unknown(missing)) => Verdict::Unknown(open.and(missing)),
        (Some(open), _) => Verdict::Unknown(open),
        (None, own) => own,
    }
}

/// Judges the request and says it in words.
///
/// # Errors
/// When the instant lies before everything the rulebook knows.
pub fn report(cx: &Context<'_>, all: bool) -> Result<Report, Error> {
    let verdicts = judge(cx)?;
    let outcome = outcome(&verdicts);
    let lines = all.then(|| ALL.iter().zip(&verdicts).map(|(rule, verdict)| line(rule, verdict)).collect());
    let mut counts = Counts::default();
    let (mut findings, mut lesser, mut least) = (Vec::new(), Vec::new(), Vec::new());
    let (mut questions, mut tasks) = (Vec::new(), Vec::new());
    for (rule, verdict) in ALL.iter().zip(verdicts) {
        let count = match verdict {
            Verdict::NotApplicable => &mut counts.not_applicable,
            Verdict::Met => &mut counts.met,
            Verdict::NotJudged(_) => &mut counts.not_judged,
            Verdict::Broken(evidence) => {
                let finding = words::finding(rule, evidence);
                match finding.level {
                    Level::Error => findings.push(finding),
                    Level::Warning => lesser.push(finding),
                    Level::Note => least.push(finding),
                }
                &mut counts.broken
            }
            Verdict::Afterwards(evidence) => {
                tasks.push(words::task(rule, &evidence));
                &mut counts.afterwards
            }
            Verdict::Unknown(missing) => {
                for at in missing.into_paths() {
                    ask(at, rule, &mut questions);
                }
                &mut counts.unknown
            }
        };
        *count += 1;
    }
    findings.append(&mut lesser);
    findings.append(&mut least);
    Ok(Report {
        format_version: FORMAT_VERSION,
        outcome,
        as_of: cx.now,
        request: Asked { action: cx.action().word(), actor: cx.request.actor.to_string() },
        rulebook: cx.book.date,
        engine: ENGINE,
        findings,
        questions,
        tasks,
        warnings: notices(cx),
        attested: attested(cx),
        counts,
        verdicts: lines,
        receipt: None,
    })
}

/// Asks for a fact on behalf of a rule; the questions stand in the order of their places.
fn ask(at: Pointer, rule: &Rule, questions: &mut Vec<Question>) {
    let code = rule.id.code();
    match questions.binary_search_by(|question| question.at.cmp(&at)) {
        Ok(place) => {
            if let Some(question) = questions.get_mut(place) {
                question.level = rule.level.min(question.level);
                question.rules.push(code);
            }
        }
        Err(place) => {
            let message = words::question(&at);
            questions.insert(place, Question { at, rules: vec![code], level: rule.level, message });
        }
    }
}

fn line(rule: &Rule, verdict: &Verdict) -> VerdictLine {
    let because = if let Verdict::NotJudged(by) = verdict { Some(by.code()) } else { None };
    let missing =
        if let Verdict::Unknown(missing) = verdict { missing.clone().into_paths() } else { Vec::new() };
    VerdictLine { code: rule.id.code(), verdict: verdict.word(), because, missing }
}

fn attested(cx: &Context<'_>) -> Vec<Attested> {
    let told = |(at, origin): (_, Origin)| {
        let Attestation { by, on, note } = origin.attested?;
        Some(Attested { at, by, on, note })
    };
    cx.case.origins().into_iter().filter_map(told).collect()
}

/// What to know about the report itself: that the rulebook has grown old, or is not carried completely.
pub fn notices(cx: &Context<'_>) -> Vec<Notice> {
    let mut notices = Vec::new();
    if let (Some(page), Some(Value::Number(days))) =
        (cx.book.newest_page(), cx.book.value(Key::ReportStaleDays, cx.now))
    {
        let age = cx.now.since(page.date.start()) / DAY_MS;
        if i64::try_from(days).is_ok_and(|days| cx.now.since(page.date.start()) > days * DAY_MS) {
            let message = format!(
                "the newest page this rulebook rests on is of {}, {age} days before the instant judged: Microsoft may have changed it since",
                page.date
            );
            notices.push(Notice { code: "stale-rulebook", message });
        }
    }
    if cx.book.is_partial() {
        let message = format!(
            "the rulebook of {} is complete; of what was published later, up to {}, only changed values are carried, no new requirements",
            crate::rulebook::DEFAULT,
            cx.book.date
        );
        notices.push(Notice { code: "partial-rulebook", message });
    }
    notices
}

#[cfg(all(test, feature = "pages"))]
mod tests {
    use super::*;
    use crate::case::Case;
    use crate::ledger::Ledger;
    use crate::parse;
    use crate::rulebook::{FIRST, Rulebook};
    use crate::rules::examples;

    #[test]
    fn verdicts_do_not_depend_on_the_order_of_rules() {
        for (example, value) in ALL.iter().flat_map(|rule| examples::of(rule)) {
            let case: Case = parse::value(&value.unwrap()).unwrap();
            let ledger = Ledger::default();
            let cx = Context {
                case: &case,
                ledger: &ledger,
                request: case.request.as_ref().unwrap(),
                now: case.as_of.unwrap(),
                book: Rulebook::of(FIRST).unwrap(),
                simulated: None,
            };
            let mut backwards: Vec<Option<Verdict>> = ALL.iter().map(|_| None).collect();
            for rule in ALL.iter().rev() {
                verdict(&cx, rule, &mut backwards);
            }
            let forwards: Vec<Option<Verdict>> = judge(&cx).unwrap().into_iter().map(Some).collect();
            assert_eq!(forwards, backwards, "{}", example.note);
        }
    }
}
