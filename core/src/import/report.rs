//! What came of an import: the facts, and of each file what it was, what of it was read, what is partial, and where each fact stands.

use super::stated::FactsWithOrigins;
use super::{Problem, Sources};
use crate::vocabulary::instant::Instant;
use greenlight_json::{InlineStr, Pointer};
use serde::Serialize;
use serde_json::Value;

/// Facts, and where they come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Imported"))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Imported<F = FactsWithOrigins, S = Sources> {
    /// The version of this form.
    pub format_version: u32,
    /// The facts: a tenant file, or the facts of a case.
    pub facts: F,
    /// What each file was.
    pub files: Vec<FileReport>,
    /// What was not read, and why.
    pub problems: Vec<Problem>,
    /// Facts that two sources say differently: they are left out.
    pub contradictions: Vec<Contradiction>,
    /// Facts of the older tenant file that are different now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Facts of the files in whose place those of the case hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overruled: Vec<Change>,
    /// Where each fact was read, by its pointer.
    pub sources: S,
}

/// What a file was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct FileReport {
    /// Its name.
    pub name: String,
    /// The answers in it that were recognised.
    pub answers: Vec<AnswerReport>,
}

/// What an answer gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct AnswerReport {
    /// The id of the call it answers.
    pub call: InlineStr,
    /// Where it stands in the file.
    pub at: Pointer,
    /// How many records it has.
    pub records: u64,
    /// How many facts it says something about.
    pub facts: u64,
    /// Whether it tells what will be.
    #[serde(default, skip_serializing_if = "is_false")]
    pub planned: bool,
    /// Why its lists are not whole, and what would make them so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partial: Option<String>,
    /// Members of its records that no reader looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<String>,
    /// Where a value of another type stood than was looked for; it counts as unknown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unlike: Vec<Pointer>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// Where something was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ImportSource"))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct ImportSource {
    /// The file.
    pub file: String,
    /// The record in it.
    pub at: Pointer,
    /// When it was so.
    #[serde(skip)]
    pub observed_at: Option<Instant>,
}

/// A fact that two sources say differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Contradiction {
    /// The fact.
    pub fact: Pointer,
    /// What each says.
    pub says: Vec<SourceClaim>,
}

/// What one source says of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct SourceClaim {
    /// The value.
    pub value: Value,
    /// Where it stands.
    pub source: ImportSource,
}

/// A fact of an older tenant file that is different now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "FactChange"))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Change {
    /// The fact.
    pub fact: Pointer,
    /// What it was.
    pub was: Value,
    /// What it is.
    pub is: Value,
}
