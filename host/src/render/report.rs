//! A report in words: findings in the source, then what is missing, what comes afterwards, and the outcome.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{Group, Level as Title};
use anstyle::Style;
use greenlight_core::json::Pointer;
use greenlight_core::report::{Finding, Level, Outcome, Question, Report};

use super::{excerpt, fixers, level_style, overlaid, plural, printable, renderer, source};
use crate::document::Document;
use crate::overlay::PLACE;

/// What of a report is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReportDisplay {
    /// Notes too.
    pub(crate) notes: bool,
    /// The report is one of several.
    pub(crate) several: bool,
}

/// Room for the path of a fact, so that what they mean stands in one column.
const FIELD_WIDTH: usize = 28;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The report in words.
pub(crate) fn words(
    report: &Report,
    document: &Document,
    overlay: Option<&Document>,
    shown: ReportDisplay,
) -> String {
    let mut out = String::new();
    for one in report.findings.iter().filter(|one| shown.notes || one.level < Level::Note) {
        let (one_of, at) = match (overlay, one.at.as_str().strip_prefix(PLACE)) {
            (Some(overlay), Some(at)) => (overlay, at),
            _ => (document, one.at.as_str()),
        };
        out.push_str(&finding(one, at, one_of));
        out.push_str("\n\n");
    }
    if !report.access.is_empty() {
        let _ = writeln!(out, "{BOLD}who could let them{BOLD:#}");
        super::access::clearing(&mut out, &report.access);
        out.push('\n');
    }
    questions(&mut out, report, document, shown);
    tasks(&mut out, report);
    for notice in &report.warnings {
        let style = level_style(Level::Warning);
        let _ = writeln!(out, "{style}warning[{}]{style:#}: {}\n", notice.code, printable(&notice.message));
    }
    for old in &report.old {
        let style = level_style(old.level);
        let message = printable(&old.message);
        let _ = writeln!(out, "{style}{}[old]{style:#}: {message}", old.level.word());
        let place = nearest(document, old.at.as_str());
        let source = old.source.as_ref().map(|source| format!("; read from {}", printable(&source.file)));
        let (observed, rules) = (old.observed_at, super::open::rules(&old.rules));
        let _ = writeln!(
            out,
            "  {DIM}observed {observed}{}{place}  {rules}{DIM:#}\n",
            source.unwrap_or_default()
        );
    }
    if !report.attested.is_empty() {
        let _ = writeln!(out, "{BOLD}resting on somebody's word{BOLD:#}");
        for fact in &report.attested {
            let _ = writeln!(out, "  {} (by {})", printable(fact.at.as_str()), printable(&fact.by));
        }
        out.push('\n');
    }
    supposed(&mut out, report);
    waived(&mut out, report, overlay);
    verdicts(&mut out, report);
    if let Some(values) = &report.values {
        super::rulebook::used(&mut out, values);
    }
    out.push_str(&last_line(report, document, overlay, shown));
    if let Some(receipt) = &report.receipt {
        let _ = writeln!(out, "{DIM}request {}\nreport  {}{DIM:#}", receipt.request, receipt.report);
    }
    if shown.several {
        out.push('\n');
    }
    out
}

/// What the outcome would be if what is usual were so, and all else were met.
fn supposed(out: &mut String, report: &Report) {
    let (Some(outcome), Some(supposed)) = (report.if_supposed, &report.supposed) else { return };
    let _ = writeln!(out, "{BOLD}supposing{BOLD:#}");
    for change in &supposed.defaults {
        let value = change.value().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(
            out,
            "  {} is {}, as it usually comes",
            printable(change.at().as_str()),
            printable(&value)
        );
    }
    if !supposed.met.is_empty() {
        let _ = writeln!(out, "  these are met: {}", supposed.met.join(", "));
    }
    let _ = match outcome {
        Outcome::Blocked => writeln!(out, "  it would be blocked: {}\n", supposed.broken.join(", ")),
        _ => writeln!(out, "  it would be ready\n"),
    };
}

