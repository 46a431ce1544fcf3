//! The engine as a WebAssembly component for wasmtime: no logic.

#![expect(
    missing_docs,
    unsafe_code,
    clippy::same_length_and_capacity,
    reason = "wit-bindgen generates the glue; the contract is documented in greenlight.wit"
)]

use greenlight_core::text;

wit_bindgen::generate!({ path: "../wit", world: "engine" });

use greenlight::engine::host;

struct Door;

impl Guest for Door {
    fn describe() -> String {
        text::describe()
    }

    fn check(request: String) -> String {
        text::check(&request)
    }

    fn check_lines(requests: String) -> String {
        text::check_lines(&requests)
    }

    fn outcomes(requests: String) -> String {
        text::outcomes(&requests)
    }

    fn explain(request: String) -> String {
        text::explain(&request)
    }

    fn rules() -> String {
        text::rules()
    }

    fn diagnose(request: String) -> String {
        text::diagnose(&request)
    }

    fn open(request: String) -> String {
        text::open(&request)
    }

    fn why(request: String) -> String {
        text::why(&request)
    }

    fn licences(request: String) -> String {
        text::licences(&request)
    }

    fn roles(request: String) -> String {
        text::roles(&request)
    }

    fn rulebook(request: String) -> String {
        text::rulebook(&request)
    }

    fn import_facts(request: String) -> String {
        let mut import = text::Import::start(&request);
        drop(request);
        while let Some(piece) = host::next_piece() {
            match piece {
                host::Piece::File(file) => import.begin(&file),
                host::Piece::Text(text) => import.add(&text),
            }
        }
        import.finish_in_pieces(host::answer)
    }

    fn missing_facts(request: String) -> String {
        text::missing_facts(&request)
    }

    fn redact(request: String) -> String {
        text::redact(&request)
    }

    fn simulate(request: String) -> String {
        text::simulate(&request, &mut HostObserver)
    }

    fn shard(request: String) -> String {
        text::shard(&request, &mut HostObserver)
    }

    fn merge(request: String) -> String {
        text::merge(&request, &mut HostObserver)
    }

    fn replay(trace: String) -> String {
        text::replay(&trace, &mut HostObserver)
    }
}

/// The host on the other side of the door.
struct HostObserver;

impl greenlight_core::Observer for HostObserver {
    fn emit(&mut self, chunk: &str) {
        host::emit(chunk);
    }

    fn progress(&mut self, done: u64, total: u64) -> bool {
        host::progress(done, total)
    }
}

export!(Door);
