//! A report as plain text to send to whoever can mend what is wrong, one letter for each.

use std::fmt::Write as _;

use greenlight_core::report::{Fixer, Level, Report};

use super::{fixer as fixer_words, printable, source};

/// The letters, in the order of the findings; each finding goes to the least role that can mend it.
pub(crate) fn text(report: &Report) -> String {
    let mut out = String::new();
    for fixer in addressees(report) {
        let _ = writeln!(out, "To: {}\n", fixer_words(fixer));
        let (actor, action) =
            (printable(report.request.actor.as_deref().unwrap_or("somebody")), &report.request.action);
        let _ = writeln!(out, "{actor} asks for `{action}` in Power Automate. For that, please:\n");
        let findings = report.findings.iter().filter(|finding| finding.level < Level::Note);
        for finding in findings.filter(|finding| finding.fixers.first() == Some(&fixer)) {
            let _ = writeln!(out, "- {} [{}]", printable(&finding.message), finding.code);
            steps(&mut out, &finding.steps);
            if let Some(command) = &finding.command {
                let _ = writeln!(out, "    {}", printable(command));
            }
            let source = source(&finding.source, finding.provenance);
            let _ = match &*finding.source.url {
                "" => writeln!(out, "  See {source}"),
                url => writeln!(out, "  See {source}: {url}"),
            };
        }
        for task in report.tasks.iter().filter(|task| task.fixers.first() == Some(&fixer)) {
            let _ = writeln!(out, "- once the machine exists: {} [{}]", printable(&task.message), task.code);
            steps(&mut out, &task.steps);
        }
        out.push('\n');
    }
    if out.is_empty() {
        out.push_str("There is nothing to hand over.\n");
    }
    if !report.access.is_empty() {
        out.push_str("What could be granted instead of the steps above, one of each:\n\n");
        super::access::clearing(&mut out, &report.access);
        out.push('\n');
    }
    let open = super::report::by_thing(&report.questions, |question| question.level < Level::Note);
    if !open.is_empty() {
        out.push_str("Not known yet, and needed for an answer:\n\n");
        for question in open {
            let _ = writeln!(out, "- {} ({})", printable(&question.message), question.rules.join(", "));
        }
        out.push('\n');
    }
    out
}

fn addressees(report: &Report) -> Vec<Fixer> {
    let findings =
        report.findings.iter().filter(|finding| finding.level < Level::Note).map(|finding| &finding.fixers);
    let mut all: Vec<Fixer> = Vec::new();
    for fixer in
        findings.chain(report.tasks.iter().map(|task| &task.fixers)).filter_map(|fixers| fixers.first())
    {
        if !all.contains(fixer) {
            all.push(*fixer);
        }
    }
    all
}

fn steps(out: &mut String, steps: &[String]) {
    for step in steps {
        let _ = writeln!(out, "  {}", printable(step));
    }
}
