//! The engine as a WebAssembly component for wasmtime: no logic.

#![expect(
    missing_docs,
    unsafe_code,
    clippy::same_length_and_capacity,
    reason = "wit-bindgen generates the glue; the contract is documented in greenlight.wit"
)]

use greenlight_core::verbs;

wit_bindgen::generate!({ path: "../wit", world: "engine" });

use greenlight::engine::host;

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

    fn diagnose(request: String) -> String {
        verbs::diagnose(&request)
    }

    fn licences(request: String) -> String {
        verbs::licences(&request)
    }

    fn roles(request: String) -> String {
        verbs::roles(&request)
    }

    fn rulebook(request: String) -> String {
        verbs::rulebook(&request)
    }

    fn simulate(request: String) -> String {
        verbs::simulate(&request, &mut Outside)
    }

    fn replay(trace: String) -> String {
        verbs::replay(&trace, &mut Outside)
    }
}

/// The host on the other side of the door.
struct Outside;

impl verbs::Host for Outside {
    fn emit(&mut self, chunk: &str) {
        host::emit(chunk);
    }

    fn progress(&mut self, done: u64, total: u64) -> bool {
        host::progress(done, total)
    }
}

export!(Door);
