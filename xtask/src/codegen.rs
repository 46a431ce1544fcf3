//! Generated files: first what the core is compiled from, then what is made from the compiled core.

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
