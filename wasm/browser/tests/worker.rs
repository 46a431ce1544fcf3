//! The engine in a dedicated worker.

mod shared;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);
