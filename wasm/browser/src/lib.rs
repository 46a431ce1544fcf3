//! The engine for JavaScript: wasm-bindgen, no logic.

use greenlight_core::verbs;
use wasm_bindgen::prelude::wasm_bindgen;

/// Names and versions of the engine and of its newest rulebook, as JSON text.
#[wasm_bindgen]
pub fn describe() -> String {
    verbs::describe()
}
