//! The targets for libFuzzer: `cargo xtask fuzz` runs them.

#![expect(
    dead_code,
    unused_imports,
    reason = "of the program's reader of documents only the reading is tried"
)]

/// The program's reader of documents, and its limits.
#[path = "../../host/src"]
mod host {
    pub(crate) mod document;
    pub(crate) mod limits;
}

mod sources;
mod targets;

use host::{document, limits};

/// Tries a target on bytes, if they are a text: no door takes anything else.
pub fn run(name: &str, bytes: &[u8]) {
    let mut all = targets::TARGETS.iter().chain(sources::TARGETS);
    if let (Some((_, target)), Ok(text)) =
        (all.find(|(target, _)| *target == name), std::str::from_utf8(bytes))
    {
        target(text);
    }
}
