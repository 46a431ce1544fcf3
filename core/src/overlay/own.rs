//! Values that an organisation sets: Greenlight's own figures as it likes, Microsoft's limits only to be stricter.

use super::document::RawValue;
use super::effects::{OwnValue, OwnWords};
use super::phrases;
use crate::rulebook::term::{self, Vocabulary, Word};
use crate::rulebook::{self, AdminRole, App, AzureRole, Entry, Geography, Key, Licence, Plan, Role, Value};
use crate::rules::lists;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::{Provenance, Text};
use greenlight_json::{InlineStr, Pointer, closest};
use greenlight_json::{did_you_mean, known_here};

/// The greatest number an organisation may set: whatever it counts, multiplied it stays far from what overflows.
pub(super) const NUMBER_MAX: u64 = 1_000_000;

/// Which way a limit is stricter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stricter {
    Lower,
    Higher,
}

/// Microsoft's limits that an organisation may make stricter: what a request must keep within. What Microsoft does by itself, such as
/// deleting after days without use, is no such limit: it happens when it happens.
const LIMITS: &[(Key, Stricter)] = &[
    (Key::ImageGroupEdgeMinimum, Stricter::Higher),
    (Key::ImageGroupOsDiskMaxGb, Stricter::Lower),
    (Key::ImageMinimumBuildWindows10, Stricter::Higher),
    (Key::ImageMinimumBuildWindows11, Stricter::Higher),
    (Key::ImageOsDiskMaxGb, Stricter::Lower),
    (Key::NetworkPerTenant, Stricter::Lower),
    (Key::TrialAddonExtensions, Stricter::Lower),
    (Key::TrialAddonSeats, Stricter::Lower),
    (Key::TrialSelfMachines, Stricter::Lower),
];

/// What may be set for a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Settable {
    /// A number that is Greenlight's own.
    Number,
    /// Words of a vocabulary, of which the choice is Greenlight's own.
    Words,
    /// A limit of Microsoft's.
    Limit(Stricter),
}

/// A value that an organisation sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// What for.
    pub key: Key,
    value: Set,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Set {
    Number(u64),
    Words(Vec<u8>),
}

impl Own {
    /// The value for the key of this name.
    ///
    /// # Errors
    /// A key that does not exist or is not to be set, a value of another type, one that relaxes what Microsoft states.
    pub(super) fn new(name: &str, given: &RawValue, at: &Pointer) -> Result<Self, Error> {
        let at = || at.clone().key(name);
        let Some(&key) = Key::ALL.iter().find(|key| rulebook::describe(**key).0 == name) else {
            return Err(unknown(name, given, at()));
        };
        let Some(settable) = settable(key) else {
            let message = phrases::MICROSOFTS_TO_SAY.with("name", name);
            return Err(Error::new(ErrorCode::InvalidValue, at(), message, listing()));
        };
        let value = match (settable, given) {
            (Settable::Number | Settable::Limit(_), RawValue::Number(number)) => {
                Set::Number(in_bounds(name, key, settable, *number, at)?)
            }
            (Settable::Words, RawValue::Names(names)) => Set::Words(words(key, names, at)?),
            (settable, given) => {
                let (wanted, example) = match settable {
                    Settable::Words => (phrases::A_LIST_OF_NAMES, phrases::WRITE_A_LIST),
                    Settable::Number | Settable::Limit(_) => {
                        (phrases::A_NUMBER, phrases::WRITE_A_WHOLE_NUMBER)
                    }
                };
                let message = phrases::STANDS_INSTEAD.with("given", given.what()).with("wanted", wanted);
                return Err(Error::new(ErrorCode::WrongType, at(), message, example));
            }
        };
        Ok(Self { key, value })
    }

    /// The number that counts instead of the entry's, where it is another.
    pub(super) fn number(&self, entry: &Entry, microsofts: u64) -> Option<u64> {
        let Set::Number(own) = self.value else { return None };
        let counts = match settable(self.key) {
            Some(Settable::Limit(Stricter::Lower)) if !is_ours(entry) => own < microsofts,
            Some(Settable::Limit(Stricter::Higher)) if !is_ours(entry) => own > microsofts,
            _ => is_ours(entry) && own != microsofts,
        };
        counts.then_some(own)
    }

    /// The value, as reports tell it.
    pub(super) fn to_words(&self) -> OwnWords {
        match &self.value {
            Set::Number(number) => OwnWords::Number(*number),
            Set::Words(places) => OwnWords::Words(ids(self.key, places)),
        }
    }

    /// The value and the rulebook's, whose [written](OwnWords::written) words are given; none where they are no words of this key.
    pub(super) fn instead_of(&self, was: &[String]) -> Option<OwnValue> {
        let word = |written: &String| {
            let known = vocabulary(self.key).iter().find(|word| word.id == written.as_str())?;
            Some(known.id.into())
        };
        let was = match (&self.value, was) {
            (Set::Number(_), [number]) => OwnWords::Number(number.parse().ok()?),
            (Set::Number(_), _) => return None,
            (Set::Words(_), words) => OwnWords::Words(words.iter().map(word).collect::<Option<_>>()?),
        };
        Some(OwnValue { key: rulebook::describe(self.key).0.into(), value: self.to_words(), was })
    }

    /// The words that count instead of the entry's, where they are others.
    pub(super) fn words(&self, entry: &Entry, greenlights: &[u8]) -> Option<&[u8]> {
        match &self.value {
            Set::Words(own) if is_ours(entry) && !same(own, greenlights) => Some(own),
            Set::Words(_) | Set::Number(_) => None,
        }
    }
}

