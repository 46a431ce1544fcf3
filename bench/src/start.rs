//! How long the `greenlight` binary takes from its start to its first answer, with an empty compilation cache and with a full one.

use crate::measure::median;
use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs};

/// Second starts that are timed.
const STARTS: usize = 30;
/// First starts that are timed, each with a cache of its own.
const FIRST_STARTS: usize = 5;

/// First and second start, in milliseconds.
///
/// # Errors
/// When the binary cannot be run.
pub fn figures() -> Result<String, Box<dyn Error>> {
    let this = env::current_exe()?;
    let binary = this.with_file_name("greenlight").with_extension(env::consts::EXE_EXTENSION);
    if !binary.exists() {
        return Ok("start: not measured, there is no release binary; build it with `cargo build --release -p greenlight`\n".into());
    }
    let caches = env::temp_dir().join(format!("greenlight-bench-{}", std::process::id()));
    let mut first = Vec::new();
    for start in 0..FIRST_STARTS {
        first.push(answer_ms(&binary, &caches.join(start.to_string()))?);
    }
    let mut second = Vec::new();
    for _ in 0..STARTS {
        second.push(answer_ms(&binary, &caches.join("0"))?);
    }
    fs::remove_dir_all(&caches)?;
    Ok(format!(
        "start to first answer, wall clock: first start {:.0} ms, second start {:.1} ms\n",
        median(first),
        median(second)
    ))
}

/// Milliseconds from the start of the process to its end: it says what it is, which the engine inside must be asked for.
fn answer_ms(binary: &Path, cache: &Path) -> Result<f64, Box<dyn Error>> {
    let mut command = Command::new(binary);
    command
        .args(["rules", "--format", "json"])
        .env("XDG_CACHE_HOME", cache)
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    let begin = Instant::now();
    let status = command.status()?;
    if !status.success() {
        return Err(format!("`greenlight rules` ended with {status}").into());
    }
    Ok(begin.elapsed().as_secs_f64() * 1e3)
}
