//! What only a nightly toolchain can do, on demand: always the same one, so that it says the same tomorrow.

use crate::{package, shell};
use anyhow::{Context as _, Result, ensure};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

const TOOLCHAIN: &str = "nightly-2026-05-20";
const FUZZER: &str = "cargo-fuzz";
const FUZZER_VERSION: &str = "0.13.1";

/// Runs the tests of the JSON crate in Miri.
pub(crate) fn miri() -> Result<()> {
    install(&["miri", "rust-src"])?;
    shell::run(cargo().args(["miri", "test", "--locked", "--package", "greenlight-json"]))
}

/// Runs a fuzz target: on the kept corpus, and on what earlier runs found worth keeping, which stays out of version control.
pub(crate) fn fuzz(target: &str, seconds: &str) -> Result<()> {
    let kept = shell::root().join("fuzz/corpus").join(target);
    ensure!(kept.is_dir(), "there is no target `{target}`: choose a folder of `fuzz/corpus`");
    install(&[])?;
    let found = package::target_folder()?.join("fuzz").join(target);
    fs::create_dir_all(&found).with_context(|| format!("cannot make `{}`", found.display()))?;
    let tool = tool()?;
    let path =
        env::join_paths(tool.parent().map(PathBuf::from).into_iter().chain(env::split_paths(&path())))?;
    let mut fuzz = cargo();
    fuzz.env("PATH", path).args(["fuzz", "run", target]).arg(found).arg(kept);
    if target == "import" {
        // What the tools print stands among the tests already.
        fuzz.arg(shell::root().join("core/tests/import/samples"));
    }
    shell::run(fuzz.args(["--", "-timeout=10"]).arg(format!("-max_total_time={seconds}")))
}

fn path() -> OsString {
    env::var_os("PATH").unwrap_or_default()
}

fn tool() -> Result<PathBuf> {
    if let Some(tool) = shell::find(&[FUZZER]) {
        return Ok(tool);
    }
    println!("{FUZZER} is not installed: building it into target/tools");
    let install = ["install", FUZZER, "--version", FUZZER_VERSION, "--locked", "--root"];
    shell::run(shell::cargo().args(install).arg(shell::tools()))?;
    shell::find(&[FUZZER]).context("it was installed, but is not in target/tools/bin")
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