/// Whether the same words are meant, in whatever order.
fn same(own: &[u8], greenlights: &[u8]) -> bool {
    own.len() == greenlights.len() && greenlights.iter().all(|place| own.contains(place))
}

/// What may be set for the key, if anything.
fn settable(key: Key) -> Option<Settable> {
    if !rulebook::describe(key).1.is_empty() {
        return None;
    }
    let ours = rulebook::entries(key).iter().find(|entry| is_ours(entry));
    match ours.map(|entry| entry.value) {
        Some(Value::Number(_)) => Some(Settable::Number),
        Some(Value::Terms(_)) => Some(Settable::Words),
        _ => LIMITS.iter().find(|row| row.0 == key).map(|row| Settable::Limit(row.1)),
    }
}

fn is_ours(entry: &Entry) -> bool {
    entry.citation().is_some_and(|citation| citation.provenance == Provenance::Assumed)
}

/// Names of all keys that may be set, each with what it takes.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    Key::ALL.iter().filter_map(|&key| {
        let takes = match settable(key)? {
            Settable::Number => "any number",
            Settable::Words => "a list of names",
            Settable::Limit(Stricter::Lower) => "a lower number than Microsoft's",
            Settable::Limit(Stricter::Higher) => "a higher number than Microsoft's",
        };
        Some((rulebook::describe(key).0, takes))
    })
}

fn listing() -> greenlight_json::Word {
    phrases::TO_BE_SET_ARE.with("names", lists::commas(all().map(|row| row.0)))
}

fn unknown(name: &str, given: &RawValue, at: Pointer) -> Error {
    if *given == RawValue::Below {
        let message = phrases::KEY_IN_QUOTES.with("name", name);
        return Error::new(ErrorCode::WrongType, at, message, phrases::WRITE_IN_QUOTES.with("name", name));
    }
    let help = closest(name, all().map(|row| row.0)).map_or_else(listing, did_you_mean);
    Error::new(ErrorCode::UnknownField, at, phrases::NO_VALUE.with("name", name), help)
}

/// The number, if it is not too great and relaxes nothing that Microsoft states.
fn in_bounds(
    name: &str,
    key: Key,
    settable: Settable,
    number: u64,
    at: impl Fn() -> Pointer,
) -> Result<u64, Error> {
    if number > NUMBER_MAX {
        let message = phrases::TOO_GREAT.with("number", number).with("most", NUMBER_MAX);
        return Err(Error::new(ErrorCode::InvalidValue, at(), message, phrases::WRITE_A_SMALLER));
    }
    let limits = rulebook::entries(key).iter().filter_map(|entry| match entry.value {
        Value::Number(limit) => Some(limit),
        _ => None,
    });
    let (limit, relaxed, way) = match settable {
        Settable::Limit(Stricter::Lower) => {
            let limit = limits.max().unwrap_or(number);
            (limit, number > limit, phrases::WRITE_IT_OR_LOWER)
        }
        Settable::Limit(Stricter::Higher) => {
            let limit = limits.min().unwrap_or(number);
            (limit, number < limit, phrases::WRITE_IT_OR_HIGHER)
        }
        Settable::Number | Settable::Words => return Ok(number),
    };
    if relaxed {
        let message = phrases::RELAXES_MICROSOFTS.with("name", name).with("limit", limit);
        let message = message.with("number", number);
        return Err(Error::new(ErrorCode::InvalidValue, at(), message, way.with("limit", limit)));
    }
    Ok(number)
}

/// The places of words in the vocabulary of the key.
fn words(key: Key, names: &[InlineStr], at: impl Fn() -> Pointer) -> Result<Vec<u8>, Error> {
    if names.is_empty() {
        let help = phrases::NAME_ONE;
        return Err(Error::new(ErrorCode::InvalidValue, at(), phrases::NAMES_NOBODY, help));
    }
    let mut places = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        places.push(place(vocabulary(key), name, || at().index(index))?);
    }
    Ok((0..=u8::MAX).filter(|place| places.contains(place)).collect())
}

/// The place of a word in its vocabulary.
pub(super) fn place(words: &'static [Word], name: &str, at: impl Fn() -> Pointer) -> Result<u8, Error> {
    term::find(words, name).ok_or_else(|| {
        let ids: Vec<&str> = words.iter().map(|word| word.id).collect();
        let near = closest(name, ids.iter().copied());
        let help = near.map_or_else(|| known_here(&ids), did_you_mean);
        Error::new(ErrorCode::UnknownValue, at(), phrases::BELONGS_ELSEWHERE.with("name", name), help)
    })
}

/// The words that the key's value is made of.
fn vocabulary(key: Key) -> &'static [Word] {
    match rulebook::vocabulary(key) {
        AdminRole::NAME => AdminRole::WORDS,
        App::NAME => App::WORDS,
        AzureRole::NAME => AzureRole::WORDS,
        Geography::NAME => Geography::WORDS,
        Licence::NAME => Licence::WORDS,
        Plan::NAME => Plan::WORDS,
        Role::NAME => Role::WORDS,
        _ => &[],
    }
}

/// The ids of the words at these places of the key's vocabulary.
pub(super) fn ids(key: Key, places: &[u8]) -> Vec<Text> {
    let words = vocabulary(key);
    places.iter().filter_map(|place| words.get(usize::from(*place))).map(|word| word.id.into()).collect()
}
