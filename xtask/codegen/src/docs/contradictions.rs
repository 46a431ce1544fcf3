//! `docs/rules/contradictions.md`: where the pages disagree, and what became of it; held against rules and rulebook.

use super::MARK;
use super::candidates::links;
use crate::Generated;
use anyhow::{Context as _, Result, ensure};
use greenlight_core::rulebook::{self, Book, Key, Value as RuleText};
use greenlight_core::rules::find;
use greenlight_core::vocabulary::instant::Day;
use std::fmt::Write as _;
use toml::{Table, Value};

/// The contradictions, by hand.
const SOURCE: &str = include_str!("../../../../core/src/rules/contradictions.toml");

/// The page.
///
/// # Errors
/// If the data names a rule or key that does not exist, or a value or rule that is the same in every rulebook.
pub(super) fn file() -> Result<Generated> {
    let data: Table = toml::from_str(SOURCE)?;
    let rows = data.get("contradiction").and_then(Value::as_array).context("no list `contradiction`")?;
    let mut out = format!(
        "{MARK}# Where the pages disagree\n\nVersions of a page, and a page and its neighbours, say different things. Nothing of that is resolved silently: either a value of the rulebook \
         has its dates, or a rule holds in some rulebooks only, or it is noted here what is done.\n\n| about | earlier | later | what became of it | rules |\n|---|---|---|---|---|\n"
    );
    for row in rows {
        let text = |name: &str| row.get(name).and_then(Value::as_str);
        let needed = |name: &str| text(name).with_context(|| format!("a contradiction lacks `{name}`"));
        let subject = needed("subject")?;
        let became = became(subject, &text)?;
        let rules = match needed("rules")? {
            "" => String::new(),
            codes => links(subject, codes)?,
        };
        let _ = writeln!(
            out,
            "| {subject} | {} | {} | {became} | {rules} |",
            needed("earlier")?,
            needed("later")?
        );
    }
    let _ = write!(out, "\n{} contradictions.\n", rows.len());
    Ok(Generated { path: "docs/rules/contradictions.md".to_owned(), text: out })
}

fn became<'t>(subject: &str, text: &impl Fn(&str) -> Option<&'t str>) -> Result<String> {
    if let Some(names) = text("value") {
        let mut keys = Vec::new();
        for name in names.split(", ") {
            let key = Key::ALL.iter().find(|key| rulebook::describe(**key).0 == name);
            let key = *key.with_context(|| format!("`{subject}`: there is no key `{name}`"))?;
            let of = |book: &Book| known(key, *book);
            let first = Book::ALL.first().map(of);
            ensure!(
                Book::ALL.iter().map(of).any(|values| Some(values) != first),
                "`{subject}`: `{name}` is the same in every rulebook"
            );
            keys.push(format!("`{name}`"));
        }
        return Ok(format!("by date: {}", keys.join(", ")));
    }
    if let Some(codes) = text("rule") {
        for code in codes.split(", ") {
            let rule = find(code).with_context(|| format!("`{subject}`: there is no rule `{code}`"))?;
            ensure!(
                rule.holds.books().count() < Book::ALL.len(),
                "`{subject}`: `{code}` holds in every rulebook"
            );
        }
        return Ok(format!("by date: {} hold in some rulebooks only", links(subject, codes)?));
    }
    let said = text("name").or_else(|| text("note"));
    said.map(str::to_owned).with_context(|| format!("`{subject}`: nothing says what became of it"))
}

/// What a version of the page and its neighbours know of a key: every value, with what it is about and its first day.
fn known(key: Key, book: Book) -> Vec<(u8, Day, RuleText)> {
    let known = rulebook::entries(key).iter().filter(|entry| entry.published <= book.date());
    known.map(|entry| (entry.of(), entry.since, entry.value)).collect()
}
