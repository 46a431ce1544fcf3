//! The same verbs on JavaScript objects: `objects.check({case: …})`.
//!
//! What comes in goes through `JSON.stringify` and the one parser of the core, so that both kinds of verbs take and refuse the same
//! documents with the same words. What goes out goes through `JSON.parse`: that is faster than making objects piece by piece.

#[cfg(feature = "simulate")]
use crate::host::{Listener, MaybeHost};
use crate::text::utf8;
use greenlight_core::verbs;
use js_sys::JSON;
#[cfg(feature = "simulate")]
use js_sys::JsString;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.ts");

/// Names and versions of the engine and of its rulebooks.
#[wasm_bindgen(js_namespace = objects, js_name = describe, unchecked_return_type = "Description")]
pub fn describe() -> Result<JsValue, JsValue> {
    object(&verbs::describe())
}

/// Judges a case: `{case, options}` gives a report, or `{error}`.
#[wasm_bindgen(js_namespace = objects, js_name = check, unchecked_return_type = "Report | Refusal")]
pub fn check(
    #[wasm_bindgen(unchecked_param_type = "CheckRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    object(&verbs::check(&text(request)?))
}

/// Everything about one rule: `{code}`, in any case.
#[wasm_bindgen(js_namespace = objects, js_name = explain, unchecked_return_type = "Entry | Refusal")]
pub fn explain(
    #[wasm_bindgen(unchecked_param_type = "ExplainRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    object(&verbs::explain(&text(request)?))
}

/// All rules, without their pages.
#[wasm_bindgen(js_namespace = objects, js_name = rules, unchecked_return_type = "Rules")]
pub fn rules() -> Result<JsValue, JsValue> {
    object(&verbs::list_rules())
}

/// Simulates a scenario: `{scenario, options}` gives a summary, or `{error}`.
#[cfg(feature = "simulate")]
#[wasm_bindgen(js_namespace = objects, js_name = simulate, unchecked_return_type = "Summary | Refusal")]
pub fn simulate(
    #[wasm_bindgen(unchecked_param_type = "SimulateRequest")] request: &JsValue,
    host: Option<MaybeHost>,
) -> Result<JsValue, JsValue> {
    let mut listener = Listener::to(host)?;
    let answer = verbs::simulate(&text(request)?, &mut listener);
    object(&listener.answer(answer)?)
}

/// Runs the text of a trace again: whether every line is the same, and the first that is not.
#[cfg(feature = "simulate")]
#[wasm_bindgen(js_namespace = objects, js_name = replay, unchecked_return_type = "Replay | Refusal")]
pub fn replay(
    #[wasm_bindgen(unchecked_param_type = "string")] trace: &JsString,
    host: Option<MaybeHost>,
) -> Result<JsValue, JsValue> {
    let mut listener = Listener::to(host)?;
    let answer = verbs::replay(&utf8(trace), &mut listener);
    object(&listener.answer(answer)?)
}

/// The value as JSON text; what JSON has no word for, such as a function, is an empty text and refused as such.
fn text(value: &JsValue) -> Result<String, JsValue> {
    let text = JSON::stringify(value)?;
    Ok(if text.is_string() { utf8(&text) } else { String::new() })
}

fn object(text: &str) -> Result<JsValue, JsValue> {
    JSON::parse(text)
}
