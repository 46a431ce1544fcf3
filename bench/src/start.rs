//! How long the `greenlight` binary takes from its start to its first answer; every start is a first one, since none keeps anything.

use crate::measure::median;
use std::env;
use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Starts that are timed.
const STARTS: usize = 30;

/// A start, in milliseconds.
///
/// # Errors
/// When the binary cannot be run.
pub fn figures() -> Result<String, Box<dyn Error>> {
    let this = env::current_exe()?;
    let binary = this.with_file_name("greenlight").with_extension(env::consts::EXE_EXTENSION);
    if !binary.exists() {
        return Ok("start: not measured, there is no release binary; build it with `cargo build --release -p greenlight`\n".into());
    }
    let starts: Vec<f64> = (0..STARTS).map(|_| answer_ms(&binary)).collect::<Result<_, _>>()?;
    Ok(format!("start to first answer, wall clock: {:.1} ms\n", median(starts)))
}

/// Milliseconds from the start of the process to its end: it says what it is, which the engine inside must be asked for.
fn answer_ms(binary: &Path) -> Result<f64, Box<dyn Error>> {
    let mut command = Command::new(binary);
    command.args(["rules", "--format", "json"]).stdin(Stdio::null()).stdout(Stdio::null());
    let begin = Instant::now();
    let status = command.status()?;
    if !status.success() {
        return Err(format!("`greenlight rules` ended with {status}").into());
    }
    Ok(begin.elapsed().as_secs_f64() * 1e3)
}