fn finding(finding: &Finding, at: &str, document: &Document) -> String {
    let title = match finding.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Note => Title::NOTE,
    };
    let marks = marks(finding, at, document);
    let mut group = Group::with_title(title.primary_title(printable(&finding.message)).id(&*finding.code));
    group = excerpt(group, &document.source, &marks);
    let notes = [
        ("who can mend it", fixers(&finding.fixers)),
        ("source", source(&finding.source, finding.provenance)),
    ];
    group = group.element(Title::HELP.message(help(finding)));
    if let Some(origin) = document.origin(at) {
        group = group.element(Title::NOTE.with_name("read in").message(printable(origin)));
    }
    for (name, text) in notes {
        group = group.element(Title::NOTE.with_name(name).message(text));
    }
    if let Some(changed) = &finding.overlay {
        group = group.element(Title::NOTE.with_name("overlay").message(printable(changed)));
    }
    renderer().render(&[group])
}

/// The places of a finding in the source; what is not written there is shown at what stands around it.
fn marks(finding: &Finding, at: &str, document: &Document) -> Vec<(Range<usize>, String)> {
    let missing = document.place(at).is_none();
    let label = if missing {
        format!("without `{}`", at.rsplit('/').next().unwrap_or_default())
    } else {
        String::new()
    };
    let primary = document.nearest(at).map(|place| (place.shown(), label));
    let related = finding
        .related
        .iter()
        .filter_map(|at| document.place(at.as_str()))
        .map(|place| (place.shown(), String::new()));
    primary.into_iter().chain(related).collect()
}

fn help(finding: &Finding) -> String {
    let mut lines: Vec<String> = match finding.steps.as_slice() {
        [only] => vec![printable(only).into_owned()],
        steps => steps
            .iter()
            .enumerate()
            .map(|(index, step)| format!("{}. {}", index + 1, printable(step)))
            .collect(),
    };
    lines.extend(finding.command.as_ref().map(|command| format!("`{}`", printable(command))));
    lines.join("\n")
}

fn questions(out: &mut String, report: &Report, document: &Document, shown: ReportDisplay) {
    let asked = by_thing(&report.questions, |question| shown.notes || question.level < Level::Note);
    if asked.is_empty() {
        return;
    }
    let _ = writeln!(out, "{BOLD}facts missing{BOLD:#}");
    let mut about = "";
    for question in asked {
        let (thing, meaning) = about_and_meaning(question);
        if thing != about {
            about = thing;
            let _ = writeln!(
                out,
                "  {}{DIM}{}{DIM:#}",
                printable(thing),
                nearest(document, question.at.as_str())
            );
        }
        let style = level_style(question.level);
        let field = printable(&field(question.at.as_str())).into_owned();
        let (meaning, rules) = (printable(meaning), question.rules.join(" "));
        // A name that is too long for its column has a line of its own.
        let name = match field.chars().count() {
            0 => String::new(),
            1..=FIELD_WIDTH => format!("{style}{field:<FIELD_WIDTH$}{style:#}  "),
            _ => format!("{style}{field}{style:#}\n    {:<FIELD_WIDTH$}  ", ""),
        };
        let _ = writeln!(out, "    {name}{meaning}  {DIM}{rules}{DIM:#}");
    }
    out.push('\n');
}

/// Questions in their order, those about the same thing together: it stands where its first question does.
pub(super) fn by_thing(questions: &[Question], shown: impl Fn(&Question) -> bool) -> Vec<&Question> {
    let mut things: Vec<(&str, Vec<&Question>)> = Vec::new();
    for question in questions.iter().filter(|question| shown(question)) {
        let (thing, _) = about_and_meaning(question);
        match things.iter_mut().find(|(known, _)| *known == thing) {
            Some((_, asked)) => asked.push(question),
            None => things.push((thing, vec![question])),
        }
    }
    things.into_iter().flat_map(|(_, asked)| asked).collect()
}

fn about_and_meaning(question: &Question) -> (&str, &str) {
    question.message.split_once(": ").unwrap_or((question.message.as_str(), ""))
}

/// Where in the source a fact would be written, or the nearest thing around it.
pub(super) fn nearest(document: &Document, at: &str) -> String {
    document.nearest(at).map_or_else(String::new, |place| {
        let (line, column) = document.source.line_and_column(place.shown().start);
        format!(" {}:{line}:{column}", printable(&document.source.name))
    })
}

