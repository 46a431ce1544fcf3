//! Prints the corpus for doors of other languages: a call a line, in the order of `tests/answers.jsonl`.

use serde_json::json;
use std::io::{self, Write as _};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for case in conformance::corpus()? {
        writeln!(out, "{}", json!({"note": case.note, "verb": case.verb, "input": case.input}))?;
    }
    out.flush()
}
