//! `docs/rules/candidates.md`: what became of every requirement that was considered.

use super::MARK;
use crate::Generated;
use anyhow::{Context as _, Result, ensure};
use greenlight_core::rules::find;
use std::fmt::Write as _;
use toml::{Table, Value};

/// What became of the candidates, by hand.
const SOURCE: &str = include_str!("../../../../core/src/rules/candidates.toml");

/// The page.
///
/// # Errors
/// If the data names a rule that does not exist, or a reason that is not given.
pub(super) fn file() -> Result<Generated> {
    let data: Table = toml::from_str(SOURCE)?;
    let table =
        |name: &str| data.get(name).and_then(Value::as_table).with_context(|| format!("no table `{name}`"));
    let (reasons, candidates) = (table("reasons")?, table("candidates")?);
    let mut out = format!(
        "{MARK}# Candidates\n\nEvery requirement that was considered, by its candidate id, and what became of it: a rule, a value that a rule asks the rulebook for, \
         or the reason why it is left out.\n\n| candidate | became |\n|---|---|\n"
    );
    let mut carried = 0;
    for (id, became) in candidates {
        let say = |kind: &str| became.get(kind).and_then(Value::as_str);
        let words = if let Some(codes) = say("rule") {
            carried += 1;
            format!("rule {}", links(id, codes)?)
        } else if let Some(codes) = say("value") {
            carried += 1;
            format!("a value of {}", links(id, codes)?)
        } else {
            let reason = say("left_out").with_context(|| format!("`{id}` says nothing"))?;
            let reason = reasons.get(reason).and_then(Value::as_str);
            format!("left out: {}", reason.with_context(|| format!("`{id}` gives an unknown reason"))?)
        };
        let _ = writeln!(out, "| {id} | {words} |");
    }
    let _ = write!(out, "\n{carried} of {} candidates are carried.\n", candidates.len());
    out.push_str("\n## Stated by the page of 2024-01-24 beyond the candidates\n\n| section | requirement or capability | carried by |\n|---|---|---|\n");
    let beyond = data.get("beyond").and_then(Value::as_array).context("no list `beyond`")?;
    for row in beyond {
        let text = |name: &str| {
            row.get(name).and_then(Value::as_str).with_context(|| format!("`beyond` lacks `{name}`"))
        };
        let carried = match text("rules")? {
            "" => text("note")?.to_owned(),
            codes => links(text("section")?, codes)?,
        };
        let _ = writeln!(out, "| {} | {} | {carried} |", text("section")?, text("requirement")?);
    }
    Ok(Generated { path: "docs/rules/candidates.md".to_owned(), text: out })
}

pub(super) fn links(id: &str, codes: &str) -> Result<String> {
    let mut links = Vec::new();
    for code in codes.split(", ") {
        ensure!(find(code).is_some(), "`{id}` names the rule `{code}`, which does not exist");
        links.push(format!("[{code}]({code}.md)"));
    }
    Ok(links.join(", "))
}
