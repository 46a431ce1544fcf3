//! `docs/rulebook.md`: every value with its dates and its source.

use super::MARK;
use crate::Generated;
use greenlight_core::rulebook::shown::{self, shown};
use greenlight_core::rulebook::{self, Entry, Key, Value};
use std::fmt::Write as _;

/// The page.
pub(super) fn file() -> Generated {
    let mut out = format!(
        "{MARK}# The rulebook\n\nWhat Microsoft can change. A value holds from `since`, as far as can be shown, until a later one for the same key begins; \
         it is known to every rulebook from the day it was published. *Stated* is said of hosted machines, *adjacent* of a neighbouring product or page, *assumed* is ours.\n"
    );
    for &key in Key::ALL {
        let (name, meaning) = (rulebook::describe(key).0, rulebook::meaning(key));
        let _ = write!(
            out,
            "\n## `{name}`\n\n{meaning}\n\n| of | value | since | published | source | provenance |\n|---|---|---|---|---|---|\n"
        );
        for entry in rulebook::entries(key) {
            row(&mut out, key, entry);
        }
    }
    out.push_str("\n## Versions of Windows\n\nThe last day is that of the Enterprise edition; the first day past it is the one after.\n\n| family | version | build | serviced until | source |\n|---|---|---|---|---|\n");
    for row in rulebook::windows() {
        let last = row.serviced_until.map_or_else(|| "not known".to_owned(), |last| last.to_string());
        let _ = writeln!(
            out,
            "| {} | {} | {} | {last} | [lifecycle]({}) |",
            row.family, row.version, row.build, row.source
        );
    }
    out.push_str("\n## Pages\n\n| id | title | version | read |\n|---|---|---|---|\n");
    for page in rulebook::pages() {
        let _ = writeln!(
            out,
            "| {} | [{}]({}) | {} | {} |",
            page.id, page.title, page.url, page.date, page.retrieved
        );
    }
    Generated { path: "docs/rulebook.md".to_owned(), text: out }
}

fn row(out: &mut String, key: Key, entry: &Entry) {
    let Some(citation) = entry.citation() else { return };
    let page = citation.page().map_or("", |page| page.id);
    let provenance = format!("{:?}", citation.provenance).to_lowercase();
    let subject = shown::subject(key, entry).unwrap_or_default();
    let _ = writeln!(
        out,
        "| {subject} | {} | {} | {} | {page}, *{}* | {provenance} |",
        value(key, entry.value),
        entry.since,
        entry.published,
        citation.section
    );
}

/// A value in words; a text of another world than ours stands as code.
fn value(key: Key, value: Value) -> String {
    match value {
        Value::Text(text) => format!("`{text}`"),
        value => shown(key, value).to_string(),
    }
}
