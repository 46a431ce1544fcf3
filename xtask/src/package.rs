//! The npm package: its modules built from the crate `wasm/browser`, all else from `npm`, put together in `www/pkg`.

use crate::{differential, paths, setup, shell};
use anyhow::{Context as _, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A module of the package.
struct Module {
    /// The name of its files.
    name: &'static str,
    /// What cargo builds it with.
    features: &'static [&'static str],
    /// `'z'` for the smallest, 2 for the fastest: 3 makes it larger, and no faster.
    opt_level: &'static str,
}

/// The package's modules: what a form needs, small; and everything, fast.
const MODULES: [Module; 2] = [
    Module { name: "greenlight", features: &["--no-default-features"], opt_level: "'z'" },
    Module { name: "whole", features: &[], opt_level: "2" },
];

/// What they are compiled for.
const TARGET: &str = "wasm32-unknown-unknown";

/// Where the package's own sources lie, and what builds and tests it.
const FOLDER: &str = "npm";

/// Where the package is built.
pub(crate) fn folder() -> PathBuf {
    shell::root().join("www/pkg")
}

/// Builds the package; the portal and its tests load it from there.
pub(crate) fn run() -> Result<()> {
    let package = folder();
    let tool = web_tool()?;
    if package.exists() {
        fs::remove_dir_all(&package).context("cannot empty `www/pkg`")?;
    }
    // Each is optimized as a whole, by one processor.
    shell::run_together(&mut MODULES.iter().map(compiling).collect::<Result<Vec<_>>>()?)?;
    for module in &MODULES {
        bind(module, &tool, &package)?;
    }
    setup::node_packages(FOLDER)?;
    let version = env!("CARGO_PKG_VERSION");
    shell::run(npm_in(FOLDER)?.args(["run", "--silent", "build", "--", version]))
}

/// Begins to compile the modules beside other work. `run` waits for it where cargo holds its lock, and finds them compiled;
/// where a step fails before, it ends by itself, and cargo is left with nothing half done.
pub(crate) fn begin() -> Result<()> {
    MODULES.iter().try_for_each(|module| shell::begin(&compiling(module)?))
}

/// Tests the package as it would be given out, packed.
pub(crate) fn test() -> Result<()> {
    run()?;
    // What starts Firefox lies among the portal's tests.
    setup::node_packages("www")?;
    let calls = differential::for_tests()?;
    shell::run(setup::with_browsers(npm_in(FOLDER)?.arg("test"))?.env("GREENLIGHT_CALLS", calls))
}

/// Tests the package with every tool that it is said to work with.
pub(crate) fn matrix() -> Result<()> {
    run()?;
    shell::run(setup::with_browsers(npm_in(FOLDER)?.args(["run", "matrix"]))?)
}

/// The command that compiles a module, into a target folder of its own: they would wait for each other's lock.
fn compiling(module: &Module) -> Result<Command> {
    let target = ["--target", TARGET, "--package", "greenlight-browser", "--target-dir"];
    // As a crate for its tests as well it would not be optimized as a whole.
    let alone = ["--lib", "--crate-type", "cdylib"];
    let own = format!("profile.guest.opt-level={}", module.opt_level);
    let others = format!("profile.guest.package.'*'.opt-level={}", module.opt_level);
    // wasm-bindgen reads sections that the profile strips, and drops them itself.
    let settings = ["--config", "profile.guest.strip='debuginfo'", "--config", &own, "--config", &others];
    let mut cargo = shell::cargo();
    cargo.args(["rustc", "--locked", "--profile", "guest"]).args(alone).args(target).arg(place(module)?);
    cargo.args(module.features).args(settings).args(paths::replaced(TARGET));
    Ok(cargo)
}

/// Where a module is compiled.
fn place(module: &Module) -> Result<PathBuf> {
    Ok(target_folder()?.join("npm").join(module.name))
}

/// Puts a compiled module into the package, and beside it what calls it.
fn bind(module: &Module, tool: &Path, package: &Path) -> Result<()> {
    let compiled = place(module)?.join(TARGET).join("guest/greenlight_browser.wasm");
    let sections = ["--remove-name-section", "--remove-producers-section"];
    // Where a module comes from is for the entries of the package to say, as it is to start it anew after a trap.
    let glue = ["--omit-default-module-path", "--experimental-reset-state-function", "--no-typescript"];
    let beside = package.join("glue");
    let mut bindgen = shell::command(tool);
    bindgen.args(["bindgen", "--target", "web", "--out-name", module.name, "--out-dir"]).arg(&beside);
    shell::run(bindgen.args(sections).args(glue).arg(compiled))?;
    let name = format!("{}_bg.wasm", module.name);
    fs::rename(beside.join(&name), package.join(&name))
        .with_context(|| format!("cannot move `{name}` into `www/pkg`"))?;
    paths::absent(&package.join(name))
}

/// npm in the portal's folder.
pub(crate) fn npm() -> Result<Command> {
    npm_in("www")
}

/// npm in a folder of the repository.
pub(crate) fn npm_in(folder: &str) -> Result<Command> {
    let npm = shell::find(&["npm.cmd", "npm"])
        .context("npm is not installed; get it with Node from https://nodejs.org")?;
    let mut command = shell::command(npm);
    command.current_dir(shell::root().join(folder));
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
