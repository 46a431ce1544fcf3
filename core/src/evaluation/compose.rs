//! Turns verdicts into a report: counts them, words them and sorts the findings.

use super::{Subject, Verdicts, judge, open_level, outcome, restricted, unsaid};
use crate::evaluation::completion::{Frame, Settled, settle};
use crate::evaluation::order::Rank;
use crate::evaluation::report::{
    Attested, Counts, ENGINE, FORMAT_VERSION, Finding, Notice, Overlaid, Question, Report, RequestedAction,
    Task, VerdictLine, Waived,
};
use crate::evaluation::words;
use crate::facts::known::Missing;
use crate::facts::origin::Attestation;
use crate::facts::request::Action;
use crate::overlay::{Overlay, Restriction};
use crate::rulebook::{Book, Key};
use crate::rules::phrases as say;
use crate::rules::rule::Rule;
use crate::rules::{Looked, Verdict, watch};
use crate::vocabulary::error::Error;
use crate::vocabulary::instant::DAY_MS;
use crate::vocabulary::{Level, Outcome, Text};
use greenlight_json::{Pointer, sort};

/// The parts of a report that are collected rule by rule.
#[derive(Default)]
struct Sum {
    counts: Counts,
    findings: Vec<Finding>,
    tasks: Vec<Task>,
    /// Each missing fact, the rule that needs it and the rule's level; no rule for a field that the request itself must have.
    open: Vec<(Pointer, Option<&'static str>, Level)>,
    waived: Vec<Waived>,
}

impl Sum {
    fn of(cx: &Subject<'_>, verdicts: Verdicts, looked: &Looked) -> Self {
        let mut sum = Self::default();
        (sum.counts.met, sum.counts.not_applicable) = verdicts.quiet();
        for (rule, verdict) in verdicts.into_notable() {
            sum.rule(cx, rule, verdict, looked);
        }
        sum
    }

    fn rule(&mut self, cx: &Subject<'_>, rule: &Rule, verdict: Verdict, looked: &Looked) {
        self.count(&verdict);
        match verdict {
            Verdict::NotApplicable | Verdict::Met | Verdict::NotJudged(_) => {}
            Verdict::Broken(evidence) => {
                let finding = words::finding(rule, evidence, cx.book, cx.parameters);
                self.find(match cx.overlay {
                    Some(overlay) => words::overlay::changed(overlay, looked, rule, finding),
                    None => finding,
                });
            }
            Verdict::Waived(evidence, waiver) => {
                let overlay = cx.overlay.into_iter();
                let told =
                    |applied| words::overlay::waived(applied, rule, evidence.clone(), waiver, cx.parameters);
                self.waived.extend(overlay.filter_map(told));
            }
            Verdict::Afterwards(evidence) => self.tasks.push(words::task(rule, evidence, cx.parameters)),
            Verdict::Unknown(missing) => self.ask(rule.id.code(), open_level(cx, rule), missing),
        }
    }

    fn own(&mut self, overlay: &Overlay, own: &Restriction, verdict: Verdict, parameters: bool) {
        self.count(&verdict);
        match verdict {
            Verdict::Broken(evidence) => {
                self.find(words::overlay::restricted(overlay, own, evidence, parameters));
            }
            Verdict::Unknown(missing) => self.ask(own.code, Level::Error, missing),
            _ => {}
        }
    }

    /// Inserts a finding after those of its level.
    fn find(&mut self, finding: Finding) {
        if self.findings.capacity() == 0 {
            // Findings are large, and most reports have one or two.
            self.findings = Vec::with_capacity(2);
        }
        let place = self.findings.partition_point(|other| other.level <= finding.level);
        self.findings.insert(place, finding);
    }

    fn ask(&mut self, code: &'static str, level: Level, missing: Missing) {
        self.open.extend(missing.into_paths().into_iter().map(|path| (path, Some(code), level)));
    }

