//! Why a rule says what it says, in words: the facts that force it, or what is missing and what would settle it.

use std::fmt::Write as _;

use anstyle::Style;
use greenlight_core::open::Why;

use super::open::{changed, rules_of};
use super::printable;
use crate::document::Document;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The reasons in words.
pub(crate) fn words(why: &Why, document: &Document) -> String {
    let mut out = String::new();
    let of = why.rule.as_deref().unwrap_or("the case");
    let because = rules_of(&why.because);
    let because = if because.is_empty() { because } else { format!(" ({because})") };
    let _ = writeln!(out, "{BOLD}{of} is {}{BOLD:#}{because}\n", why.verdict);
    if !why.facts.is_empty() {
        out.push_str("these facts force it, whatever else is stated:\n");
        for fact in &why.facts {
            let here = super::report::nearest(document, fact.at.as_str());
            let (at, value) = (printable(fact.at.as_str()), fact.value.to_string());
            let _ = writeln!(out, "  {at} = {}{DIM}{here}{DIM:#}", printable(&value));
            let _ = writeln!(out, "    {DIM}{}{DIM:#}", printable(&fact.message));
        }
        out.push('\n');
    } else if why.missing.is_empty() {
        out.push_str("no fact is needed for it: it follows from what is asked for\n\n");
    }
    if !why.missing.is_empty() {
        let missing = why.missing.iter().map(|at| printable(at.as_str())).collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "missing: {missing}\n");
    }
    let (met, broken) = if why.rule.is_some() { ("met", "broken") } else { ("ready", "blocked") };
    for (word, made) in [(met, &why.met_if), (broken, &why.broken_if)] {
        if let Some(made) = made {
            let _ = writeln!(out, "{BOLD}{word} once{BOLD:#}");
            for change in made {
                let _ = writeln!(out, "  {}", changed(change));
            }
            out.push('\n');
        }
    }
    let _ = writeln!(out, "as of {}, rulebook of {}", why.as_of, why.rulebook);
    out
}
