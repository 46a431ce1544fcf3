//! Prints the figures, each ratio from one run: `cargo run --release -p greenlight-bench [text] [parsed] [wasmtime] [lines] [simulate] [start] [node]`.

use greenlight_bench::{doors, judging, lines, node, simulating, start};
use std::error::Error;
use std::io::Write as _;

type Section = (&'static str, fn() -> Result<String, Box<dyn Error>>);

const SECTIONS: &[Section] = &[
    ("text", judging::text),
    ("parsed", judging::parsed),
    ("wasmtime", doors::figures),
    ("lines", lines::figures),
    ("simulate", simulating::figures),
    ("start", start::figures),
    ("node", node::figures),
];

fn main() -> Result<(), Box<dyn Error>> {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    if let Some(word) = asked.iter().find(|word| SECTIONS.iter().all(|(name, _)| name != word)) {
        let names: Vec<&str> = SECTIONS.iter().map(|(name, _)| *name).collect();
        return Err(format!("there is no section `{word}`: choose of {}", names.join(", ")).into());
    }
    let mut out = std::io::stdout();
    for (name, figures) in SECTIONS {
        if asked.is_empty() || asked.iter().any(|word| word == name) {
            writeln!(out, "{}", figures()?)?;
        }
    }
    Ok(())
}
