//! The origin of facts: who vouches for them, when they were observed, and in which file.

use crate::vocabulary::expected;
use greenlight_json::{
    ByteOffset, Canonical, FromJson, InlineStr, Json, ParseError, Pointer, Reader, Slot, object, sort,
};
use serde::Serialize;
use std::sync::Arc;

use crate::vocabulary::instant::Instant;

/// Who vouches for a fact that was not observed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Attestation {
    /// The person.
    pub by: InlineStr,
    /// When they said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Instant>,
    /// What they said about the fact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<InlineStr>,
}

object!(Attestation, expected::ATTESTATION, { by: required, on, note });

/// The source that a fact was read from. Written plainly, or as `{file: …, at: …}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "FactSource"))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct FactSource {
    /// The file or other source.
    pub file: InlineStr,
    /// The record in it, as a JSON Pointer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<InlineStr>,
}

/// A [`FactSource`] written as an object.
struct Whole(FactSource);

#[derive(Default)]
struct Fields {
    file: Option<InlineStr>,
    at: Option<InlineStr>,
}

object!(Fields, expected::FIELDS, { file, at });

impl FromJson for Whole {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        let here = reader.here();
        let Fields { file, at } = Fields::from_json(reader)?;
        file.map_or_else(|| Err(here.missing_field("file")), |file| Ok(Self(FactSource { file, at })))
    }
}

impl FromJson for FactSource {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        if reader.is_string() {
            return Ok(Self { file: reader.word().into(), at: None });
        }
        Whole::from_json(reader).map(|Whole(source)| source)
    }
}

/// The origin of a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// Who vouches for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attested: Option<Attestation>,
    /// When it was observed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed_at: Option<Instant>,
    /// What it was read from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<FactSource>,
}

/// The names of the fields that say where a fact comes from.
pub(super) const ORIGIN: [&str; 3] = ["attested", "observed_at", "source"];

impl Origin {
    /// Returns the slots that the fields of [`ORIGIN`] are read into.
    pub(super) fn slots(&mut self) -> [Slot<'_>; 3] {
        [Some(&mut self.attested), Some(&mut self.observed_at), Some(&mut self.source)]
    }

    /// Records in the reader that the fact at `here` has this origin.
    pub(super) fn keep(self, here: ByteOffset, reader: &mut Reader<'_>) {
        if self != Self::default() {
            reader.mark(here, here);
        }
    }
}

/// Reads only the origin of a fact and skips its other members.
impl FromJson for Origin {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        let mut origin = Self::default();
        if reader.json() != Json::Object {
            return Ok(origin);
        }
        let mut first = true;
        while reader.key(&mut first)? {
            let place = ORIGIN.iter().position(|name| *name == reader.word());
            reader.value()?;
            let slot = place.and_then(|place| origin.slots().into_iter().nth(place).flatten());
            match slot {
                Some(slot) => slot.read_in_place(reader)?,
                None => Canonical::from_json(reader).map(drop)?,
            }
        }
        Ok(origin)
    }
}

/// The origins of the facts of a case, sorted by place; facts that state no origin are not included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins(Arc<Vec<(Pointer, Origin)>>);

impl FromIterator<(Pointer, Origin)> for Origins {
    fn from_iter<I: IntoIterator<Item = (Pointer, Origin)>>(origins: I) -> Self {
        let mut origins: Vec<_> = origins.into_iter().collect();
        sort(&mut origins, |(one, _), (other, _)| one.cmp(other));
        Self(Arc::new(origins))
    }
}

impl Origins {
    /// Iterates over the places and the origins of their facts.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Pointer, &Origin)> {
        self.0.iter().map(|(at, origin)| (at, origin))
    }

    /// Iterates over the attested facts and who vouches for them.
    pub fn attested(&self) -> impl Iterator<Item = (&Pointer, &Attestation)> {
        self.iter().filter_map(|(at, origin)| Some((at, origin.attested.as_ref()?)))
    }

    /// Replaces the origins at a place and below it by those in `by`, whose places are relative to it.
    pub(super) fn replace(&mut self, at: &Pointer, by: Vec<(Pointer, Origin)>) {
        if by.is_empty() && !self.0.iter().any(|(place, _)| place.is_in(at)) {
            return;
        }
        let kept = self.0.iter().filter(|(place, _)| !place.is_in(at)).cloned();
        *self = kept.chain(by.into_iter().map(|(place, origin)| (at.clone().join(&place), origin))).collect();
    }
}
