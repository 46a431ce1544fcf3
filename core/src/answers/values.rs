//! The rulebook as documents: the values in force, the changes between two rulebooks, and the values that a report used.

mod changes;
pub(crate) mod words;

use super::phrases;
use crate::evaluation::report::{ENGINE, Engine, FORMAT_VERSION};
use crate::rulebook::shown::{self, DisplayValue};
use crate::rulebook::{self, Entry, Key, Rulebook, Source};
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::instant::{Day, Instant};
use crate::vocabulary::{Provenance, Text};
use greenlight_json::did_you_mean;
use greenlight_json::{Pointer, closest};
use serde::Serialize;

pub use changes::{AtInstant, Change, RuleChange, RulebookChanges, ValueChange, changes};

/// The values of a rulebook that are in force at an instant.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct RulebookValues {
    /// The version of this format.
    pub format_version: Text,
    /// The engine that produced the answer.
    pub engine: Engine,
    /// The instant for which the values are in force.
    pub as_of: Instant,
    /// The date of the rulebook: everything published by this day is taken into account.
    pub rulebook: Day,
    /// The values in force.
    pub values: Vec<RulebookValue>,
    /// The keys without a value at that instant.
    pub silent: Vec<Text>,
}

/// One value of a rulebook.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct RulebookValue {
    /// The key under which rules look up the value.
    pub key: Text,
    /// The parameter of the key, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Text>,
    /// What the value means, in a sentence.
    pub meaning: Text,
    /// The value.
    pub value: DisplayValue,
    /// The first day on which it is known to hold.
    pub since: Day,
    /// The first day on which it no longer holds, as far as the rulebook knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// The day by which it was published.
    pub published: Day,
    /// How well founded it is.
    pub provenance: Provenance,
    /// The page that states it.
    pub source: Source,
}

impl RulebookValue {
    /// Returns the value of an entry, as far as a rulebook knows it.
    fn of(book: Rulebook, key: Key, entry: &Entry) -> Self {
        let (name, meaning) = (rulebook::describe(key).0, rulebook::meaning(key));
        let later =
            rulebook::entries(key).iter().filter(|it| it.of() == entry.of() && it.published <= book.date);
        let later = later.map(|it| it.since).filter(|since| *since > entry.since).min();
        Self {
            key: name.into(),
            of: shown::subject(key, entry).map(Text::from),
            meaning: meaning.into(),
            value: shown::shown(key, entry.value),
            since: entry.since,
            until: match (entry.until, later) {
                (Some(until), Some(later)) => Some(until.min(later)),
                (until, later) => until.or(later),
            },
            published: entry.published,
            provenance: entry.provenance(book),
            source: entry.source(),
        }
    }

    /// Whether a lower-case text occurs in the key, the meaning or another part of the value.
    fn holds(&self, text: &str) -> bool {
        let words =
            [&*self.meaning, self.of.as_deref().unwrap_or_default(), &self.source.page, &self.source.section];
        self.key.starts_with(text)
            || words.iter().any(|word| word.to_lowercase().contains(text))
            || self.key.contains(text)
            || self.value.to_string().to_lowercase().contains(text)
    }
}

/// Returns the entries of a key that are in force, one for each parameter.
fn in_force(book: Rulebook, key: Key, at: Instant) -> impl Iterator<Item = &'static Entry> {
    let mut before: Option<u8> = None;
    rulebook::entries(key).iter().filter_map(move |entry| {
        // The entries are sorted by parameter.
        let of = entry.of();
        if before.replace(of) == Some(of) { None } else { book.entry(key, of, at) }
    })
}

/// Returns the values of a rulebook in force at an instant: all, or those that contain a text.
///
/// # Errors
/// If nothing contains the text.
pub fn values(book: Rulebook, at: Instant, filter: Option<&str>) -> Result<RulebookValues, Error> {
    let text = filter.unwrap_or_default().trim().to_lowercase();
    let mut found = Vec::new();
    let mut silent = Vec::new();
    for &key in Key::ALL {
        let known = found.len();
        let mut held = 0_u32;
        for entry in in_force(book, key, at) {
            held += 1;
            found.push(RulebookValue::of(book, key, entry));
        }
        if held == 0 && speaks_of(key, &text) {
            silent.push(rulebook::describe(key).0);
        }
        let mut rest = found.split_off(known);
        rest.retain(|value| value.holds(&text));
        found.append(&mut rest);
    }
    if found.is_empty() && silent.is_empty() {
        return Err(nothing_of(&text));
    }
    let rulebook = book.date;
    Ok(RulebookValues {
        format_version: FORMAT_VERSION.into(),
        engine: ENGINE,
        as_of: at,
        rulebook,
        values: found,
        silent: silent.into_iter().map(Text::from).collect(),
    })
}

/// Whether a lower-case text occurs in the name or the meaning of a key.
fn speaks_of(key: Key, text: &str) -> bool {
    let (name, meaning) = (rulebook::describe(key).0, rulebook::meaning(key));
    name.contains(text) || meaning.to_lowercase().contains(text)
}

fn nothing_of(text: &str) -> Error {
    let names = Key::ALL.iter().map(|key| rulebook::describe(*key).0);
    let families = names.clone().filter_map(|name| name.split_once('.').map(|(family, _)| family));
    let near = closest(text, names.chain(families));
    let help = near.map_or_else(|| phrases::RULEBOOK_LISTS.into(), did_you_mean);
    let message = phrases::NOTHING_SPEAKS_OF.with("text", text);
    Error::new(ErrorCode::UnknownCode, Pointer::ROOT.key("filter"), message, help)
}
