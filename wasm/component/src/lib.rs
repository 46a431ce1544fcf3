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
        verbs::text::describe()
    }

    fn check(request: String) -> String {
        verbs::text::check(&request)
    }

    fn check_lines(requests: String) -> String {
        verbs::text::check_lines(&requests)
    }

    fn explain(request: String) -> String {
        verbs::text::explain(&request)
    }

    fn rules() -> String {
        verbs::text::rules()
    }

    fn diagnose(request: String) -> String {
        verbs::text::diagnose(&request)
    }

    fn licences(request: String) -> String {
        verbs::text::licences(&request)
    }

    fn roles(request: String) -> String {
        verbs::text::roles(&request)
    }

    fn rulebook(request: String) -> String {
        verbs::text::rulebook(&request)
    }

    fn simulate(request: String) -> String {
        verbs::text::simulate(&request, &mut Outside)
    }

    fn replay(trace: String) -> String {
        verbs::text::replay(&trace, &mut Outside)
    }
}

/// The host on the other side of the door.
struct Outside;

impl greenlight_core::vocabulary::Observer for Outside {
    fn emit(&mut self, chunk: &str) {
        host::emit(chunk);
    }

    fn progress(&mut self, done: u64, total: u64) -> bool {
        host::progress(done, total)
    }
}

export!(Door);
