//! The fuzz targets on a stable toolchain: on their kept corpus, and on a bounded number of mutations of it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "an integration test: it may panic"
)]

#[path = "../../fuzz/src/targets.rs"]
mod targets;

#[path = "../../fuzz/src/hits.rs"]
mod hits;

use hits::{PIECES, corpus, mutate};
use targets::TARGETS;

/// Mutations of each target's corpus.
const CASES: u32 = 192;

#[test]
fn every_target_survives_its_corpus() {
    for (name, target) in TARGETS {
        let texts = corpus(name);
        assert!(texts.len() > 1, "{name} has no corpus");
        for text in &texts {
            target(text);
        }
    }
}

#[test]
fn every_target_survives_mutations_of_its_corpus() {
    for (name, target) in TARGETS {
        mutate(name, *target, PIECES, CASES);
    }
}