    const fn count(&mut self, verdict: &Verdict) {
        let count = match verdict {
            Verdict::NotApplicable => &mut self.counts.not_applicable,
            Verdict::Met => &mut self.counts.met,
            Verdict::NotJudged(_) => &mut self.counts.not_judged,
            Verdict::Broken(_) => &mut self.counts.broken,
            Verdict::Waived(..) => &mut self.counts.waived,
            Verdict::Afterwards(_) => &mut self.counts.afterwards,
            Verdict::Unknown(_) => &mut self.counts.unknown,
        };
        *count += 1;
    }
}

/// Judges the request and returns the report; where facts are missing, completions of the case are searched to determine the outcome.
///
/// # Errors
/// If the instant lies before the earliest date that the rulebook covers.
pub fn report(cx: &Subject<'_>, all: bool) -> Result<Report, Error> {
    let verdicts = judge(cx)?;
    let settled = match outcome(cx, &verdicts) {
        Outcome::NeedsFacts => settle(Frame::around(cx), cx.case, &verdicts)?,
        outcome => outcome.into(),
    };
    Ok(compose(cx, verdicts, settled, all))
}

/// Judges the request and returns the report, without a search for completions.
///
/// # Errors
/// If the instant lies before the earliest date that the rulebook covers.
pub fn report_as_it_stands(cx: &Subject<'_>, all: bool) -> Result<Report, Error> {
    let verdicts = judge(cx)?;
    let settled = outcome(cx, &verdicts).into();
    Ok(compose(cx, verdicts, settled, all))
}

/// Composes the report.
fn compose(cx: &Subject<'_>, mut verdicts: Verdicts, settled: Settled, all: bool) -> Report {
    let mut lines: Option<Vec<VerdictLine>> =
        all.then(|| verdicts.iter().map(|(rule, verdict)| line(rule.id.code(), verdict)).collect());
    let (mut warnings, looked) = watch(|recorder| notices(&cx.watched(recorder, None)));
    verdicts.looked.append(&looked);
    warnings.extend(words::settled(&settled).map(|(code, word)| words::notice(code, word, cx.parameters)));
    let overlaid = cx.overlay.map(|applied| {
        (words::overlay::overlaid(cx, applied, &verdicts), words::overlay::waivers(cx, applied, &verdicts))
    });
    let looked = std::mem::take(&mut verdicts.looked);
    let mut sum = Sum::of(cx, verdicts, &looked);
    for (own, verdict) in restricted(cx) {
        if let Some(lines) = &mut lines {
            lines.push(line(own.code, &verdict));
        }
        if let Some(applied) = cx.overlay {
            sum.own(&applied.overlay, own, verdict, cx.parameters);
        }
    }
    if let Some(missing) = unsaid(cx) {
        sum.open.extend(missing.into_paths().into_iter().map(|at| (at, None, Level::Error)));
    }
    let overlay = overlaid.map(|(overlaid, about_waivers)| {
        for finding in about_waivers {
            sum.find(finding);
        }
        Overlaid { waived: std::mem::take(&mut sum.waived), ..overlaid }
    });
    let Sum { counts, findings, tasks, open, .. } = sum;
    Report {
        format_version: FORMAT_VERSION.into(),
        outcome: settled.outcome,
        no_way_out: settled.no_way_out.iter().map(|rule| rule.id.code().into()).collect(),
        if_supposed: None,
        supposed: None,
        as_of: cx.now,
        request: RequestedAction { action: cx.action().word().into(), actor: cx.request.actor.clone() },
        rulebook: cx.book.date,
        engine: ENGINE,
        findings,
        access: Vec::new(),
        questions: questions(open, cx.action(), cx.parameters),
        tasks,
        warnings,
        attested: attested(cx),
        old: Vec::new(),
        counts,
        verdicts: lines,
        overlay,
        values: all.then(|| looked.used.values()),
        receipt: None,
    }
}

/// Returns a question for each missing fact, with the rules that need it and the worst of their levels, in the [order](Rank) in which to
/// ask as far as it is known without trying answers.
fn questions(
    mut open: Vec<(Pointer, Option<&'static str>, Level)>,
    action: Action,
    parameters: bool,
) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    sort(&mut open, |(one, ..), (other, ..)| one.cmp(other));
    for (at, rule, level) in open {
        match questions.last_mut() {
            Some(asked) if asked.at == at => {
                asked.level = asked.level.min(level);
                asked.rules.extend(rule.map(Text::from));
            }
            _ => {
                let (sentence, names) = parameters.then(|| words::sentence(&at)).unzip();
                questions.push(Question {
                    message: words::question(&at),
                    at,
                    rules: rule.into_iter().map(Text::from).collect(),
                    level,
                    sentence,
                    parameters: names,
                });
            }
        }
    }
    let rank = |question: &Question| Rank::of(&question.at, action, question.level, question.rules.len());
    sort(&mut questions, |one, other| rank(one).cmp(&rank(other)));
    questions
}

fn line(code: &'static str, verdict: &Verdict) -> VerdictLine {
    let because = if let Verdict::NotJudged(by) = verdict { Some(by.code()) } else { None };
    let missing =
        if let Verdict::Unknown(missing) = verdict { missing.clone().into_paths() } else { Vec::new() };
    VerdictLine {
        code: code.into(),
        verdict: verdict.word().into(),
        because: because.map(Text::from),
        missing,
    }
}

fn attested(cx: &Subject<'_>) -> Vec<Attested> {
    let vouched = cx.case.origins.attested().map(|(at, by)| (at.clone(), by.clone()));
    vouched.map(|(at, Attestation { by, on, note })| Attested { at, by, on, note }).collect()
}

/// Returns the notices about the report itself: that the rulebook is old, or that the date lies in the preview.
pub fn notices(cx: &Subject<'_>) -> Vec<Notice> {
    let mut notices = Vec::new();
    if let (Some(page), Ok(days)) = (cx.book.newest_page(), cx.number(Key::ReportStaleDays)) {
        let age = cx.now.since(page.date.start()) / DAY_MS;
        if i64::try_from(days).is_ok_and(|days| cx.now.since(page.date.start()) > days * DAY_MS) {
            let stale = say::STALE_RULEBOOK
                .with("date", page.date)
                .with("days", u64::try_from(age).unwrap_or_default());
            notices.push(words::notice("stale-rulebook", stale, cx.parameters));
        }
    }
    let general = Book::General.date();
    if cx.book.date < general || cx.now.day() < general {
        let preview = say::PREVIEW_RULEBOOK.with("date", general);
        notices.push(words::notice("preview-rulebook", preview, cx.parameters));
    }
    notices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_asked_for_in_form_order_then_what_most_rules_ask_for_and_last_what_is_usual() {
        let at = |path: &[&str]| path.iter().fold(Pointer::ROOT, |at, key| at.key(key));
        let open = [
            (at(&["flows", "f", "data_policy"]), Some("QUE035"), Level::Error),
            (at(&["machines", "m", "windows", "session"]), Some("QUE008"), Level::Error),
            (at(&["machines", "m", "windows", "session"]), Some("QUE009"), Level::Error),
            (at(&["flows", "f", "connection"]), Some("QUE013"), Level::Error),
            (at(&["flows", "f", "cloud"]), Some("QUE014"), Level::Warning),
            (at(&["people", "p", "multifactor"]), Some("PRE032"), Level::Error),
            (at(&["request", "run-attended", "account"]), None, Level::Error),
            (at(&["request", "run-attended", "machine"]), None, Level::Error),
            (at(&["request", "actor"]), None, Level::Error),
        ];
        let asked = questions(open.into(), Action::RunAttended, false);
        let places: Vec<&str> = asked.iter().map(|question| question.at.as_str()).collect();
        assert_eq!(
            places,
            [
                "/request/actor",
                "/request/run-attended/machine",
                "/request/run-attended/account",
                "/machines/m/windows/session",
                "/flows/f/connection",
                "/flows/f/cloud",
                "/flows/f/data_policy",
                "/people/p/multifactor",
            ]
        );
    }
}
