//! Lays out for people what the engine answers; every sentence about a case is the engine's own.

pub(crate) mod access;
pub(crate) mod diagnosis;
mod escaped;
pub(crate) mod facts;
pub(crate) mod handover;
pub(crate) mod licences;
pub(crate) mod lines;
pub(crate) mod missing;
pub(crate) mod open;
pub(crate) mod report;
pub(crate) mod roles;
pub(crate) mod rulebook;
pub(crate) mod summary;
pub(crate) mod why;

use std::ops::Range;

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};
use anstyle::{AnsiColor, Style};
use greenlight_core::case::Day;
use greenlight_core::report::{Fixer, Level, Provenance, Source as Cited};

use crate::document::{CliError, SourceText};
pub(crate) use escaped::printable;

/// Longer lines than this are named by line and column, and not shown.
const LINE_BYTES_SHOWN_MAX: usize = 2000;

/// An input that cannot be used: everything that is wrong, with its place and the remedy.
pub(crate) fn trouble(trouble: &CliError) -> String {
    trouble.all().map(one_trouble).collect::<Vec<_>>().join("\n\n")
}

fn one_trouble(trouble: &CliError) -> String {
    let mut group = Group::with_title(Title::ERROR.primary_title(printable(&trouble.message)));
    match &trouble.source {
        Some(source) => group = excerpt(group, source, &trouble.marks),
        None if !trouble.name.is_empty() => group = group.element(Origin::path(printable(&trouble.name))),
        None => {}
    }
    if let Some(help) = &trouble.help {
        group = group.element(Title::HELP.message(printable(help)));
    }
    renderer().render(&[group])
}

/// The lines of the source that are meant, the first mark underlined as the primary one.
pub(crate) fn excerpt<'a>(
    group: Group<'a>,
    source: &'a SourceText,
    marks: &'a [(Range<usize>, String)],
) -> Group<'a> {
    let Some((primary, _)) = marks.first() else {
        return group.element(Origin::path(printable(&source.name)));
    };
    let first = marks.iter().map(|(range, _)| range.start).min().unwrap_or(primary.start);
    let last = marks.iter().map(|(range, _)| range.end).max().unwrap_or(primary.end);
    let lines = whole_lines(&source.text, first..last);
    let text = source.text.get(lines.clone()).unwrap_or_default();
    if text.lines().any(|line| line.len() > LINE_BYTES_SHOWN_MAX) {
        let (line, column) = source.line_and_column(primary.start);
        return group.element(Origin::path(printable(&source.name)).line(line).char_column(column));
    }
    let within = |range: &Range<usize>| range.start - lines.start..range.end - lines.start;
    let marked: Vec<Range<usize>> = marks.iter().map(|(range, _)| within(range)).collect();
    let (text, marked) = escaped::lines(text, &marked);
    let annotations =
        marks.iter().zip(marked).enumerate().map(|(index, ((_, label), range))| -> Annotation<'a> {
            let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let label = (!label.is_empty()).then(|| printable(label));
            kind.span(range).label(label)
        });
    group.element(
        Snippet::source(text)
            .path(printable(&source.name))
            .line_start(source.line_and_column(lines.start).0)
            .annotations(annotations),
    )
}

/// How everything is drawn; the stream takes the colours out where they are not wanted.
pub(crate) fn renderer() -> Renderer {
    Renderer::styled().term_width(DEFAULT_TERM_WIDTH)
}

fn whole_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let end =
        text.get(range.end..).and_then(|after| after.find('\n')).map_or(text.len(), |end| range.end + end);
    start..end
}

/// How the word for a level is painted.
pub(crate) const fn level_style(level: Level) -> Style {
    let color = match level {
        Level::Error => AnsiColor::BrightRed,
        Level::Warning => AnsiColor::Yellow,
        Level::Note => AnsiColor::BrightGreen,
    };
    color.on_default().bold()
}

/// So many of something.
pub(crate) fn plural(number: u64, word: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {word}{ending}")
}

/// The overlay by which something was judged, as the end of a line; nothing when there was none.
pub(crate) fn overlaid(overlay: Option<(&str, Day)>) -> String {
    overlay.map_or_else(String::new, |(name, date)| format!(", overlay {} of {date}", printable(name)))
}

/// Who can mend something, the least role first.
pub(crate) fn fixers(fixers: &[Fixer]) -> String {
    fixers.iter().copied().map(fixer).collect::<Vec<_>>().join(", or ")
}

/// One of those, with the capitals of proper names.
pub(crate) fn fixer(fixer: Fixer) -> String {
    let part = |part| match part {
        "azure" => "Azure",
        "entra" => "Entra",
        "intune" => "Intune",
        "microsoft" => "Microsoft",
        "platform" => "Platform",
        "power" => "Power",
        part => part,
    };
    fixer.word().split('-').map(part).collect::<Vec<_>>().join(" ")
}

/// Where something is said, and how far that can be shown to hold.
pub(crate) fn source(source: &Cited, provenance: Provenance) -> String {
    let doubt = match provenance {
        Provenance::Stated => "",
        Provenance::Adjacent => " (said of a neighbouring product, assumed to hold here)",
        Provenance::Organisation => " (the organisation's own)",
        Provenance::Assumed => " (our own assumption)",
    };
    format!("{}, {}, {}{doubt}", printable(&source.page), printable(&source.section), source.date)
}

/// An input that cannot be used, for programs: the engine's shape with file, line and column.
pub(crate) fn trouble_json(trouble: &CliError) -> String {
    let errors: Vec<_> = trouble.all().map(one_trouble_json).collect();
    serde_json::json!({ "error": errors.first(), "errors": errors }).to_string()
}

fn one_trouble_json(trouble: &CliError) -> serde_json::Value {
    let mut error = serde_json::json!({
        "code": trouble.code,
        "message": trouble.message,
        "help": trouble.help,
        "file": trouble.name,
        "at": trouble.at,
    });
    if let (Some((line, column)), Some(error)) = (trouble.line_and_column(), error.as_object_mut()) {
        error.insert("line".to_owned(), line.into());
        error.insert("column".to_owned(), column.into());
    }
    error
}
