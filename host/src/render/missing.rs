//! The facts that a case lacks, in words: of each the call that supplies it and who may make it, or where it stands.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anstyle::Style;
use greenlight_core::facts_of_files::MissingFacts;
use greenlight_core::report::Level;

use super::{level_style, plural, printable};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The facts in words, the one that decides most first; notes are left out.
pub(crate) fn words(missing: &MissingFacts) -> String {
    let mut out = String::new();
    let shown: Vec<_> =
        missing.facts.iter().filter(|fact| fact.level.is_some_and(|level| level < Level::Note)).collect();
    if !shown.is_empty() {
        let _ = writeln!(out, "{BOLD}facts to ask for, the one that decides most first{BOLD:#}");
    }
    for fact in &shown {
        let style = level_style(fact.level.unwrap_or(Level::Note));
        let rules = super::open::rules(&fact.rules);
        let _ = writeln!(out, "  {style}{}{style:#}  {DIM}{rules}{DIM:#}", printable(fact.at.as_str()));
        let _ = writeln!(out, "    {}", printable(&fact.message));
        if let Some(call) = &fact.call {
            let _ = writeln!(out, "    {}: {}", call.id, printable(&call.ask));
            let _ = writeln!(out, "    who may: {}", call.least);
            if let Some(whole) = &call.whole {
                let _ = writeln!(out, "    for the whole list: {}", printable(whole));
            }
        }
        if let Some(stands) = &fact.stands {
            let _ = writeln!(out, "    no call supplies it; it stands here: {}", printable(stands));
        }
        out.push('\n');
    }
    let calls: BTreeSet<&str> = shown.iter().filter_map(|fact| Some(&*fact.call.as_ref()?.id)).collect();
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
