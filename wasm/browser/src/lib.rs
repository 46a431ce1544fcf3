//! The engine for JavaScript: wasm-bindgen, no logic.

pub mod objects;

use greenlight_core::verbs;
use wasm_bindgen::prelude::wasm_bindgen;

/// Names and versions of the engine and of its rulebooks.
#[wasm_bindgen]
pub fn describe() -> String {
    verbs::describe()
}

/// Judges a case: `{"case": …, "options": …}` gives a report, or `{"error": …}`.
#[wasm_bindgen]
pub fn check(request: &str) -> String {
    verbs::check(request)
}

/// Judges a batch: one request a line, one answer a line.
#[wasm_bindgen(js_name = checkLines)]
pub fn check_lines(requests: &str) -> String {
    verbs::check_lines(requests)
}

/// Everything about one rule: `{"code": "IMG004"}`, in any case.
#[wasm_bindgen]
pub fn explain(request: &str) -> String {
    verbs::explain(request)
}

/// All rules, without their pages.
#[wasm_bindgen]
pub fn rules() -> String {
    verbs::list_rules()
}
