//! wasm-bindgen and its test runner as one program: `xtask-web bindgen …` and `xtask-web runner …`.

use anyhow::{Result, bail};
use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: impl Iterator<Item = OsString>) -> Result<()> {
    let program = arguments.next();
    let tool = arguments.next().unwrap_or_default();
    let rest = program.into_iter().chain(arguments);
    match tool.to_str() {
        Some("bindgen") => wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(rest),
        Some("runner") => wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(rest),
        _ => bail!("say `bindgen` or `runner` first, not `{}`", tool.display()),
    }
}
