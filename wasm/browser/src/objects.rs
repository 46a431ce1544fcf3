//! The same verbs on JavaScript objects: `objects.check({case: …})`.
//!
//! What comes in goes through `JSON.stringify` and the one parser of the core, so that both kinds of verbs take and refuse the same
//! documents with the same words. What goes out is made straight from the core's answer, or in the small module from its text.

#[cfg(feature = "whole")]
mod whole;

use greenlight_core::{Error, from_text};
use js_sys::JSON;
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
#[cfg(feature = "whole")]
pub use whole::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("generated/types.ts");

/// Names and versions of the engine and of its rulebooks.
#[wasm_bindgen(js_namespace = objects, js_name = describe, unchecked_return_type = "Description")]
pub fn describe() -> Result<JsValue, JsValue> {
    object(&greenlight_core::describe())
}

/// Judges a case: `{case, options}` gives a report, or `{error}`.
#[wasm_bindgen(js_namespace = objects, js_name = check, unchecked_return_type = "Report | Refusal")]
pub fn check(
    #[wasm_bindgen(unchecked_param_type = "CheckRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(from_text::check(&text(request)?))
}

/// What is still open in a case: `{case, options}` gives whether the outcome is decided, which statements make the case ready or blocked, what
/// each choice leads to and what to ask first; or `{error}`.
#[wasm_bindgen(js_namespace = objects, js_name = open, unchecked_return_type = "Open | Refusal")]
pub fn open(
    #[wasm_bindgen(unchecked_param_type = "OpenRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(from_text::open(&text(request)?))
}

/// All rules, without their pages.
#[wasm_bindgen(js_namespace = objects, js_name = rules, unchecked_return_type = "Rules")]
pub fn rules() -> Result<JsValue, JsValue> {
    object(&greenlight_core::rules())
}

/// The value as JSON text; what JSON has no word for, such as a function, is an empty text and refused as such.
fn text(value: &JsValue) -> Result<String, JsValue> {
    Ok(JSON::stringify(value)?.as_string().unwrap_or_default())
}

fn answer_of<T: Serialize>(result: Result<T, Error>) -> Result<JsValue, JsValue> {
    match result {
        Ok(value) => object(&value),
        Err(error) => object(&error.refusal()),
    }
}

#[cfg(feature = "whole")]
fn object<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

/// The small module has only one writer: a second one would make it larger by a twentieth.
#[cfg(not(feature = "whole"))]
fn object<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    JSON::parse(&greenlight_core::json::write::text(value))
}
