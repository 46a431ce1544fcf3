//! The fuzz targets for texts as people write them: on their kept corpus, and on a bounded number of mutations of it.

#[path = "../../../fuzz/src/hits.rs"]
mod hits;
#[path = "../../../fuzz/src/sources.rs"]
mod targets;

use hits::{PIECES, hits};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::fs;
use std::path::Path;
use targets::TARGETS;

/// Mutations of each target's corpus.
const CASES: u32 = 2_000;

/// What a text in YAML or TOML is hit with, beside what JSON is made of.
const OTHER: &[&str] = &[
    "- ",
    "- - - - ",
    "? ",
    "&a ",
    "*a",
    "<<: *a",
    "!!str ",
    "!!set ",
    "!<tag:x> ",
    "|\n  ",
    ">-\n",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "\t",
    "# ",
    "'",
    "''",
    "\"\"\"",
    "\\U00110000",
    "[[a]]\n",
    "[a.b]\n",
    "a.b = 1\n",
    " = ",
    "0x",
    "1_000",
    "inf",
    "07:32:00",
    "1979-05-27 07:32:00",
    "\r\n",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "~",
];

fn corpus(target: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).unwrap()).collect()
}

#[test]
fn every_reader_survives_its_corpus_and_mutations_of_it() {
    for (name, target) in TARGETS {
        let texts = corpus(name);
        assert!(!texts.is_empty(), "{name} has no corpus");
        for text in &texts {
            target(text);
        }
        let mut runner = TestRunner::new(ProptestConfig {
            cases: CASES,
            failure_persistence: None,
            ..ProptestConfig::default()
        });
        let pieces = [PIECES, OTHER].concat();
        let tried = runner.run(&(prop::sample::select(texts), hits(pieces)), |(text, hits)| {
            target(&hits.iter().fold(text, |text, hit| hit.on(&text)));
            Ok(())
        });
        tried.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}
