//! The same verbs on JavaScript objects: `objects.check({case: …})`.
//!
//! What comes in goes through `JSON.stringify` and the one parser of the core, so that both kinds of verbs take and refuse the same
//! documents with the same words. What goes out is made straight from the core's answer.

#[cfg(feature = "whole")]
use crate::host::{Listener, MaybeHost};
#[cfg(feature = "whole")]
use crate::text::utf8;
use greenlight_core::error::{Error, Refusal};
#[cfg(feature = "whole")]
use greenlight_core::simulate::replay;
use greenlight_core::verbs;
use js_sys::JSON;
#[cfg(feature = "whole")]
use js_sys::JsString;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("generated/types.ts");

/// Names and versions of the engine and of its rulebooks.
#[wasm_bindgen(js_namespace = objects, js_name = describe, unchecked_return_type = "Description")]
pub fn describe() -> Result<JsValue, JsValue> {
    object(&verbs::described())
}

/// Judges a case: `{case, options}` gives a report, or `{error}`.
#[wasm_bindgen(js_namespace = objects, js_name = check, unchecked_return_type = "Report | Refusal")]
pub fn check(
    #[wasm_bindgen(unchecked_param_type = "CheckRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(verbs::checked(&text(request)?))
}

/// Everything about one rule or one published code: `{code}`, in any case.
#[cfg(feature = "whole")]
#[wasm_bindgen(js_namespace = objects, js_name = explain, unchecked_return_type = "Explanation | Refusal")]
pub fn explain(
    #[wasm_bindgen(unchecked_param_type = "ExplainRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(verbs::explained(&text(request)?))
}

/// All rules, without their pages.
#[wasm_bindgen(js_namespace = objects, js_name = rules, unchecked_return_type = "Rules")]
pub fn rules() -> Result<JsValue, JsValue> {
    object(&verbs::listed_rules())
}

/// What is wrong with a machine: `{case, machine, options}` gives its likely causes and what to do next, or `{error}`.
#[cfg(feature = "whole")]
#[wasm_bindgen(js_namespace = objects, js_name = diagnose, unchecked_return_type = "Diagnosis | Refusal")]
pub fn diagnose(
    #[wasm_bindgen(unchecked_param_type = "DiagnoseRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(verbs::diagnosed(&text(request)?))
}

/// The ledger of licences: `{case, options}` gives what is owned, allocated, used, needed and free, or `{error}`.
#[cfg(feature = "whole")]
#[wasm_bindgen(js_namespace = objects, js_name = licences, unchecked_return_type = "Licences | Refusal")]
pub fn licences(
    #[wasm_bindgen(unchecked_param_type = "LicencesRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(verbs::licences_counted(&text(request)?))
}

/// Who may do what: `{can: …, case: …, person: …, environment: …}`, all optional; or `{error}`.
#[cfg(feature = "whole")]
#[wasm_bindgen(js_namespace = objects, js_name = roles, unchecked_return_type = "Roles | Refusal")]
pub fn roles(
    #[wasm_bindgen(unchecked_param_type = "RolesRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(verbs::roles_told(&text(request)?))
}

/// The rulebook's values in force: `{rulebook: …, as_of: …, filter: …}`; with `since`, what changed since that rulebook; or `{error}`.
#[cfg(feature = "whole")]
#[wasm_bindgen(js_namespace = objects, js_name = rulebook, unchecked_return_type = "RulebookAnswer | Refusal")]
pub fn rulebook(
    #[wasm_bindgen(unchecked_param_type = "RulebookRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(verbs::rulebook_read(&text(request)?))
}

/// Simulates a scenario: `{scenario, options}` gives a summary, or `{error}`.
#[cfg(feature = "whole")]
#[wasm_bindgen(js_namespace = objects, js_name = simulate, unchecked_return_type = "Summary | Refusal")]
pub fn simulate(
    #[wasm_bindgen(unchecked_param_type = "SimulateRequest")] request: &JsValue,
    host: Option<MaybeHost>,
) -> Result<JsValue, JsValue> {
    let mut listener = Listener::to(host)?;
    let answer = verbs::simulated(&text(request)?, &mut listener);
    listener.answer(answer).and_then(answer_of)
}

/// Runs the text of a trace again: whether every line is the same, and the first that is not.
#[cfg(feature = "whole")]
#[wasm_bindgen(js_namespace = objects, js_name = replay, unchecked_return_type = "Replay | Refusal")]
pub fn replay(
    #[wasm_bindgen(unchecked_param_type = "string")] trace: &JsString,
    host: Option<MaybeHost>,
) -> Result<JsValue, JsValue> {
    let mut listener = Listener::to(host)?;
    let answer = replay::replay(&utf8(trace), &mut listener);
    listener.answer(answer).and_then(answer_of)
}

/// The value as JSON text; what JSON has no word for, such as a function, is an empty text and refused as such.
fn text(value: &JsValue) -> Result<String, JsValue> {
    Ok(JSON::stringify(value)?.as_string().unwrap_or_default())
}

fn answer_of<T: Serialize>(result: Result<T, Error>) -> Result<JsValue, JsValue> {
    match result {
        Ok(value) => object(&value),
        Err(error) => object(&Refusal { error: &error }),
    }
}

fn object<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}
