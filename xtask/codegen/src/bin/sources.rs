//! Compares what is cited with a folder of pages in Markdown, and fails where there is something to do.

use anyhow::{Context as _, Result};
use std::path::Path;
use std::process::ExitCode;
use xtask_codegen::sources;

fn main() -> Result<ExitCode> {
    let folder = std::env::args_os().nth(1).context("name a folder of pages in Markdown")?;
    let told = sources::check(Path::new(&folder))?;
    print!("{}", told.text);
    Ok(if told.to_do { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
