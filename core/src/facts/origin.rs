//! Where facts come from: who vouches for them, when they were observed, and in which file they stood.

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
    /// What they said about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<InlineStr>,
}

object!(Attestation, expected::ATTESTATION, { by: required, on, note });

/// What a fact was read from. Written plainly, or as `{file: …, at: …}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "FactSource"))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct FactSource {
    /// The file, or whatever else it was.
    pub file: InlineStr,
    /// The record in it, as a JSON Pointer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<InlineStr>,
}

/// [`FactSource`], written out.
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

/// Where a fact comes from.
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
    /// Where each of [`ORIGIN`] is read to.
    pub(super) fn slots(&mut self) -> [Slot<'_>; 3] {
        [Some(&mut self.attested), Some(&mut self.observed_at), Some(&mut self.source)]
    }

    /// Lets the reader keep in mind where the fact comes from that stands `here`.
    pub(super) fn keep(self, here: ByteOffset, reader: &mut Reader<'_>) {
        if self != Self::default() {
            reader.mark(here, here);
        }
    }
}

/// Reads it out of a fact, whatever else stands there.
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

/// Where the facts of a case come from, by their places in order: of those alone that say it.
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
    /// Each, with the place of its fact.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Pointer, &Origin)> {
        self.0.iter().map(|(at, origin)| (at, origin))
    }

    /// Who vouches for which facts.
    pub fn attested(&self) -> impl Iterator<Item = (&Pointer, &Attestation)> {
        self.iter().filter_map(|(at, origin)| Some((at, origin.attested.as_ref()?)))
    }

    /// What stands at a place says now that it comes from there; what is below it says nothing else.
    pub(super) fn replace(&mut self, at: &Pointer, by: Vec<(Pointer, Origin)>) {
        if by.is_empty() && !self.0.iter().any(|(place, _)| place.is_in(at)) {
            return;
        }
        let kept = self.0.iter().filter(|(place, _)| !place.is_in(at)).cloned();
        *self = kept.chain(by.into_iter().map(|(place, origin)| (at.clone().join(&place), origin))).collect();
    }
}
