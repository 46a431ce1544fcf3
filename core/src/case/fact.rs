//! One fact: absent means unknown; it may be attested by a person, and may say when and where it was observed.

use super::place::{Field, Place};
use super::scalar::{Scalar, ScalarVisitor};
use crate::instant::Instant;
use crate::known::{Known, Missing};
use crate::object::object;
use crate::pointer::Pointer;
use serde::de::{self, Deserialize, Deserializer, MapAccess};
use smol_str::SmolStr;
use std::fmt;

/// A value that may be unknown. Written plainly (`generation: 2`), or as `{value: 2, attested: {…}, observed_at: …, source: …}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    value: Option<T>,
    origin: Option<Box<Origin>>,
}

/// Where a fact comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// A person vouches for it.
    pub attested: Option<Attestation>,
    /// When it was observed.
    pub observed_at: Option<Instant>,
    /// What it was read from.
    pub source: Option<SmolStr>,
}

/// Who vouches for a fact that was not observed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Attestation {
    /// The person.
    pub by: SmolStr,
    /// When they said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Instant>,
    /// What they said about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<SmolStr>,
}

object!(Attestation, "who attests it: `{by: …, on: …, note: …}`", { by: required, on, note });

/// Hears of every fact that says where it comes from.
pub type OriginVisitor<'v> = &'v mut dyn FnMut(Pointer, &Origin);

/// Facts that can be walked over.
pub trait Walk {
    /// Shows every origin below `at` to `visit`.
    fn walk(&self, at: &dyn Fn() -> Pointer, visit: OriginVisitor<'_>);
}

impl<T> Fact<T> {
    /// A fact that is known, plainly.
    pub const fn known(value: T) -> Self {
        Self { value: Some(value), origin: None }
    }

    /// The value, if it is known.
    pub const fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }
}

impl<T> Default for Fact<T> {
    fn default() -> Self {
        Self { value: None, origin: None }
    }
}

impl<T> Field for Fact<T> {
    type Read<'a>
        = Known<&'a T>
    where
        T: 'a;

    fn read<'a>(&'a self, place: Place<'a>, name: &'static str) -> Known<&'a T> {
        self.value.as_ref().ok_or_else(|| Missing::fact(place.field(name)))
    }
}

impl<T> Walk for Fact<T> {
    fn walk(&self, at: &dyn Fn() -> Pointer, visit: OriginVisitor<'_>) {
        if let Some(origin) = &self.origin {
            visit(at(), origin);
        }
    }
}

/// A fact before its type is known.
#[derive(Default)]
struct Untyped<'de> {
    value: Option<Scalar<'de>>,
    origin: Option<Box<Origin>>,
}

struct UntypedReader;

impl<'de> de::Visitor<'de> for UntypedReader {
    type Value = Untyped<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, or a value with who attested it: `{value: …, attested: {by: …}}`")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Untyped<'de>, E> {
        Ok(Untyped::default())
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Untyped<'de>, E> {
        ScalarVisitor.visit_bool(value).map(Untyped::plain)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Untyped<'de>, E> {
        ScalarVisitor.visit_i64(value).map(Untyped::plain)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Untyped<'de>, E> {
        ScalarVisitor.visit_u64(value).map(Untyped::plain)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Untyped<'de>, E> {
        ScalarVisitor.visit_str(value).map(Untyped::plain)
    }

    fn visit_borrowed_str<E: de::Error>(self, value: &'de str) -> Result<Untyped<'de>, E> {
        ScalarVisitor.visit_borrowed_str(value).map(Untyped::plain)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Untyped<'de>, A::Error> {
        let (value, origin) =
            read_with_origin(map, "value", &["value", "attested", "observed_at", "source"])?;
        Ok(Untyped { value: value.flatten(), origin })
    }
}

impl<'de> Untyped<'de> {
    const fn plain(value: Scalar<'de>) -> Self {
        Self { value: Some(value), origin: None }
    }

    #[inline(never)]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UntypedReader)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Fact<T> {
    #[inline(never)]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Untyped { value, origin } = Untyped::read(deserializer)?;
        Ok(Self { value: value.map(Scalar::read).transpose()?, origin })
    }
}

/// A count that may be unknown, exact (`4`) or only a lower bound (`{at_least: 4}`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    value: Option<Tally>,
    origin: Option<Box<Origin>>,
}

