//! A case that is held open while it changes: a handle, which whoever holds it frees.

use crate::text::utf8;
use greenlight_core::text;
use js_sys::JsString;
use wasm_bindgen::prelude::wasm_bindgen;

/// A case that is held open.
#[wasm_bindgen]
#[derive(Debug)]
pub struct OpenCase(text::OpenCase);

#[wasm_bindgen]
impl OpenCase {
    /// Opens the case of a request to `check`; what is wrong with it is every answer.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "string")] request: &JsString) -> Self {
        Self(text::OpenCase::new(&utf8(request)))
    }

    /// Makes changes, all of them or none: `[{"step": "set", "at": "/images/finance/generation", "value": 2}]` gives how many.
    pub fn change(&mut self, #[wasm_bindgen(unchecked_param_type = "string")] changes: &JsString) -> String {
        self.0.change(&utf8(changes))
    }

    /// The answer of `check` of the case as it stands.
    pub fn check(&mut self) -> String {
        self.0.check()
    }

    /// The answer of `open` of the case as it stands.
    pub fn open(&mut self) -> String {
        self.0.open(None)
    }

    /// The answer of `open` of places alone: `["/images/finance/generation"]`.
    #[wasm_bindgen(js_name = openAt)]
    pub fn open_at(&mut self, #[wasm_bindgen(unchecked_param_type = "string")] places: &JsString) -> String {
        self.0.open(Some(&utf8(places)))
    }
}
