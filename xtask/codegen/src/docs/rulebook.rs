//! `docs/rulebook.md`: every value with its dates and its source.

use super::MARK;
use crate::Generated;
use greenlight_core::case::value::privilege_names;
use greenlight_core::rulebook::term::{Term, Vocabulary, Word};
use greenlight_core::rulebook::{
    self, AdminRole, App, AzureRole, Entry, Geography, Key, Licence, Plan, Role, Value,
};
use std::fmt::Write as _;

/// The page.
pub(super) fn file() -> Generated {
    let mut out = format!(
        "{MARK}# The rulebook\n\nWhat Microsoft can change. A value holds from `since`, as far as can be shown, until a later one for the same key begins; \
         it is known to every rulebook from the day it was published. *Stated* is said of hosted machines, *adjacent* of a neighbouring product or page, *assumed* is ours.\n"
    );
    for &key in Key::ALL {
        let (name, of, meaning) = rulebook::describe(key);
        let _ = write!(
            out,
            "\n## `{name}`\n\n{meaning}\n\n| of | value | since | published | source | provenance |\n|---|---|---|---|---|---|\n"
        );
        for entry in rulebook::entries(key) {
            row(&mut out, key, of, entry);
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

fn row(out: &mut String, key: Key, of: &str, entry: &Entry) {
    let Some(citation) = entry.citation() else { return };
    let page = citation.page().map_or("", |page| page.id);
    let provenance = format!("{:?}", citation.provenance).to_lowercase();
    let subject = words(of).get(usize::from(entry.of())).map_or("", |word| word.name);
    let _ = writeln!(
        out,
        "| {subject} | {} | {} | {} | {page}, *{}* | {provenance} |",
        shown(key, entry.value),
        entry.since,
        entry.published,
        citation.section
    );
}

fn words(vocabulary: &str) -> &'static [Word] {
    match vocabulary {
        "Geography" => Geography::WORDS,
        "Role" => Role::WORDS,
        "AzureRole" => AzureRole::WORDS,
        _ => &[],
    }
}

/// A value in words; which vocabulary its words are of, the key knows.
fn shown(key: Key, value: Value) -> String {
    fn named<V: Vocabulary>(places: &[u8]) -> String {
        let names: Vec<&str> = places
            .iter()
            .filter_map(|place| Term::<V>::all().nth(usize::from(*place)))
            .map(Term::name)
            .collect();
        names.join(", ")
    }
    let of_kind = |places: &[u8]| match rulebook::vocabulary(key) {
        "Role" => named::<Role>(places),
        "AdminRole" => named::<AdminRole>(places),
        "AzureRole" => named::<AzureRole>(places),
        "App" => named::<App>(places),
        "Plan" => named::<Plan>(places),
        "Licence" => named::<Licence>(places),
        _ => named::<Geography>(places),
    };
    match value {
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => if flag { "yes" } else { "no" }.to_owned(),
        Value::Text(text) => format!("`{text}`"),
        Value::Texts(texts) => texts.join(", "),
        Value::Term(place) => of_kind(&[place]),
        Value::Terms(places) => of_kind(places),
        Value::Privileges(u64::MAX) => "everything".to_owned(),
        Value::Privileges(bits) => privilege_names(bits).join(", "),
    }
}
