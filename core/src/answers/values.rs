//! The rulebook as documents: the values in force, what changed between two rulebooks, and what a report used.

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
    /// Version of this shape.
    pub format_version: Text,
    /// The engine.
    pub engine: Engine,
    /// The instant at which they are in force.
    pub as_of: Instant,
    /// Everything published by this day is known.
    pub rulebook: Day,
    /// The values.
    pub values: Vec<RulebookValue>,
    /// What the rulebook has no value of at that instant.
    pub silent: Vec<Text>,
}

/// One value of a rulebook.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct RulebookValue {
    /// The key under which rules ask for it.
    pub key: Text,
    /// The word that it is about, where the key has a parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Text>,
    /// What it is, in a sentence.
    pub meaning: Text,
    /// The value.
    pub value: DisplayValue,
    /// The first day on which it can be shown to have held.
    pub since: Day,
    /// The first day on which it no longer holds, as far as the rulebook knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// The day by which it was published.
    pub published: Day,
    /// How far it can be shown to hold.
    pub provenance: Provenance,
    /// Where it is said.
    pub source: Source,
}

impl RulebookValue {
    /// What is said of an entry, as far as a rulebook knows.
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

    /// Whether a text, in lower case, stands in what is said of it.
    fn holds(&self, text: &str) -> bool {
        let words =
            [&*self.meaning, self.of.as_deref().unwrap_or_default(), &self.source.page, &self.source.section];
        self.key.starts_with(text)
            || words.iter().any(|word| word.to_lowercase().contains(text))
            || self.key.contains(text)
            || self.value.to_string().to_lowercase().contains(text)
    }
}

/// Each entry of a key that is in force, one for each word that it can be about.
fn in_force(book: Rulebook, key: Key, at: Instant) -> impl Iterator<Item = &'static Entry> {
    let mut before: Option<u8> = None;
    rulebook::entries(key).iter().filter_map(move |entry| {
        // Sorted by what they are about.
        let of = entry.of();
        if before.replace(of) == Some(of) { None } else { book.entry(key, of, at) }
    })
}

/// The values of a rulebook in force at an instant: all, or those of which a text is said.
///
/// # Errors
/// When nothing is said of the text.
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

/// Whether a text, in lower case, stands in the name or the meaning of a key.
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
