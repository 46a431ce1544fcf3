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

use hits::{PIECES, hits};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::fs;
use std::path::Path;
use targets::TARGETS;

/// Mutations of each target's corpus.
const CASES: u32 = 192;

fn corpus(target: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned()).collect()
}

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
        let texts = corpus(name);
        let mut runner = TestRunner::new(ProptestConfig {
            cases: CASES,
            failure_persistence: None,
            ..ProptestConfig::default()
        });
        let mutated = (prop::sample::select(texts), hits(PIECES.to_vec()));
        let tried = runner.run(&mutated, |(text, hits)| {
            target(&hits.iter().fold(text, |text, hit| hit.on(&text)));
            Ok(())
        });
        tried.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}
