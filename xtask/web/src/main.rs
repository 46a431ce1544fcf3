//! wasm-bindgen and its test runner as a library call.

fn main() {}
