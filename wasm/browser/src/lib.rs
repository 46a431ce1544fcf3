//! The engine for JavaScript: wasm-bindgen, no logic.
