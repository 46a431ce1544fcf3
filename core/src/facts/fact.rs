//! A fact: unknown if absent; it may be attested by a person, and may state when and from what it was observed.

use super::origin::{ORIGIN, Origin};
use super::place::{self, Field, Name};
use crate::facts::known::Known;
use crate::rulebook::term::{Named, Vocabulary};
use crate::vocabulary::expected;
use greenlight_json::{ByteOffset, FromJson, FromJsonInPlace, InlineStr, ParseError, Reader, Slot, fields};
use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};

/// A value that may be unknown. Written plainly (`generation: 2`), or as `{value: 2, attested: {…}, observed_at: …, source: …}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    value: Option<T>,
}

impl<T> Fact<T> {
    /// Creates a known fact.
    pub const fn known(value: T) -> Self {
        Self { value: Some(value) }
    }

    /// Returns the value, if it is known.
    pub const fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }
}

impl<T> From<T> for Fact<T> {
    fn from(value: T) -> Self {
        Self::known(value)
    }
}

impl<V: Vocabulary> From<&str> for Fact<Named<V>> {
    fn from(text: &str) -> Self {
        Self::known(text.into())
    }
}

impl From<&str> for Fact<InlineStr> {
    fn from(text: &str) -> Self {
        Self::known(text.into())
    }
}

impl<T> From<Option<T>> for Fact<T> {
    fn from(value: Option<T>) -> Self {
        Self { value }
    }
}

impl<T> Default for Fact<T> {
    fn default() -> Self {
        Self { value: None }
    }
}

impl<T: Serialize> Serialize for Fact<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T> Field for Fact<T> {
    type Read<'a>
        = Known<&'a T>
    where
        T: 'a;

    fn read<'a>(&'a self, place: place::Place<'a>, name: Name) -> Known<&'a T> {
        self.value.as_ref().ok_or_else(|| place.lacks(name))
    }
}

impl<T: FromJson> FromJsonInPlace for Fact<T> {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        plain_or_not(reader, &mut self.value)
    }
}

/// Reads a fact of any type; one function for all types keeps the code small.
fn plain_or_not(reader: &mut Reader<'_>, value: &mut dyn FromJsonInPlace) -> Result<(), ParseError> {
    if reader.is_array() || reader.is_object() {
        return fact(reader, value);
    }
    value.read_in_place(reader).map_err(|fault| not_this(reader, fault))
}

/// Reads a fact written as an object, with its origin.
fn fact(reader: &mut Reader<'_>, value: &mut dyn FromJsonInPlace) -> Result<(), ParseError> {
    const NAMES: &[&str] = &["value", ORIGIN[0], ORIGIN[1], ORIGIN[2]];
    let here = reader.here();
    let mut value = Plain { value, fact: here };
    let mut origin = Origin::default();
    let [attested, observed_at, source] = origin.slots();
    fields(reader, expected::FACT, NAMES, &mut [Some(&mut value), attested, observed_at, source])?;
    origin.keep(here, reader);
    Ok(())
}

/// Returns the error for a value that does not fit; an array or an object is reported as not being a fact.
#[cold]
fn not_this(reader: &Reader<'_>, fault: ParseError) -> ParseError {
    if reader.is_plain() { fault } else { reader.wrong_type(expected::FACT) }
}

/// The value of a fact written as an object: a plain value or `null`.
struct Plain<'v> {
    value: &'v mut dyn FromJsonInPlace,
    fact: ByteOffset,
}

impl FromJsonInPlace for Plain<'_> {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        if !reader.is_null() && !reader.is_plain() {
            return Err(reader.wrong_type(expected::A_VALUE));
        }
        self.value.read_in_place(reader).map_err(|fault| fault.at(self.fact))
    }
}

/// A count that may be unknown, exact (`4`) or only a lower bound (`{at_least: 4}`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    value: Option<Tally>,
}

/// A number of things, exact or a lower bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The number, or the lower bound.
    pub number: u64,
    /// Whether `number` is only a lower bound.
    pub at_least: bool,
}

impl Tally {
    /// Creates an exact number.
    pub const fn exactly(number: u64) -> Self {
        Self { number, at_least: false }
    }

    /// Returns the sum with `more`.
    #[must_use]
    pub const fn plus(self, more: u64) -> Self {
        Self { number: self.number.saturating_add(more), ..self }
    }

    /// Returns the sum with `by`, which may be negative.
    #[must_use]
    pub const fn changed(self, by: i64) -> Self {
        Self { number: self.number.saturating_add_signed(by), ..self }
    }

    /// Returns whether there are at most `limit`; `None` if there is only a lower bound and it does not decide.
    pub const fn at_most(self, limit: u64) -> Option<bool> {
        if self.number > limit {
            Some(false)
        } else if self.at_least {
            None
        } else {
            Some(true)
        }
    }

    /// Returns whether there are `number` or more; `None` if there is only a lower bound and it does not decide.
    pub const fn reaches(self, number: u64) -> Option<bool> {
        if self.number >= number {
            Some(true)
        } else if self.at_least {
            None
        } else {
            Some(false)
        }
    }
}

impl Count {
    /// Returns whether anything is known of the count.
    pub const fn is_known(&self) -> bool {
        self.value.is_some()
    }

    /// Creates an exact count.
    pub const fn exactly(number: u64) -> Self {
        Self::of(Tally::exactly(number))
    }

    /// Creates a count from a tally.
    pub const fn of(tally: Tally) -> Self {
        Self { value: Some(tally) }
    }

    /// Returns the tally, if anything is known of the count.
    pub const fn value(&self) -> Option<Tally> {
        self.value
    }
}

impl From<u64> for Count {
    fn from(number: u64) -> Self {
        Self::exactly(number)
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value {
            Some(Tally { number, at_least: true }) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("at_least", &number)?;
                map.end()
            }
            exact => exact.map(|tally| tally.number).serialize(serializer),
        }
    }
}

impl Field for Count {
    type Read<'a> = Known<Tally>;

    fn read<'a>(&'a self, place: place::Place<'a>, name: Name) -> Known<Tally> {
        self.value.ok_or_else(|| place.lacks(name))
    }
}

impl FromJsonInPlace for Count {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        const NAMES: &[&str] = &["value", "at_least", ORIGIN[0], ORIGIN[1], ORIGIN[2]];
        if reader.is_object() {
            let here = reader.here();
            let (mut exact, mut least) = (None::<Self>, None::<Self>);
            let mut origin = Origin::default();
            let [attested, observed_at, source] = origin.slots();
            let slots: &mut [Slot<'_>] =
                &mut [Some(&mut exact), Some(&mut least), attested, observed_at, source];
            fields(reader, expected::FACT, NAMES, slots)?;
            if exact.is_some() && least.is_some() {
                return Err(here.duplicate_field("value"));
            }
            let least = least.and_then(|count| count.value).map(|tally| Tally { at_least: true, ..tally });
            self.value = exact.and_then(|count| count.value).or(least);
            origin.keep(here, reader);
        } else if !reader.is_null() {
            match reader.whole(expected::COUNT, u64::MAX)? {
                number if number < 1 << 53 => self.value = Some(Tally::exactly(number)),
                _ => return Err(reader.invalid(expected::SMALL_COUNT)),
            }
        }
        Ok(())
    }
}
