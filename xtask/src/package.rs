//! The npm package: the engine for browsers and Node, built into `www/pkg` from the crate `wasm/browser`.

use crate::{paths, shell};
use anyhow::{Context as _, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A module of the package.
struct Module {
    /// The name of its files.
    name: &'static str,
    /// Where the package offers it.
    export: &'static str,
    /// What cargo builds it with.
    features: &'static [&'static str],
    /// `'z'` for the smallest, 2 for the fastest: 3 makes it larger, and no faster.
    opt_level: &'static str,
}

/// The package's modules: what a form needs, small; and everything, fast.
const MODULES: [Module; 2] = [
    Module { name: "greenlight", export: ".", features: &["--no-default-features"], opt_level: "'z'" },
    Module { name: "whole", export: "./whole", features: &[], opt_level: "2" },
];

/// The rules' pages, which neither module holds.
const PAGES: &str = "pages.json";

/// What is copied into the package as it lies in the repository.
const COPIED: [(&str, &str); 4] = [
    ("docs/rules/pages.json", PAGES),
    ("wasm/browser/README.md", "README.md"),
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
];

/// Where the package is built.
pub(crate) fn folder() -> PathBuf {
    shell::root().join("www/pkg")
}

/// Builds the package; the portal and its tests load it from there.
pub(crate) fn run() -> Result<()> {
    let package = folder();
    let tool = web_tool()?;
    for module in &MODULES {
        build(module, &tool, &package)?;
    }
    for (file, name) in COPIED {
        fs::copy(shell::root().join(file), package.join(name))
            .with_context(|| format!("cannot copy `{file}` into `www/pkg`"))?;
    }
    fs::write(package.join("package.json"), manifest()).context("cannot write `www/pkg/package.json`")
}

fn build(module: &Module, tool: &Path, package: &Path) -> Result<()> {
    let target = ["--target", "wasm32-unknown-unknown", "--package", "greenlight-browser"];
    // As a crate for its tests as well it would not be optimized as a whole.
    let alone = ["--lib", "--crate-type", "cdylib"];
    let own = format!("profile.guest.opt-level={}", module.opt_level);
    let others = format!("profile.guest.package.'*'.opt-level={}", module.opt_level);
    // wasm-bindgen reads sections that the profile strips, and drops them itself.
    let settings = ["--config", "profile.guest.strip='debuginfo'", "--config", &own, "--config", &others];
    let mut cargo = shell::cargo();
    cargo.args(["rustc", "--locked", "--profile", "guest"]).args(alone).args(target).args(module.features);
    shell::run(cargo.args(settings).args(paths::replaced("wasm32-unknown-unknown")))?;
    let built = target_folder()?.join("wasm32-unknown-unknown/guest/greenlight_browser.wasm");
    let sections = ["--remove-name-section", "--remove-producers-section"];
    let mut bindgen = shell::command(tool);
    bindgen.args(["bindgen", "--target", "web", "--out-name", module.name, "--out-dir"]).arg(package);
    shell::run(bindgen.args(sections).arg(built))?;
    paths::absent(&package.join(format!("{}_bg.wasm", module.name)))
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
pub(crate) fn target_folder() -> Result<PathBuf> {
    let this = std::env::current_exe().context("cannot find the folder of this program")?;
    this.ancestors().nth(2).map(PathBuf::from).context("this program stands in no target folder")
}

fn manifest() -> String {
    let version = env!("CARGO_PKG_VERSION");
    let listed = |line: fn(&Module) -> String| MODULES.iter().map(line).collect::<Vec<_>>().concat();
    let exports = listed(|Module { name, export, .. }| {
        format!(
            r#"
    "{export}": {{ "types": "./{name}.d.ts", "default": "./{name}.js" }},
    "./{name}_bg.wasm": "./{name}_bg.wasm","#
        )
    });
    let scripts = listed(|Module { name, .. }| format!(r#""{name}.js", "{name}.d.ts", "#));
    let binaries = listed(|Module { name, .. }| format!(r#""{name}_bg.wasm", "{name}_bg.wasm.d.ts", "#));
    let copied = COPIED.map(|(_, name)| format!("{name:?}")).join(", ");
    format!(
        r#"{{
  "name": "greenlight",
  "description": "Whether a Power Automate hosted machine can be created and used, why not, and what to change",
  "version": "{version}",
  "keywords": ["power-automate", "power-platform", "rpa", "hosted-machine", "validation", "simulation", "webassembly"],
  "license": "MIT OR Apache-2.0",
  "type": "module",
  "engines": {{ "node": ">=20" }},
  "sideEffects": false,
  "exports": {{{exports}
    "./{PAGES}": "./{PAGES}",
    "./package.json": "./package.json"
  }},
  "files": [{scripts}{binaries}{copied}]
}}
"#
    )
}
