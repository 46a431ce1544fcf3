//! The verb `redact`: removes names from a case, so that it can be shown to others.

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

/// The request of [`redact()`].
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct RedactRequest {
    /// The case.
    #[cfg_attr(feature = "schema", schemars(with = "Case"))]
    pub case: Option<Value>,
    /// The replacements of an earlier redaction, so that the same names get the same replacements.
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, String>", default))]
    pub names: Option<Value>,
    /// Include in errors the phrases of their sentences in the catalogue of messages, for translation.
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
    /// The replacement of each name. Whoever has this map can restore the names.
    pub names: BTreeMap<String, String>,
}

/// Replaces the names, ids and domains of people, things, groups, applications and custom roles in a case. Each is replaced by the same
/// text everywhere, so that rules give the same verdicts. Prose, and the files from which facts were read, are left out.
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
/// If the case or the names are invalid.
pub fn redact(request: &RedactRequest) -> Result<Redacted, Error> {
    let case = request
        .case
        .as_ref()
        .ok_or_else(|| missing("case", phrases::GIVE_THE_CASE.with("example", "`case: {…}`")))?;
    let within = |error: Error| error.under(&Pointer::ROOT.key("case"));
    let read: Case = greenlight_json::from_value(case).map_err(|error| within(error.into()))?;
    // A misspelt word would otherwise be replaced like a custom role.
    read.facts.spelling(FAULTS_MAX).map_err(within)?;
    let mut names = Pseudonyms::decided(known(request.names.as_ref())?);
    let case = names.redacted(case.clone());
    Ok(Redacted { case, names: names.known })
}

/// Parses the given replacements.
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

/// Runs [`redact()`] on the text of a [`RedactRequest`].
///
/// # Errors
/// If the request is invalid.
pub fn on_text(request: &str) -> Result<Redacted, Error> {
    answered(request, |request| redact(&greenlight_json::from_str(request)?))
}
