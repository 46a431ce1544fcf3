//! Which entries of the rulebook were looked at.

use crate::rulebook::shown::{self, DisplayValue};
use crate::rulebook::{self, Entry, Key, Source, Value};
use crate::vocabulary::Text;
use crate::vocabulary::instant::Day;
use greenlight_json::sort;
use serde::Serialize;

/// The entries that were looked at, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used(Vec<(EntryKey, &'static Entry)>);

/// Key, what it is about, first day and publication: an entry's place in the rulebook.
type EntryKey = (Key, u8, Day, Day);

/// A value of the rulebook that rules asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct UsedValue {
    /// The key.
    pub key: Text,
    /// The word that it is about, where the key has a parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Text>,
    /// The value.
    pub value: DisplayValue,
    /// The first day on which it can be shown to have held.
    pub since: Day,
    /// Where it is said.
    pub source: Source,
}

impl Used {
    /// Adds an entry.
    pub fn note(&mut self, key: Key, entry: &'static Entry) {
        let place = (key, entry.of(), entry.since, entry.published);
        if !self.0.iter().any(|(other, _)| *other == place) {
            self.0.push((place, entry));
        }
    }

    /// Adds those that were looked at elsewhere.
    pub fn append(&mut self, other: &Self) {
        for (place, entry) in &other.0 {
            self.note(place.0, entry);
        }
    }

    /// The keys, each once.
    #[cfg(feature = "pages")]
    pub(crate) fn keys(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self.0.iter().map(|(place, _)| place.0).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The numbers, each once.
    pub(crate) fn numbers(&self) -> Vec<u64> {
        let number = |(_, entry): &(EntryKey, &'static Entry)| match entry.value {
            Value::Number(number) => Some(number),
            _ => None,
        };
        let mut numbers: Vec<u64> = self.0.iter().filter_map(number).collect();
        sort(&mut numbers, Ord::cmp);
        numbers.dedup();
        numbers
    }

    /// The values, by key, what they are about, and first day.
    pub fn values(&self) -> Vec<UsedValue> {
        let mut kept = self.0.clone();
        sort(&mut kept, |(one, _), (other, _)| one.cmp(other));
        let value = |((key, ..), entry): (EntryKey, &'static Entry)| UsedValue {
            key: rulebook::describe(key).0.into(),
            of: shown::subject(key, entry).map(Text::from),
            value: shown::shown(key, entry.value),
            since: entry.since,
            source: entry.source(),
        };
        kept.into_iter().map(value).collect()
    }
}
