//! What only a nightly toolchain can do, on demand: always the same one, so that it says the same tomorrow.

use crate::shell;
use anyhow::Result;
use std::process::Command;

const TOOLCHAIN: &str = "nightly-2026-05-20";

/// Runs the tests of the JSON crate in Miri.
pub(crate) fn miri() -> Result<()> {
    install(&["miri", "rust-src"])?;
    shell::run(cargo().args(["miri", "test", "--locked", "--package", "greenlight-json"]))
}

/// Adds the toolchain with these of its components.
fn install(components: &[&str]) -> Result<()> {
    let mut rustup = shell::command("rustup");
    rustup.args(["toolchain", "install", TOOLCHAIN, "--no-self-update", "--profile", "minimal"]);
    for component in components {
        rustup.args(["--component", component]);
    }
    shell::run(&mut rustup)
}

/// The toolchain's cargo, and not the one that runs this process.
fn cargo() -> Command {
    let mut command = shell::command("rustup");
    command.args(["run", TOOLCHAIN, "cargo"]).env_remove("RUSTC").env_remove("RUSTDOC");
    command
}
