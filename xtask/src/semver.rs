//! Whether the crates' public API changed more than their version admits; on demand, since its tool takes long to build.

use crate::publish::CRATES;
use crate::shell;
use anyhow::{Context as _, Result};
use std::path::PathBuf;

const TOOL: &str = "cargo-semver-checks";
const TOOL_VERSION: &str = "0.51.0";

/// Compares the published crates with a commit, or with the newest tag before this one.
pub(crate) fn run(baseline: Option<&str>) -> Result<()> {
    let baseline = match baseline {
        Some(commit) => commit.to_owned(),
        None => newest_tag()?,
    };
    let tool = tool()?;
    for published in CRATES {
        let manifest = format!("{baseline}:{}/Cargo.toml", published.folder);
        if shell::output(shell::command("git").args(["cat-file", "-e", &manifest])).is_none() {
            println!("{} is new since {baseline}: there is nothing to compare it with", published.name);
            continue;
        }
        let compared = ["--package", published.name, "--baseline-rev", &baseline];
        shell::run(shell::command(&tool).arg("semver-checks").args(compared))?;
    }
    Ok(())
}

fn newest_tag() -> Result<String> {
    shell::output(shell::command("git").args(["describe", "--tags", "--abbrev=0"])).context(
        "no version is tagged yet; name the commit to compare with, such as `cargo xtask semver HEAD~1`",
    )
}

fn tool() -> Result<PathBuf> {
    if let Some(tool) = shell::find(&[TOOL]) {
        return Ok(tool);
    }
    println!("{TOOL} is not installed: building it into target/tools, which takes several minutes");
    let install = ["install", TOOL, "--version", TOOL_VERSION, "--locked", "--root"];
    shell::run(shell::cargo().args(install).arg(shell::tools()))?;
    shell::find(&[TOOL]).context("it was installed, but is not in target/tools/bin")
}
