//! An import of files that come in pieces, so that they are never held as a whole: a handle, which whoever holds it frees.

use crate::text::utf8;
use greenlight_core::text;
use js_sys::JsString;
use wasm_bindgen::prelude::wasm_bindgen;

/// An import on its way.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Import(text::Import);

#[wasm_bindgen]
impl Import {
    /// Begins with a request to `importFacts`; files of the request itself come before all others, and what is wrong with it is the answer.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "string")] request: &JsString) -> Self {
        Self(text::Import::start(&utf8(request)))
    }

    /// Begins the next file: `{"name": …, "text": …, "observed_at": …}`, with nothing or its beginning as its text.
    pub fn begin(&mut self, #[wasm_bindgen(unchecked_param_type = "string")] file: &JsString) {
        self.0.begin(&utf8(file));
    }

    /// Takes the next piece of the file's text, however it was cut between two letters.
    pub fn add(&mut self, #[wasm_bindgen(unchecked_param_type = "string")] text: &JsString) {
        self.0.add(&utf8(text));
    }

    /// The answer of `importFacts`, and the end of the handle.
    pub fn finish(self) -> String {
        self.0.finish()
    }
}
