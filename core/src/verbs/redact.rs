//! A case without names, to be shown to others.

use super::asks::answered;
use super::missing;
use super::phrases;
use crate::facts::Case;
use crate::facts::redact::Pseudonyms;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::expected;
use greenlight_json::{FAULTS_MAX, Pointer, object};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// What [`redact()`] is asked.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct RedactRequest {
    /// The case.
    #[cfg_attr(feature = "schema", schemars(with = "Case"))]
    pub case: Option<Value>,
    /// What stood in place of names before: they go by the same again.
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, String>", default))]
    pub names: Option<Value>,
    /// With what is wrong with the request, add what fills its sentences in the catalogue of messages, so that it can be told in another
    /// language.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub parameters: bool,
}

object!(RedactRequest, expected::REDACT_REQUEST, { case, names, parameters });

/// A case without names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Redacted {
    /// The case.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Map<String, Value>"))]
    pub case: Value,
    /// What stands in place of each name: whoever has it can tell whose they are.
    pub names: BTreeMap<String, String>,
}

/// Replaces names, ids and domains in a case, each everywhere by the same, so that rules say the same of it: people, things and their groups,
/// applications and roles of the organisation's own. What is said in prose, and in which file a fact was read, is left out.
///
/// ```
/// use greenlight_core::{RedactRequest, redact};
/// use serde_json::json;
///
/// let case = json!({"people": {"ann": {}}, "images": {"finance": {"owner": "ann", "generation": 1}}});
/// let redacted = redact(&RedactRequest { case: Some(case), ..RedactRequest::default() })?;
/// let [ann, finance] = ["ann", "finance"].map(|name| &redacted.names[name]);
/// assert_eq!(redacted.case["images"][finance], json!({"owner": ann, "generation": 1}));
/// # Ok::<(), greenlight_core::Error>(())
/// ```
///
/// # Errors
/// What is wrong with the case, or with the names.
pub fn redact(request: &RedactRequest) -> Result<Redacted, Error> {
    let case = request
        .case
        .as_ref()
        .ok_or_else(|| missing("case", phrases::GIVE_THE_CASE.with("example", "`case: {…}`")))?;
    let within = |error: Error| error.under(&Pointer::ROOT.key("case"));
    let read: Case = greenlight_json::from_value(case).map_err(|error| within(error.into()))?;
    // A name that stands for a word that is misspelt would be a word of the organisation's own.
    read.facts.spelling(FAULTS_MAX).map_err(within)?;
    let mut names = Pseudonyms::decided(known(request.names.as_ref())?);
    let case = names.redacted(case.clone());
    Ok(Redacted { case, names: names.known })
}

/// The names that were given.
fn known(names: Option<&Value>) -> Result<BTreeMap<String, String>, Error> {
    let Some(names) = names.filter(|names| !names.is_null()) else { return Ok(BTreeMap::new()) };
    let texts = names.as_object().and_then(|names| {
        let text = |(name, new): (&String, &Value)| Some((name.clone(), new.as_str()?.to_owned()));
        names.iter().map(text).collect()
    });
    texts.ok_or_else(|| {
        let at = Pointer::ROOT.key("names");
        Error::new(ErrorCode::WrongType, at, phrases::NO_OBJECT_OF_TEXTS, phrases::GIVE_NAMES)
    })
}

/// [`redact()`] on the text of a [`RedactRequest`].
///
/// # Errors
/// What is wrong with the request.
pub fn on_text(request: &str) -> Result<Redacted, Error> {
    answered(request, |request| redact(&greenlight_json::from_str(request)?))
}