/// How many, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The number, or the least it can be.
    pub number: u64,
    /// Whether there may be more.
    pub at_least: bool,
}

impl Tally {
    /// Exactly this many.
    pub const fn exactly(number: u64) -> Self {
        Self { number, at_least: false }
    }

    /// This many more.
    #[must_use]
    pub const fn plus(self, more: u64) -> Self {
        Self { number: self.number.saturating_add(more), ..self }
    }

    /// This many more, or fewer.
    #[must_use]
    pub const fn changed(self, by: i64) -> Self {
        Self { number: self.number.saturating_add_signed(by), ..self }
    }

    /// Whether there are at most `limit`; `None` when only a lower bound is known and does not decide it.
    pub const fn at_most(self, limit: u64) -> Option<bool> {
        if self.number > limit {
            Some(false)
        } else if self.at_least {
            None
        } else {
            Some(true)
        }
    }

    /// Whether there are `number` or more; `None` when only a lower bound is known and does not decide it.
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
    /// Exactly this many.
    pub const fn exactly(number: u64) -> Self {
        Self { value: Some(Tally::exactly(number)), origin: None }
    }
}

impl Field for Count {
    type Read<'a> = Known<Tally>;

    fn read<'a>(&'a self, place: Place<'a>, name: &'static str) -> Known<Tally> {
        self.value.ok_or_else(|| Missing::fact(place.field(name)))
    }
}

impl Walk for Count {
    fn walk(&self, at: &dyn Fn() -> Pointer, visit: OriginVisitor<'_>) {
        if let Some(origin) = &self.origin {
            visit(at(), origin);
        }
    }
}

struct CountReader;

impl<'de> de::Visitor<'de> for CountReader {
    type Value = Count;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a count of 0 or more, or `{at_least: …}`")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Count, E> {
        Ok(Count::default())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Count, E> {
        if value < 1 << 53 {
            Ok(Count::exactly(value))
        } else {
            Err(E::invalid_value(de::Unexpected::Unsigned(value), &"a count below 2^53"))
        }
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Count, E> {
        match u64::try_from(value) {
            Ok(value) => self.visit_u64(value),
            Err(_) => Err(E::invalid_value(de::Unexpected::Signed(value), &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Count, A::Error> {
        const FIELDS: &[&str] = &["value", "at_least", "attested", "observed_at", "source"];
        let mut value = None;
        let mut origin = Origin::default();
        while let Some(key) = map.next_key::<SmolStr>()? {
            match key.as_str() {
                "value" | "at_least" if value.is_some() => return Err(de::Error::duplicate_field("value")),
                "value" => value = map.next_value::<Count>()?.value,
                "at_least" => {
                    value = map.next_value::<Count>()?.value.map(|tally| Tally { at_least: true, ..tally });
                }
                other => read_origin(&mut map, other, &mut origin, FIELDS)?,
            }
        }
        Ok(Count { value, origin: boxed(origin) })
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CountReader)
    }
}

type WithOrigin<T> = (Option<Option<T>>, Option<Box<Origin>>);

/// Reads a map of one payload field and the fields of an origin.
pub(super) fn read_with_origin<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    mut map: A,
    payload: &'static str,
    fields: &'static [&'static str],
) -> Result<WithOrigin<T>, A::Error> {
    let mut value = None;
    let mut origin = Origin::default();
    while let Some(key) = map.next_key::<SmolStr>()? {
        if key == payload {
            if value.replace(map.next_value()?).is_some() {
                return Err(de::Error::duplicate_field(payload));
            }
        } else {
            read_origin(&mut map, &key, &mut origin, fields)?;
        }
    }
    Ok((value, boxed(origin)))
}

/// Reads the value of one field of an origin.
pub(super) fn read_origin<'de, A: MapAccess<'de>>(
    map: &mut A,
    key: &str,
    origin: &mut Origin,
    fields: &'static [&'static str],
) -> Result<(), A::Error> {
    match key {
        "attested" => origin.attested = map.next_value()?,
        "observed_at" => origin.observed_at = map.next_value()?,
        "source" => origin.source = map.next_value()?,
        other => return Err(de::Error::unknown_field(other, fields)),
    }
    Ok(())
}

/// The origin, if it says anything.
pub(super) fn boxed(origin: Origin) -> Option<Box<Origin>> {
    (origin != Origin::default()).then(|| Box::new(origin))
}
