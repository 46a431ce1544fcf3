//! Which entries of the rulebook a report asked for: kept only when somebody wants to know.

use super::source;
use crate::instant::Day;
use crate::report::Source;
use crate::rulebook::shown::{self, Shown};
use crate::rulebook::{self, Entry, Key};
use serde::Serialize;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The entries that were asked for.
#[derive(Debug, Default)]
pub struct Used(RefCell<BTreeMap<Place, &'static Entry>>);

/// Key, what it is about, first day and publication: an entry's place in the rulebook.
type Place = (Key, u8, Day, Day);

/// A value of the rulebook that rules asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UsedValue {
    /// The key.
    pub key: &'static str,
    /// The word that it is about, where the key has a parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<&'static str>,
    /// The value.
    pub value: Shown,
    /// The first day on which it can be shown to have held.
    pub since: Day,
    /// Where it is said.
    pub source: Source,
}

impl Used {
    /// Keeps an entry in mind.
    pub fn note(&self, key: Key, entry: &'static Entry) {
        if let Ok(mut kept) = self.0.try_borrow_mut() {
            kept.insert((key, entry.of(), entry.since, entry.published), entry);
        }
    }

    /// The keys, each once.
    #[cfg(feature = "pages")]
    pub(crate) fn keys(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self.0.borrow().keys().map(|place| place.0).collect();
        keys.dedup();
        keys
    }

    /// The values, by key, what they are about, and first day.
    pub fn values(&self) -> Vec<UsedValue> {
        let kept = self.0.borrow();
        let value = |(&(key, ..), entry): (&Place, &&'static Entry)| UsedValue {
            key: rulebook::describe(key).0,
            of: shown::subject(key, entry),
            value: shown::shown(key, entry.value),
            since: entry.since,
            source: source(entry),
        };
        kept.iter().map(value).collect()
    }
}
