//! One contender alone, for a profiler: `perf record target/release/examples/profile check 20`.

use greenlight_bench::{convert, corpus, floor, neutral};
use greenlight_core::json;
use greenlight_core::verbs::{self, CheckRequest};
use std::error::Error;
use std::hint::black_box;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    let passes: u32 = arguments.next().map_or(Ok(20), |text| text.parse())?;
    let lines = corpus::requests();
    let texts: Vec<String> = lines
        .iter()
        .map(|line| neutral::parse(line).map(|request| convert::check_request(&request)))
        .collect::<Result<_, _>>()?;
    for _ in 0..passes {
        for (line, text) in lines.iter().zip(&texts) {
            match what.as_str() {
                "check" => drop(black_box(verbs::text::check(text))),
                "read" => drop(black_box(json::from_str::<CheckRequest>(text))),
                "floor" => drop(black_box(floor::check(line))),
                _ => return Err("say what to do: check, read or floor".into()),
            }
        }
    }
    Ok(())
}
