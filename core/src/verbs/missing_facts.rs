//! The verb `missing_facts`: which call supplies each missing fact of a case, or where a person finds it.

use super::asks::answered;
use super::open::framed;
use super::{OpenOptions, OpenRequest, read_request};
use crate::answers::open::{self as openness, OpenPlace};
use crate::evaluation::report::{ENGINE, Engine, FORMAT_VERSION};
use crate::facts::Case;
use crate::import::calls::{Call, Whole};
use crate::import::supplier::{Supplier, supplier};
use crate::vocabulary::Words;
use crate::vocabulary::error::Error;
use crate::vocabulary::instant::{Day, Instant};
use crate::vocabulary::{Level, Outcome, Text};
use greenlight_json::Pointer;
use serde::Serialize;

/// The missing facts of a case.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct MissingFacts {
    /// The version of this format.
    pub format_version: Text,
    /// The engine that produced the answer.
    pub engine: Engine,
    /// The instant for which the case was judged.
    pub as_of: Instant,
    /// The date of the rulebook: everything published by this day is taken into account.
    pub rulebook: Day,
    /// The outcome with the facts stated so far.
    pub outcome: Outcome,
    /// The facts, the most decisive first.
    pub facts: Vec<Lacking>,
}

/// A missing fact.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Lacking {
    /// The place in the case where it belongs.
    pub at: Pointer,
    /// The question, in a sentence.
    pub message: String,
    /// The key of that sentence in the catalogue: the place, with `*` for each name from the case. Only on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    pub sentence: Option<Pointer>,
    /// The parameters of the sentence, by name. Only on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    pub parameters: Option<Words>,
    /// The worst level of the rules that ask for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The rules that ask for it.
    pub rules: Vec<Text>,
    /// The call that supplies it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<SupplyingCall>,
    /// Where a person finds it, if no call supplies it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stands: Option<Text>,
}

/// A call that supplies a fact.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct SupplyingCall {
    /// Its name, as in reports of imports.
    pub id: Text,
    /// The command, or the address to read.
    pub ask: Text,
    /// The least privileged role or permission that may make the call.
    pub least: Text,
    /// For a list: what makes the answer complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<String>,
}

/// Returns for each missing fact the call that supplies it and who may make the call, or where a person finds it; the most decisive first.
///
/// ```
/// use greenlight_core::{Case, OpenOptions, json, missing_facts};
///
/// let case: Case = json::from_str(
///     r#"{
///         "as_of": "2024-02-12",
///         "environments": {"prod": {}},
///         "people": {"ann": {}},
///         "request": {"actor": "ann", "create-machine": {"environment": "prod", "image": "default"}}
///     }"#,
/// )?;
/// let missing = missing_facts(&case, &OpenOptions::default())?;
/// let geography = missing.facts.iter().find(|fact| fact.at.as_str() == "/environments/prod/geography");
/// let call = geography.and_then(|fact| fact.call.as_ref()).map(|call| &*call.id);
/// assert_eq!(call, Some("power-platform-environments"));
/// # Ok::<(), greenlight_core::Error>(())
/// ```
///
/// # Errors
/// The same as of [`open()`](super::open::open).
pub fn missing_facts(case: &Case, options: &OpenOptions) -> Result<MissingFacts, Error> {
    framed(case, options, |frame| {
        let mut open = openness::open(frame, case, None)?;
        if options.parameters {
            open.add_parameters();
        }
        Ok(MissingFacts {
            format_version: FORMAT_VERSION.into(),
            engine: ENGINE,
            as_of: open.as_of,
            rulebook: open.rulebook,
            outcome: open.outcome,
            facts: open.questions.into_iter().map(Lacking::of).collect(),
        })
    })
}

/// Runs [`missing_facts()`] on the text of an [`OpenRequest`].
///
/// # Errors
/// If the request is invalid.
pub fn on_text(request: &str) -> Result<MissingFacts, Error> {
    answered(request, |request| {
        let mut asked = OpenRequest::default();
        read_request(&mut asked, |asked| &asked.case, request)?;
        missing_facts(&asked.case, &asked.options)
    })
}

impl Lacking {
    fn of(place: OpenPlace) -> Self {
        let list = place.whole.is_some() || place.at.as_str().ends_with("_complete");
        let (call, stands) = match supplier(&place.at) {
            Some(Supplier::Call(call)) => (Some(SupplyingCall::of(call, list)), None),
            Some(Supplier::Person(by_hand)) => (None, Some(by_hand.stands.into())),
            None => (None, None),
        };
        let OpenPlace { at, message, sentence, parameters, level, rules, .. } = place;
        Self { at, message, sentence, parameters, level, rules, call, stands }
    }
}

impl SupplyingCall {
    fn of(call: &'static Call, list: bool) -> Self {
        let whole = match call.whole {
            Whole::Told(what) => Some(format!("it takes {what}; then say `--whole {}`", call.id)),
            Whole::Never(why) => Some(format!("never whole: {why}")),
            Whole::One | Whole::Unpaged => None,
        };
        let (id, ask, least) = (call.id.into(), call.ask.into(), call.least.into());
        Self { id, ask, least, whole: whole.filter(|_| list) }
    }
}
