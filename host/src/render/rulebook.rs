//! The rulebook in words: each value with its dates and its source, or what changed.

use std::fmt::Write as _;

use anstyle::Style;
use greenlight_core::RulebookAnswer;
use greenlight_core::report::UsedValue;
use greenlight_core::values::{Change, RulebookChanges, RulebookValue, RulebookValues};

use super::{plural, printable, source};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Values or changes in words.
pub(crate) fn words(answer: &RulebookAnswer) -> String {
    match answer {
        RulebookAnswer::Values(listed) => values(listed),
        RulebookAnswer::Changes(changed) => changes(changed),
    }
}

fn values(listed: &RulebookValues) -> String {
    let mut out = String::new();
    let mut key = "";
    for value in &listed.values {
        if value.key != key {
            key = &value.key;
            let _ = writeln!(out, "{BOLD}{key}{BOLD:#}  {}", printable(&value.meaning));
        }
        one(&mut out, value);
    }
    if !listed.silent.is_empty() {
        let _ = writeln!(out, "\nno value at that instant: {}", listed.silent.join(", "));
    }
    let number = plural(listed.values.len() as u64, "value");
    let _ = writeln!(out, "\n{number}; rulebook of {}, in force at {}", listed.rulebook, listed.as_of);
    out
}

fn one(out: &mut String, value: &RulebookValue) {
    let of = value.of.as_ref().map_or_else(String::new, |of| format!("{of}: "));
    let until = value.until.as_ref().map_or_else(String::new, |until| format!(" until {until}"));
    let _ = writeln!(out, "  {of}{}", value.value);
    let _ = writeln!(
        out,
        "  {DIM}since {}{until}, published by {}: {}{DIM:#}",
        value.since,
        value.published,
        source(&value.source, value.provenance)
    );
}

fn changes(changed: &RulebookChanges) -> String {
    let mut out = String::new();
    let mut key = "";
    for value in &changed.values {
        if value.key != key {
            key = &value.key;
            let _ = writeln!(out, "{BOLD}{key}{BOLD:#}");
        }
        let _ = writeln!(out, "  {}", value.says);
    }
    if !changed.rules.is_empty() {
        let _ = writeln!(out, "{BOLD}rules{BOLD:#}");
    }
    for rule in &changed.rules {
        let sign = if rule.change == Change::Added { '+' } else { '-' };
        let _ = writeln!(out, "  {sign} {}  {}", rule.code, rule.says);
    }
    let (from, to) = (&changed.from, &changed.to);
    let _ = writeln!(
        out,
        "\n{} and {} changed from the rulebook of {} at {} to that of {} at {}",
        plural(changed.values.len() as u64, "value"),
        plural(changed.rules.len() as u64, "rule"),
        from.rulebook,
        from.as_of,
        to.rulebook,
        to.as_of
    );
    out
}

/// The values that a report used.
pub(super) fn used(out: &mut String, values: &[UsedValue]) {
    let _ = writeln!(out, "{BOLD}values of the rulebook that were asked for{BOLD:#}");
    for UsedValue { key, of, value, since, source } in values {
        let of = of.as_ref().map_or_else(String::new, |of| format!(" ({of})"));
        let _ = writeln!(out, "  {key}{of}: {value}");
        let _ = writeln!(
            out,
            "  {DIM}since {since}: {}, {}, {}{DIM:#}",
            source.page, source.section, source.date
        );
    }
    out.push('\n');
}
