//! Requests to the engine: typed, but for the user's own documents, which go through as they are written.

use std::borrow::Cow;

use greenlight_core::case::{Day, Instant};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::document::{CliError, Document};
use crate::engine::Failure;

/// A document in JSON that goes into a request letter by letter.
#[derive(Clone, Debug)]
pub(crate) struct RawJson<'a>(Cow<'a, str>);

impl<'a> From<&'a str> for RawJson<'a> {
    fn from(json: &'a str) -> Self {
        Self(json.into())
    }
}

impl<'a> From<&'a Document> for RawJson<'a> {
    fn from(document: &'a Document) -> Self {
        Self(document.json())
    }
}

impl Serialize for RawJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw: &RawValue = serde_json::from_str(&self.0).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

/// What a verb is asked about a case.
#[derive(Debug, Serialize)]
pub(crate) struct AboutCase<'a, O> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) machine: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rule: Option<&'a str>,
    /// The places that are looked at, where it is not all of them.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(crate) places: &'a [String],
    pub(crate) case: RawJson<'a>,
    pub(crate) options: O,
}

/// What `simulate` is asked.
#[derive(Debug, Serialize)]
pub(crate) struct Simulate<'a> {
    pub(crate) scenario: RawJson<'a>,
    pub(crate) options: SimulateOptions<'a>,
}

/// What is asked of every shard of a simulation alike.
#[derive(Debug, Serialize)]
pub(crate) struct EachShard<'a> {
    pub(crate) scenario: RawJson<'a>,
    pub(crate) options: ShardOptions<'a>,
}

/// How a shard is to be simulated.
#[derive(Debug, Serialize)]
pub(crate) struct ShardOptions<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rulebook: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) overlay: Option<RawJson<'a>>,
}

/// How a case is to be judged.
#[derive(Debug, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(crate) struct CheckOptions<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rulebook: Option<Day>,
    pub(crate) all: bool,
    pub(crate) receipt: bool,
    /// Said only where it is wanted, as those behind it: a receipt proves no more than what matters.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) suppose_met: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) access: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) parameters: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) decisive_first: bool,
    /// Said only where there is an overlay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) one_of_many: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) overlay: Option<RawJson<'a>>,
}

/// How it is to be looked at what is open in a case.
#[derive(Debug, Serialize)]
pub(crate) struct OpenOptions<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rulebook: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) overlay: Option<RawJson<'a>>,
}

/// How a scenario is to be simulated.
#[derive(Debug, Serialize)]
pub(crate) struct SimulateOptions<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rulebook: Option<Day>,
    pub(crate) trace: bool,
    pub(crate) each: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(crate) objectives: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) overlay: Option<RawJson<'a>>,
}

/// What `import-facts` is asked.
#[derive(Debug, Serialize)]
pub(crate) struct ImportFacts<'a> {
    /// None: they come in pieces.
    pub(crate) files: [Export<'a>; 0],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tenant: Option<RawJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) case: Option<RawJson<'a>>,
    pub(crate) hints: Hints<'a>,
}

/// A file of another tool, as it begins.
#[derive(Debug, Serialize)]
pub(crate) struct Export<'a> {
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) observed_at: Option<Instant>,
}

/// What such files do not say by themselves.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Hints<'a> {
    pub(crate) environment: Option<&'a str>,
    pub(crate) person: Option<&'a str>,
    pub(crate) network: Option<&'a str>,
    pub(crate) image: Option<&'a str>,
    pub(crate) whole: &'a [String],
    pub(crate) origins: bool,
}

/// By which rulebook something is looked at.
#[derive(Debug, Serialize)]
pub(crate) struct ByRulebook {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rulebook: Option<Day>,
}

/// What `redact` is asked.
#[derive(Debug, Serialize)]
pub(crate) struct Redact<'a> {
    pub(crate) case: RawJson<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) names: Option<RawJson<'a>>,
}

/// What `roles` is asked.
#[derive(Debug, Serialize)]
pub(crate) struct Roles<'a> {
    pub(crate) rulebook: Option<Day>,
    pub(crate) as_of: Option<Instant>,
    pub(crate) can: Option<&'a str>,
    pub(crate) person: Option<&'a str>,
    pub(crate) environment: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) case: Option<RawJson<'a>>,
}

/// The request as the engine reads it.
///
/// # Errors
/// A document that is no JSON, though the host made it.
pub(crate) fn text(request: &impl Serialize) -> Result<String, CliError> {
    serde_json::to_string(request)
        .map_err(|error| Failure::Broke(format!("it cannot be asked: {error}")).into())
}

/// The same on one line, whatever the user's documents hold: in JSON a line feed stands between values, and never within a text.
///
/// # Errors
/// Those of [`text`].
pub(crate) fn line(request: &impl Serialize) -> Result<String, CliError> {
    text(request).map(|text| if text.contains(['\n', '\r']) { text.replace(['\n', '\r'], " ") } else { text })
}

/// A request with these members as well.
pub(crate) fn with(request: &str, members: &str) -> String {
    let open = request.strip_suffix('}').unwrap_or(request);
    format!("{open},{members}}}")
}
