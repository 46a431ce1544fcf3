//! The npm package: the engine for browsers and Node, built into `www/pkg` from the crate `wasm/browser`.

use crate::shell;
use anyhow::{Context as _, Result};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const NAME: &str = "greenlight";

/// Builds the package; the portal and its tests load it from there.
pub(crate) fn run() -> Result<()> {
    let target = ["--target", "wasm32-unknown-unknown", "--package", "greenlight-browser"];
    // wasm-bindgen reads sections that the profile strips, and drops them itself.
    let whole = ["--config", "profile.guest.strip='debuginfo'"];
    let profile = ["build", "--locked", "--profile", "guest"];
    shell::run(shell::cargo().args(profile).args(target).args(whole))?;
    let module = target_folder()?.join("wasm32-unknown-unknown/guest/greenlight_browser.wasm");
    let package = shell::root().join("www/pkg");
    let sections = ["--remove-name-section", "--remove-producers-section"];
    let mut bindgen = shell::command(web_tool()?);
    bindgen.args(["bindgen", "--target", "web", "--out-name", NAME, "--out-dir"]).arg(&package);
    shell::run(bindgen.args(sections).arg(module))?;
    fs::write(package.join("package.json"), manifest()).context("cannot write `www/pkg/package.json`")
}

/// npm in the portal's folder.
pub(crate) fn npm() -> Result<Command> {
    let npm = shell::find(&["npm.cmd", "npm"])
        .context("npm is not installed; get it with Node from https://nodejs.org")?;
    let mut command = shell::command(npm);
    command.current_dir(shell::root().join("www"));
    Ok(command)
}

/// Builds the wasm-bindgen tool, which the demo must never wait for, and gives its file.
pub(crate) fn web_tool() -> Result<PathBuf> {
    // Its dependencies' old idioms are not ours to mend: no report about them on every run.
    let quiet = ["--config", "future-incompat-report.frequency='never'"];
    shell::run(shell::cargo().args(["build", "--locked", "--package", "xtask-web"]).args(quiet))?;
    let tool = target_folder()?.join("debug/xtask-web");
    Ok(tool.with_extension(std::env::consts::EXE_EXTENSION))
}

/// Where cargo builds this workspace: this program itself stands in a profile's folder there.
fn target_folder() -> Result<PathBuf> {
    let this = std::env::current_exe().context("cannot find the folder of this program")?;
    this.ancestors().nth(2).map(PathBuf::from).context("this program stands in no target folder")
}

fn manifest() -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        r#"{{
  "name": "{NAME}",
  "description": "Whether a Power Automate hosted machine can be created and used, why not, and what to change",
  "version": "{version}",
  "license": "MIT OR Apache-2.0",
  "type": "module",
  "sideEffects": false,
  "exports": {{
    ".": {{ "types": "./{NAME}.d.ts", "default": "./{NAME}.js" }},
    "./{NAME}_bg.wasm": "./{NAME}_bg.wasm",
    "./package.json": "./package.json"
  }},
  "files": ["{NAME}.js", "{NAME}.d.ts", "{NAME}_bg.wasm", "{NAME}_bg.wasm.d.ts"]
}}
"#
    )
}
