//! What an overlay did to a report, told in it.

use super::Level;
use crate::vocabulary::instant::Day;
use crate::vocabulary::{Text, Words};
use greenlight_json::Pointer;
use serde::Serialize;

/// The overlay by which a case was judged, and what it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Overlaid {
    /// Whose it is.
    pub name: String,
    /// The day this version of it was decided.
    pub date: Day,
    /// The rules that are broken or lack facts at another level than their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Shifted>,
    /// The rules that are broken and do not count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waived: Vec<Waived>,
    /// The waivers that may matter once missing facts are known, as places in the request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<Pointer>,
    /// The values that were used instead of the rulebook's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<OwnValue>,
}

/// A rule at another level than its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Shifted {
    /// The rule.
    pub code: Text,
    /// Its level here.
    pub level: Level,
    /// What it would be.
    pub was: Level,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A rule that is broken and does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Waived {
    /// The rule.
    pub code: Text,
    /// The rule's name.
    pub name: Text,
    /// How bad it would be.
    pub level: Level,
    /// Where in the case.
    pub at: Pointer,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What fills that sentence of the catalogue, by name, when asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters: Option<Words>,
    /// The waiver, as a place in the request.
    pub waiver: Pointer,
    /// Why it does not count.
    pub reason: String,
    /// The first day on which it counts again.
    pub until: Day,
}

/// A value that was used instead of the rulebook's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct OwnValue {
    /// What for.
    pub key: Text,
    /// The organisation's.
    pub value: OwnWords,
    /// The rulebook's.
    pub was: OwnWords,
}

/// A number, or words by their ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
#[serde(untagged)]
pub enum OwnWords {
    /// A number.
    Number(u64),
    /// Words.
    Words(Vec<Text>),
}

impl OwnWords {
    /// The words, or the number as one.
    pub fn written(&self) -> Vec<String> {
        match self {
            Self::Number(number) => vec![number.to_string()],
            Self::Words(words) => words.iter().map(ToString::to_string).collect(),
        }
    }
}
