//! The fuzz targets for texts as people write them: on their kept corpus, and on a bounded number of mutations of it.

#[path = "../../../fuzz/src/hits.rs"]
mod hits;
#[path = "../../../fuzz/src/sources.rs"]
mod targets;

use hits::{PIECES, corpus, mutate};
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

#[test]
fn every_reader_survives_its_corpus_and_mutations_of_it() {
    let pieces = [PIECES, OTHER].concat();
    for (name, target) in TARGETS {
        for text in &corpus(name) {
            target(text);
        }
        mutate(name, *target, &pieces, CASES);
    }
}
