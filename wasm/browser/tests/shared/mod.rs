//! What the engine must do for JavaScript, wherever it runs.

use greenlight_browser as engine;
use greenlight_core::verbs;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn describes_itself_as_the_core_does() {
    assert_eq!(engine::describe(), verbs::describe());
}
