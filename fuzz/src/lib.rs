//! The targets for libFuzzer: `cargo xtask fuzz` runs them.

mod targets;

/// Tries a target on bytes, if they are a text: no door takes anything else.
pub fn run(name: &str, bytes: &[u8]) {
    let target = targets::TARGETS.iter().find(|(target, _)| *target == name);
    if let (Some((_, target)), Ok(text)) = (target, std::str::from_utf8(bytes)) {
        target(text);
    }
}
