//! The engine on the main thread of a page.

mod shared;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
