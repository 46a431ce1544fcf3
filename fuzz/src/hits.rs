//! How a text that is well formed becomes one that hardly is.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::fs;
use std::path::Path;

/// The kept corpus of a target.
pub(crate) fn corpus(target: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let texts: Vec<String> =
        files.iter().map(|file| String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned()).collect();
    assert!(!texts.is_empty(), "{target} has no corpus");
    texts
}

/// Tries a target on so many mutations of its corpus, made with such pieces.
pub(crate) fn mutate(name: &str, target: fn(&str), pieces: &[&'static str], cases: u32) {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let mutated = (prop::sample::select(corpus(name)), hits(pieces.to_vec()));
    let tried = TestRunner::new(config).run(&mutated, |(text, hits)| {
        target(&hits.iter().fold(text, |text, hit| hit.on(&text)));
        Ok(())
    });
    tried.unwrap_or_else(|error| panic!("{name}: {error}"));
}

/// What a text is hit with: what JSON is made of, what numbers and names must not be, and words that documents know.
pub(crate) const PIECES: &[&str] = &[
    "",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\\",
    "\n",
    "null",
    "true",
    "{}",
    "[]",
    "\"\"",
    "-1",
    "0",
    "1e400",
    "1.5",
    "é",
    "\u{1}",
    "\\ud800",
    "\u{202e}",
    "9007199254740991",
    "9007199254740992",
    "18446744073709551616",
    "\"none\"",
    "\"*\"",
    "\"a/b~c\"",
    "\"0001-01-01\"",
    "\"9999-12-31T23:59:59.999Z\"",
    "\"2024-02-30\"",
    "\"d99999999\"",
    "\"999999999d\"",
    "\"0ms\"",
    "{\"at_least\":3}",
    "{\"items\":[],\"complete\":false}",
    "{\"value\":null,\"attested\":{\"by\":\"\"}}",
    "\"machines\":",
    "\"change\":",
    "\"count\":4000000000",
];

/// One hit: so many bytes from somewhere on are replaced.
#[derive(Clone, Debug)]
struct Hit {
    at: prop::sample::Index,
    length: usize,
    by: &'static str,
    /// Whether a whole value goes, and not just bytes.
    value: bool,
}

/// A few hits with such pieces.
fn hits(pieces: Vec<&'static str>) -> impl Strategy<Value = Vec<Hit>> {
    let length = prop_oneof![4 => Just(0_usize), 4 => 1..3_usize, 1 => 3..200_usize];
    let hit = (any::<prop::sample::Index>(), length, prop::sample::select(pieces), prop::bool::weighted(0.7));
    prop::collection::vec(hit.prop_map(|(at, length, by, value)| Hit { at, length, by, value }), 1..4)
}

impl Hit {
    /// The text after it.
    fn on(&self, text: &str) -> String {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let begin = if self.value { self.begin_of_a_value(text) } else { *self.at.get(&places) };
        let end = if self.value { end_of_value(text, begin) } else { begin + self.length };
        let end = places.iter().copied().find(|place| *place >= end).unwrap_or(text.len());
        [&text[..begin], self.by, &text[end..]].concat()
    }

    fn begin_of_a_value(&self, text: &str) -> usize {
        let begins: Vec<usize> =
            text.match_indices([':', ',', '[']).map(|(at, _)| at + 1).chain([0]).collect();
        *self.at.get(&begins)
    }
}

/// Where a value ends that begins there, if it is one that is well formed.
fn end_of_value(text: &str, begin: usize) -> usize {
    let mut values = serde_json::Deserializer::from_str(&text[begin..]).into_iter::<serde_json::Value>();
    match values.next() {
        Some(Ok(_)) => begin + values.byte_offset(),
        _ => begin,
    }
}
