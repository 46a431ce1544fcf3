//! What changed between two rulebooks: values and rules, and which page says so.

use super::{in_force, nothing_of, speaks_of};
use crate::answers::values::words as say;
use crate::evaluation::report::{ENGINE, Engine, FORMAT_VERSION};
use crate::rulebook::shown::{self, DisplayValue};
use crate::rulebook::{self, Entry, Key, Rulebook, Source};
use crate::rules;
use crate::rules::rule::Rule;
use crate::vocabulary::error::Error;
use crate::vocabulary::instant::{Day, Instant};
use crate::vocabulary::{Level, Provenance, Text, choices};
use serde::Serialize;
use std::collections::BTreeMap;

/// What changed between two rulebooks.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct RulebookChanges {
    /// Version of this shape.
    pub format_version: Text,
    /// The engine.
    pub engine: Engine,
    /// The rulebook compared with, and the instant at which it is looked at.
    pub from: AtInstant,
    /// The rulebook compared, and the instant at which it is looked at.
    pub to: AtInstant,
    /// Values that came, went or are others.
    pub values: Vec<ValueChange>,
    /// Rules that came or went.
    pub rules: Vec<RuleChange>,
}

/// A rulebook at an instant.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RulebookAtInstant"))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct AtInstant {
    /// Everything published by this day was known.
    pub rulebook: Day,
    /// The instant.
    pub as_of: Instant,
}

choices! {
    /// What became of something.
    #[cfg_attr(feature = "schema", schemars(rename = "RulebookChange"))]
    pub enum Change {
        /// It is new.
        Added = "added",
        /// It is another.
        Changed = "changed",
        /// It is gone.
        Dropped = "dropped",
    }
}

/// A value that changed.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct ValueChange {
    /// The key under which rules ask for it.
    pub key: Text,
    /// The word that it is about, where the key has a parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Text>,
    /// What became of it.
    pub change: Change,
    /// What it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<DisplayValue>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<DisplayValue>,
    /// Since when it is so, as far as can be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// How far that can be shown to hold.
    pub provenance: Provenance,
    /// Where it is said; of what is gone, where it was.
    pub source: Source,
    /// It in a sentence.
    pub says: String,
}

/// A rule that came or went.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct RuleChange {
    /// The rule's code.
    pub code: Text,
    /// The rule's name.
    pub name: Text,
    /// How bad it is when it is broken.
    pub level: Level,
    /// What became of it.
    pub change: Change,
    /// Where it is said; of what is gone, where it was.
    pub source: Source,
    /// It in a sentence.
    pub says: String,
}

/// What changed from one rulebook to another, each looked at an instant: all, or that of which a text is said.
///
/// # Errors
/// When neither a key nor a rule is called like the text.
pub fn changes(
    from: (Rulebook, Instant),
    to: (Rulebook, Instant),
    filter: Option<&str>,
) -> Result<RulebookChanges, Error> {
    let text = filter.unwrap_or_default().trim().to_lowercase();
    let keys: Vec<Key> = Key::ALL.iter().copied().filter(|key| speaks_of(*key, &text)).collect();
    let named = |rule: &&Rule| rule.id.code().to_lowercase().contains(&text) || rule.name().contains(&text);
    let rules: Vec<&Rule> = rules::ALL.iter().copied().filter(named).collect();
    if keys.is_empty() && rules.is_empty() {
        return Err(nothing_of(&text));
    }
    let at = |(book, as_of): (Rulebook, Instant)| AtInstant { rulebook: book.date, as_of };
    Ok(RulebookChanges {
        format_version: FORMAT_VERSION.into(),
        engine: ENGINE,
        from: at(from),
        to: at(to),
        values: keys.into_iter().flat_map(|key| values_of(key, from, to)).collect(),
        rules: rules.into_iter().filter_map(|rule| changed(rule, from, to)).collect(),
    })
}

/// The changes of one key, by what it is about.
fn values_of(key: Key, from: (Rulebook, Instant), to: (Rulebook, Instant)) -> Vec<ValueChange> {
    let held = |(book, at)| {
        let mut held = BTreeMap::new();
        held.extend(in_force(book, key, at).map(|entry| (entry.of(), entry)));
        held
    };
    let (before, after) = (held(from), held(to));
    let mut places: Vec<u8> = before.keys().chain(after.keys()).copied().collect();
    places.sort_unstable();
    places.dedup();
    let compare = |place: u8| {
        let known = if after.contains_key(&place) { to.0 } else { from.0 };
        change(key, known, before.get(&place).copied(), after.get(&place).copied())
    };
    places.into_iter().filter_map(compare).collect()
}

fn change(
    key: Key,
    known: Rulebook,
    before: Option<&'static Entry>,
    after: Option<&'static Entry>,
) -> Option<ValueChange> {
    let change = match (before, after) {
        (Some(before), Some(after)) if before.value == after.value => return None,
        (Some(_), Some(_)) => Change::Changed,
        (None, _) => Change::Added,
        (_, None) => Change::Dropped,
    };
    let because = after.or(before)?;
    let (name, meaning) = (rulebook::describe(key).0, rulebook::meaning(key));
    let value = |entry: &Entry| shown::shown(key, entry.value);
    let (was, is) = (before.map(value), after.map(value));
    let (of, source) = (shown::subject(key, because), because.source());
    let says = say::value_changed(meaning, of, was.as_ref(), is.as_ref(), &source);
    Some(ValueChange {
        key: name.into(),
        of: of.map(Text::from),
        change,
        before: was,
        after: is,
        since: after.map(|entry| entry.since),
        provenance: because.provenance(known),
        source,
        says,
    })
}

fn changed(rule: &Rule, from: (Rulebook, Instant), to: (Rulebook, Instant)) -> Option<RuleChange> {
    let holds = |(book, at): (Rulebook, Instant)| rule.holds.holds(book, at.day());
    let change = match (holds(from), holds(to)) {
        (false, true) => Change::Added,
        (true, false) => Change::Dropped,
        _ => return None,
    };
    let source = rule.source();
    let says = say::rule_changed(rule.name(), change, to.0, &source);
    Some(RuleChange {
        code: rule.id.code().into(),
        name: rule.name().into(),
        level: rule.level,
        change,
        source,
        says,
    })
}
