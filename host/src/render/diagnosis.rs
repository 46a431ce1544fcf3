//! A diagnosis in words: what it comes to, what is published, the causes in order, what to do next, and what is missing.

use std::fmt::Write as _;

use anstyle::Style;
use greenlight_core::diagnosis::{Cause, Conclusion, Diagnosis, Likelihood, PublishedCode};
use greenlight_core::json::Pointer;
use greenlight_core::report::Level;

use super::{fixers, level_style, licences, printable};
use crate::document::Document;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The diagnosis in words.
pub(crate) fn words(diagnosis: &Diagnosis, document: &Document) -> String {
    let (word, style) = match diagnosis.conclusion {
        Conclusion::CauseFound => ("cause found", level_style(Level::Error)),
        Conclusion::Explained => ("explained", level_style(Level::Warning)),
        Conclusion::UnknownError => ("unknown error", level_style(Level::Error)),
        Conclusion::NothingFound => ("nothing found", level_style(Level::Note)),
        Conclusion::NeedsFacts => ("facts missing", level_style(Level::Warning)),
    };
    let mut out = format!("{style}{word}{style:#}: {}\n\n", printable(&diagnosis.says));
    for (what, code) in [("error", &diagnosis.error_code), ("status", &diagnosis.status_code)] {
        if let Some(code) = code {
            published(&mut out, what, code);
        }
    }
    if let Some(waiting) = &diagnosis.waiting {
        let _ = writeln!(out, "{}\n", printable(&waiting.says));
    }
    for (likelihood, title) in [
        (Likelihood::Likely, "likely causes"),
        (Likelihood::Possible, "possible causes, not known yet"),
        (Likelihood::Beside, "broken as well"),
    ] {
        let mut causes = diagnosis.causes.iter().filter(|cause| cause.likelihood == likelihood).peekable();
        if causes.peek().is_some() {
            let _ = writeln!(out, "{BOLD}{title}{BOLD:#}");
            causes.for_each(|one| cause(&mut out, one, document));
            out.push('\n');
        }
    }
    if let Some(next) = &diagnosis.next {
        let by = if next.by.is_empty() { String::new() } else { format!(" ({})", fixers(&next.by)) };
        let _ = writeln!(out, "{BOLD}next{BOLD:#}\n  {}{by}\n", printable(&next.says));
    }
    let asked = diagnosis.questions.iter().map(|asked| (&asked.at, asked.message.as_str()));
    licences::questions(&mut out, asked, document);
    for notice in &diagnosis.warnings {
        let style = level_style(Level::Warning);
        let _ = writeln!(out, "{style}warning[{}]{style:#}: {}\n", notice.code, printable(&notice.message));
    }
    let _ = writeln!(out, "as of {}, rulebook of {}", diagnosis.as_of, diagnosis.rulebook);
    out
}

fn published(out: &mut String, what: &str, code: &PublishedCode) {
    let meaning = code.meaning.as_ref().map_or_else(String::new, |meaning| format!(": {meaning}"));
    let _ = writeln!(out, "{BOLD}{what} `{}`{BOLD:#}{}", printable(&code.code), printable(&meaning));
    if let Some(remedy) = code.remedy.as_ref().filter(|_| what == "error") {
        let _ = writeln!(out, "  {}", printable(remedy));
    }
    if let Some(note) = &code.note {
        let _ = writeln!(out, "  mind: {}", printable(note));
    }
    if let Some(reason) = code.not_foreseeable.as_ref().filter(|_| what == "error") {
        let _ = writeln!(out, "  not foreseeable: {}", printable(reason));
    }
    out.push('\n');
}

fn cause(out: &mut String, cause: &Cause, document: &Document) {
    let style = level_style(cause.level);
    let leads = cause.leads_to.as_ref().map_or_else(String::new, |code| format!(", which leads to `{code}`"));
    let _ = writeln!(out, "  {style}{}{style:#} {}{leads}", cause.rule, printable(&cause.says));
    if let Some(at) = cause.at.as_ref().map(Pointer::as_str) {
        let place = document.nearest(at).map(|place| document.source.line_and_column(place.shown().start));
        let place = place.map_or_else(String::new, |(line, column)| {
            format!("{}:{line}:{column} ", printable(&document.source.name))
        });
        let _ = writeln!(out, "  {DIM}--> {place}{}{DIM:#}", printable(at));
    }
    for step in &cause.steps {
        let _ = writeln!(out, "    {}", printable(step));
    }
    if let Some(command) = &cause.command {
        let _ = writeln!(out, "    `{}`", printable(command));
    }
    let _ = writeln!(out, "    who can mend it: {}", fixers(&cause.fixers));
}
