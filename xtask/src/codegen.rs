//! Generated files: first what the core is compiled from, then what is made from the compiled core. And what is cited, compared with pages.

use crate::linting::{self, NATIVE};
use crate::{package, shell};
use anyhow::Result;
use std::env::consts::EXE_EXTENSION;

/// Writes every generated file.
pub(crate) fn write() -> Result<()> {
    for arguments in [&["rulebook"][..], &["docs", "--features", "docs"]] {
        let mut cargo = shell::cargo();
        cargo.args(["run", "--quiet", "--locked", "--package", "xtask-codegen", "--bin"]);
        shell::run(cargo.args(arguments))?;
    }
    Ok(())
}

/// Compares every generated file with what would be written, and fails when one lags behind.
pub(crate) fn check() -> Result<()> {
    shell::run(linting::cargo().arg("build").args(NATIVE).args(["--bin", "rulebook", "--bin", "docs"]))?;
    for program in ["rulebook", "docs"] {
        let program = package::target_folder()?.join("debug").join(program);
        shell::run(shell::command(program.with_extension(EXE_EXTENSION)).arg("--check"))?;
    }
    Ok(())
}

/// Compares what is cited with a folder of pages in Markdown; fails when there is something to do.
pub(crate) fn sources(folder: &str) -> Result<()> {
    let folder = std::path::absolute(folder)?;
    let mut cargo = shell::cargo();
    cargo.args(["run", "--quiet", "--locked", "--package", "xtask-codegen", "--bin", "sources", "--"]);
    shell::run(cargo.arg(folder))
}
