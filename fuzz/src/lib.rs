//! The targets for libFuzzer: `cargo xtask fuzz` runs them.

#![expect(dead_code, reason = "of the program's reader of documents only the reading is tried")]

#[path = "../../host/src/document.rs"]
mod document;
#[path = "../../host/src/limits.rs"]
mod limits;
mod sources;
mod targets;

/// Tries a target on bytes, if they are a text: no door takes anything else.
pub fn run(name: &str, bytes: &[u8]) {
    let mut all = targets::TARGETS.iter().chain(sources::TARGETS);
    if let (Some((_, target)), Ok(text)) = (all.find(|(target, _)| *target == name), std::str::from_utf8(bytes)) {
        target(text);
    }
}
