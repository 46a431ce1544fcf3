//! A JavaScript text as UTF-8.

use js_sys::JsString;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    type TextEncoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;

    #[wasm_bindgen(method, js_name = encodeInto)]
    fn encode_into(this: &TextEncoder, text: &JsString, bytes: &mut [u8]) -> Encoded;

    type Encoded;

    #[wasm_bindgen(method, getter)]
    fn written(this: &Encoded) -> u32;
}

thread_local! {
    static ENCODER: TextEncoder = TextEncoder::new();
}

/// The text as the engine reads it. (What wasm-bindgen does to a parameter that is a `&str` goes letter by letter: on a document of
/// usual length it takes as long as reading it.)
pub(crate) fn utf8(text: &JsString) -> String {
    // No letter of a JavaScript text takes more than three bytes.
    let mut bytes = vec![0; text.length() as usize * 3];
    let written = ENCODER.with(|encoder| encoder.encode_into(text, &mut bytes).written());
    bytes.truncate(written as usize);
    String::from_utf8(bytes).unwrap_or_default()
}
