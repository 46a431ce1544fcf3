//! The differences between two rulebooks: values and rules that changed, and the pages that state it.

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

/// The differences between two rulebooks.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct RulebookChanges {
    /// The version of this format.
    pub format_version: Text,
    /// The engine that produced the answer.
    pub engine: Engine,
    /// The rulebook to compare from, and the instant for which it is read.
    pub from: AtInstant,
    /// The rulebook to compare with, and the instant for which it is read.
    pub to: AtInstant,
    /// The values that were added, changed or dropped.
    pub values: Vec<ValueChange>,
    /// The rules that were added or dropped.
    pub rules: Vec<RuleChange>,
}

/// A rulebook at an instant.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RulebookAtInstant"))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct AtInstant {
    /// The date of the rulebook: everything published by this day is taken into account.
    pub rulebook: Day,
    /// The instant for which its values are read.
    pub as_of: Instant,
}

choices! {
    /// The kind of change.
    #[cfg_attr(feature = "schema", schemars(rename = "RulebookChange"))]
    pub enum Change {
        /// It is new.
        Added = "added",
        /// It is different.
        Changed = "changed",
        /// It no longer exists.
        Dropped = "dropped",
    }
}

/// A value that changed.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct ValueChange {
    /// The key under which rules look up the value.
    pub key: Text,
    /// The parameter of the key, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Text>,
    /// The kind of change.
    pub change: Change,
    /// The value in `from`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<DisplayValue>,
    /// The value in `to`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<DisplayValue>,
    /// The first day on which the change is known to hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// How well founded it is.
    pub provenance: Provenance,
    /// The page that states it; for a dropped value, the page that stated it.
    pub source: Source,
    /// The change in a sentence.
    pub says: String,
}

/// A rule that was added or dropped.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct RuleChange {
    /// The code of the rule.
    pub code: Text,
    /// The name of the rule.
    pub name: Text,
    /// How severe it is if the rule is broken.
    pub level: Level,
    /// The kind of change.
    pub change: Change,
    /// The page that states it; for a dropped rule, the page that stated it.
    pub source: Source,
    /// The change in a sentence.
    pub says: String,
}

/// Returns the differences between two rulebooks, each at an instant: all, or those that contain a text.
///
/// # Errors
/// If the text occurs in neither a key nor a rule.
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

/// Returns the changes of one key, by parameter.
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
