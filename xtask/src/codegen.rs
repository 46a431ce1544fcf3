//! Generated files: first what the core is compiled from, then what is made from the compiled core. And what is cited, compared with pages.

use crate::shell;
use anyhow::Result;

/// Writes every generated file, or with `check` only compares and fails when one lags behind.
pub(crate) fn run(check: bool) -> Result<()> {
    for arguments in [&["rulebook"][..], &["docs", "--features", "docs"]] {
        let mut cargo = shell::cargo();
        cargo.args(["run", "--quiet", "--locked", "--package", "xtask-codegen", "--bin"]);
        cargo.args(arguments);
        if check {
            cargo.args(["--", "--check"]);
        }
        shell::run(&mut cargo)?;
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
