//! The npm package in Node: text to report per second, and how large the module is.

use crate::judging;
use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs `bench/node.mjs` on the package in `www/pkg`, where there is one.
///
/// # Errors
/// When Node fails.
pub fn figures() -> Result<String, Box<dyn Error>> {
    let bench = Path::new(env!("CARGO_MANIFEST_DIR"));
    let package = bench.join("../www/pkg");
    if !package.join("greenlight_bg.wasm").exists() {
        return Ok("Node: not measured, there is no package; build it with `cargo xtask package`\n".into());
    }
    let mut node = Command::new("node")
        .arg(bench.join("node.mjs"))
        .arg(package)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut input) = node.stdin.take() {
        input.write_all(judging::texts()?.join("\n").as_bytes())?;
    }
    let output = node.wait_with_output()?;
    if !output.status.success() {
        return Err(format!("node ended with {}", output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
