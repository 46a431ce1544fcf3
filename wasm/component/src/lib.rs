//! The engine as a WebAssembly component for wasmtime: no logic.

#![expect(
    missing_docs,
    unsafe_code,
    clippy::same_length_and_capacity,
    reason = "wit-bindgen generates the glue; the contract is documented in greenlight.wit"
)]

use greenlight_core::verbs;

wit_bindgen::generate!({ path: "../wit", world: "engine" });

struct Door;

impl Guest for Door {
    fn describe() -> String {
        verbs::describe()
    }

    fn check(request: String) -> String {
        verbs::check(&request)
    }

    fn check_lines(requests: String) -> String {
        verbs::check_lines(&requests)
    }

    fn explain(request: String) -> String {
        verbs::explain(&request)
    }

    fn rules() -> String {
        verbs::list_rules()
    }
}

export!(Door);