/// A fact's path within the thing it is about: `gallery.sharing` of `/images/finance/gallery/sharing`.
fn field(at: &str) -> String {
    let named = if at.starts_with("/tenant/") { 2 } else { 3 };
    let path: Vec<&str> = at.split('/').skip(named).collect();
    path.join(".").replace("~1", "/").replace("~0", "~")
}

fn tasks(out: &mut String, report: &Report) {
    if report.tasks.is_empty() {
        return;
    }
    let _ = writeln!(out, "{BOLD}once the machine exists{BOLD:#}");
    for task in &report.tasks {
        let _ = writeln!(out, "  {} {} ({})", task.code, printable(&task.message), fixers(&task.fixers));
        for step in &task.steps {
            let _ = writeln!(out, "    {}", printable(step));
        }
    }
    out.push('\n');
}

fn waived(out: &mut String, report: &Report, overlay: Option<&Document>) {
    let waived = report.overlay.as_ref().map(|overlay| overlay.waived.as_slice()).unwrap_or_default();
    if waived.is_empty() {
        return;
    }
    let _ = writeln!(out, "{BOLD}waived{BOLD:#}");
    for one in waived {
        let (reason, until) = (printable(&one.reason), &one.until);
        let _ = writeln!(out, "  {} {}", one.code, printable(&one.message));
        let _ = writeln!(out, "    until {until}: {reason}");
        let place = overlay
            .and_then(|overlay| Some((overlay, overlay.nearest(one.waiver.as_str().strip_prefix(PLACE)?)?)));
        if let Some((overlay, place)) = place {
            let (line, column) = overlay.source.line_and_column(place.shown().start);
            let _ = writeln!(out, "  {DIM}--> {}:{line}:{column}{DIM:#}", printable(&overlay.source.name));
        }
    }
    out.push('\n');
}

fn verdicts(out: &mut String, report: &Report) {
    let Some(verdicts) = &report.verdicts else { return };
    for verdict in verdicts {
        let _ = write!(out, "{}  {:<14}", verdict.code, verdict.verdict);
        if let Some(because) = &verdict.because {
            let _ = write!(out, "  because of {because}");
        }
        if !verdict.missing.is_empty() {
            let missing: Vec<&str> = verdict.missing.iter().map(Pointer::as_str).collect();
            let _ = write!(out, "  {}", printable(&missing.join(", ")));
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out.push('\n');
}

fn last_line(
    report: &Report,
    document: &Document,
    overlay: Option<&Document>,
    shown: ReportDisplay,
) -> String {
    let (word, style) = match report.outcome {
        Outcome::Ready => ("ready", level_style(Level::Note)),
        Outcome::Blocked => ("blocked", level_style(Level::Error)),
        Outcome::NeedsFacts => ("facts missing", level_style(Level::Warning)),
    };
    let mut parts = Vec::new();
    for counted in [Level::Error, Level::Warning, Level::Note] {
        let number = report.findings.iter().filter(|finding| finding.level == counted).count();
        if number > 0 {
            parts.push(plural(number as u64, counted.word()));
        }
    }
    if !report.questions.is_empty() {
        parts.push(plural(report.questions.len() as u64, "question"));
    }
    parts.push(format!("{} met", plural(report.counts.met.into(), "rule")));
    if report.counts.not_judged > 0 {
        parts.push(format!("{} not judged", report.counts.not_judged));
    }
    let waived = report.overlay.as_ref().map_or(0, |overlay| overlay.waived.len());
    if waived > 0 {
        parts.push(format!("{waived} waived"));
    }
    let file = overlay.map_or_else(String::new, |overlay| format!(" ({})", printable(&overlay.source.name)));
    let overlay = overlaid(report.overlay.as_ref().map(|overlay| (overlay.name.as_str(), overlay.date)));
    let name = if shown.several { format!("{}: ", printable(&document.source.name)) } else { String::new() };
    let by = report.request.actor.as_ref().map(|actor| format!(" by {}", printable(actor)));
    let asked = format!("{}{}", report.request.action.replace('-', " "), by.unwrap_or_default());
    format!(
        "{name}{style}{word}{style:#}: {asked}; {}; as of {}, rulebook of {}{overlay}{file}\n",
        parts.join(", "),
        report.as_of,
        report.rulebook
    )
}
