//! The engine for JavaScript: wasm-bindgen, no logic.

#[cfg(feature = "whole")]
mod import;
pub mod objects;
#[cfg(feature = "whole")]
mod observer;
mod open_case;
#[cfg(feature = "whole")]
mod simulation;
mod text;
#[cfg(feature = "whole")]
mod whole;

use greenlight_core::text as verbs;
use js_sys::JsString;
pub use open_case::OpenCase;
use text::utf8;
use wasm_bindgen::prelude::wasm_bindgen;
#[cfg(feature = "whole")]
pub use {import::Import, observer::MaybeObserver, simulation::Simulation, whole::*};

/// Names and versions of the engine and of its rulebooks.
#[wasm_bindgen]
pub fn describe() -> String {
    verbs::describe()
}

/// Judges a case: `{"case": …, "options": …}` gives a report, or `{"error": …}`.
#[wasm_bindgen]
pub fn check(#[wasm_bindgen(unchecked_param_type = "string")] request: &JsString) -> String {
    verbs::check(&utf8(request))
}

/// What is still open in a case: `{"case": …, "options": …}` gives whether the outcome is decided, which statements make the case ready or
/// blocked, what each choice leads to and what to ask first; or `{"error": …}`.
#[wasm_bindgen]
pub fn open(#[wasm_bindgen(unchecked_param_type = "string")] request: &JsString) -> String {
    verbs::open(&utf8(request))
}

/// Judges a batch: one request a line, one answer a line.
#[wasm_bindgen(js_name = checkLines)]
pub fn check_lines(#[wasm_bindgen(unchecked_param_type = "string")] requests: &JsString) -> String {
    verbs::check_lines(&utf8(requests))
}

/// All rules, without their pages.
#[wasm_bindgen]
pub fn rules() -> String {
    verbs::rules()
}

/// The small module's memory: with what the standard library brings it weighs 298.5 KB after brotli, and not 296.0.
#[cfg(all(target_arch = "wasm32", not(feature = "whole")))]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
