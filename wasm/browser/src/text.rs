//! A JavaScript text as UTF-8.

use js_sys::JsString;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type TextEncoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;

    #[wasm_bindgen(method, js_name = encodeInto)]
    fn encode_into(this: &TextEncoder, text: &JsString, bytes: &mut [u8]) -> Progress;

    type Progress;

    /// Letters read, as JavaScript counts them.
    #[wasm_bindgen(method, getter)]
    fn read(this: &Progress) -> u32;

    /// Bytes written.
    #[wasm_bindgen(method, getter)]
    fn written(this: &Progress) -> u32;
}

thread_local! {
    static ENCODER: TextEncoder = TextEncoder::new();
}

/// The text as the engine reads it. (What wasm-bindgen does to a parameter that is a `&str` goes letter by letter: on a document of
/// usual length it takes as long as reading it.)
pub(crate) fn utf8(text: &JsString) -> String {
    let length = text.length();
    // Most texts are ASCII, a byte a letter; no letter takes more than three.
    let mut bytes = vec![0; length as usize];
    let begun = encode(text, &mut bytes);
    let mut written = begun.written() as usize;
    if begun.read() < length {
        let rest = text.slice(begun.read(), length);
        bytes.resize(written + rest.length() as usize * 3, 0);
        written += encode(&rest, bytes.get_mut(written..).unwrap_or_default()).written() as usize;
    }
    bytes.truncate(written);
    String::from_utf8(bytes).unwrap_or_default()
}

fn encode(text: &JsString, bytes: &mut [u8]) -> Progress {
    let encoder = ENCODER.try_with(Clone::clone).unwrap_or_else(|_| TextEncoder::new());
    encoder.encode_into(text, bytes)
}
