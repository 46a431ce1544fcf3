//! The facts that a case lacks, in words, by the call that supplies them and who may make it, or by where they stand.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anstyle::Style;
use greenlight_core::facts_of_files::{Lacking, MissingFacts};
use greenlight_core::report::Level;

use super::{level_style, plural, printable};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The facts in words, those that one call supplies together, where the first of them comes; the one that decides most first. Notes are left
/// out.
pub(crate) fn words(missing: &MissingFacts) -> String {
    let mut out = String::new();
    let shown: Vec<_> =
        missing.facts.iter().filter(|fact| fact.level.is_some_and(|level| level < Level::Note)).collect();
    if !shown.is_empty() {
        let _ = writeln!(
            out,
            "{BOLD}facts to ask for, by who supplies them, the one that decides most first{BOLD:#}"
        );
    }
    let mut groups: Vec<Vec<&Lacking>> = Vec::new();
    for fact in &shown {
        let same = |group: &&mut Vec<&Lacking>| {
            group.first().is_some_and(|first| call_of(first) == call_of(fact) && first.stands == fact.stands)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(fact),
            None => groups.push(vec![fact]),
        }
    }
    for group in &groups {
        supplied(&mut out, group);
        out.push('\n');
    }
    let calls: BTreeSet<&str> = shown.iter().filter_map(|fact| call_of(fact)).collect();
    let by_hand = shown.iter().filter(|fact| fact.call.is_none()).count();
    let _ = writeln!(
        out,
        "{}: {} and {by_hand} by hand; as of {}, rulebook of {}",
        plural(shown.len() as u64, "fact"),
        plural(calls.len() as u64, "call"),
        missing.as_of,
        missing.rulebook
    );
    out
}

fn call_of(fact: &Lacking) -> Option<&str> {
    fact.call.as_ref().map(|call| &*call.id)
}

/// Facts that come from the same call or the same place.
fn supplied(out: &mut String, facts: &[&Lacking]) {
    let first = facts.first();
    if let Some(call) = first.and_then(|fact| fact.call.as_ref()) {
        let _ = writeln!(out, "  {}: {}", call.id, printable(&call.ask));
        let _ = writeln!(out, "    who may: {}", call.least);
    }
    if let Some(stands) = first.and_then(|fact| fact.stands.as_deref()) {
        let _ = writeln!(out, "  no call supplies it; it stands here: {}", printable(stands));
    }
    let whole = facts.iter().find_map(|fact| fact.call.as_ref()?.whole.as_ref());
    if let Some(whole) = whole {
        let _ = writeln!(out, "    for the whole list: {}", printable(whole));
    }
    for fact in facts {
        let style = level_style(fact.level.unwrap_or(Level::Note));
        let rules = super::open::rules(&fact.rules);
        let _ = writeln!(out, "    {style}{}{style:#}  {DIM}{rules}{DIM:#}", printable(fact.at.as_str()));
        let _ = writeln!(out, "      {}", printable(&fact.message));
    }
}
