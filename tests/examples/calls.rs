//! Prints calls drawn from numbers and what the engine answers natively, for doors of other languages: `calls FROM COUNT`.

use conformance::{Calls, corpus};
use serde_json::json;
use std::io::{self, Write as _};

fn main() -> io::Result<()> {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<u64>());
    let (Some(Ok(from)), Some(Ok(count)), None) = (numbers.next(), numbers.next(), numbers.next()) else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "usage: calls FROM COUNT"));
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (case, expected) in Calls::of(&corpus()?).answered(from..from + count) {
        writeln!(
            out,
            "{}",
            json!({"note": case.note, "verb": case.verb, "input": case.input, "expected": expected})
        )?;
    }
    out.flush()
}
