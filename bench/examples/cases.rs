//! Writes the workload as cases, one a line, so many times over: `cargo run --release -p greenlight-bench --example cases 200 > cases.jsonl`.

use greenlight_bench::{convert, corpus, neutral};
use std::error::Error;
use std::io::{BufWriter, Write as _};

fn main() -> Result<(), Box<dyn Error>> {
    let times: u32 = std::env::args().nth(1).map_or(Ok(1), |text| text.parse())?;
    let requests = corpus::requests();
    let read = requests.iter().map(|line| neutral::parse(line).map(|it| convert::case(&it).to_string()));
    let cases: Vec<String> = read.collect::<Result<_, _>>()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for _ in 0..times {
        for case in &cases {
            writeln!(out, "{case}")?;
        }
    }
    out.flush()?;
    Ok(())
}
