//! The whole test run: one list of steps, in the order in which they run.

use crate::linting::{self, BROWSER_CRATE, NATIVE};
use crate::python::Environment;
use crate::setup::{self, Purpose};
use crate::{codegen, contributing, package, portal, publish, shell, wheel};
use anyhow::{Result, bail};
use std::path::PathBuf;
use std::process::Command;

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// One step: its name on the command line, its heading, its work.
struct Step {
    name: &'static str,
    heading: &'static str,
    work: fn() -> Result<()>,
}

const STEPS: &[Step] = &[
    Step { name: "setup", heading: "set-up for the tests", work: || setup::run(Purpose::Test) },
    Step { name: "format", heading: "format", work: format },
    Step { name: "lint", heading: "lints, native", work: lint },
    Step { name: "lint-wasm", heading: "lints, WebAssembly", work: lint_wasm },
    Step { name: "generated", heading: "generated files are up to date", work: codegen::check },
    Step { name: "documentation", heading: "documentation of the crates", work: documentation },
    Step { name: "native", heading: "native tests", work: native },
    Step { name: "oracle", heading: "the requirements, stated a second time", work: oracle },
    Step { name: "scripts", heading: "scripts that gather, as they are printed", work: scripts },
    Step { name: "embed", heading: "a program outside the workspace", work: embed },
    Step { name: "wheel", heading: "Python wheel, as it is installed", work: wheel::test },
    Step {
        name: "contributing",
        heading: "the worked examples of CONTRIBUTING.md",
        work: contributing::follow,
    },
    Step { name: "node", heading: "WebAssembly in Node", work: || wasm("node", WasmRunner::Node) },
    Step {
        name: "chromium",
        heading: "WebAssembly in Chromium",
        work: || wasm("browser", WasmRunner::Chromium),
    },
    Step {
        name: "chromium-worker",
        heading: "WebAssembly in a worker of Chromium",
        work: || wasm("worker", WasmRunner::Chromium),
    },
    Step {
        name: "firefox",
        heading: "WebAssembly in Firefox",
        work: || wasm("browser", WasmRunner::Firefox),
    },
    Step {
        name: "firefox-worker",
        heading: "WebAssembly in a worker of Firefox",
        work: || wasm("worker", WasmRunner::Firefox),
    },
    Step { name: "package", heading: "npm package, as it is given out", work: package::test },
    Step {
        name: "package-matrix",
        heading: "npm package with every tool that it is said to work with",
        work: package::matrix,
    },
    Step { name: "portal", heading: "portal in Chromium and Firefox", work: portal::test },
];

/// The steps that run only where they are named: one builds a copy of the repository, one installs a dozen bundlers.
const ON_DEMAND: [&str; 2] = ["contributing", "package-matrix"];

/// The step beside which a whole run begins to compile the npm package: often from there on a processor has nothing else to do.
const BEGIN_PACKAGE: &str = "lint";

/// The steps' names, in order.
pub(crate) fn names() -> String {
    STEPS.iter().map(|step| step.name).collect::<Vec<_>>().join(", ")
}

/// Runs the steps named, or all but those on demand, and stops at the first that fails.
pub(crate) fn run(chosen: &[&str]) -> Result<()> {
    if let Some(unknown) = chosen.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        bail!("there is no step `{unknown}`; the steps are {}", names());
    }
    let start = std::time::Instant::now();
    let by_itself = |name: &str| chosen.is_empty() && !ON_DEMAND.contains(&name);
    for step in STEPS.iter().filter(|step| by_itself(step.name) || chosen.contains(&step.name)) {
        if chosen.is_empty() && step.name == BEGIN_PACKAGE {
            package::begin()?;
        }
        shell::step(step.heading, step.work)?;
    }
    println!("\nall passed in {:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}

fn format() -> Result<()> {
    shell::run(shell::cargo().args(["fmt", "--all", "--check"]))
}

fn lint() -> Result<()> {
    shell::run(linting::cargo().args(["test", "--no-run"]).args(NATIVE))?;
    shell::run(linting::cargo().args(["test", "--no-run", "--package", "xtask-web"]))
}

fn lint_wasm() -> Result<()> {
    let packages = ["--package", "greenlight-core", "--package", "greenlight-component"];
    shell::run(wasm_cargo("check").args(packages))?;
    shell::run(wasm_cargo("check").args(["--package", BROWSER_CRATE, "--no-default-features"]))?;
    shell::run(wasm_cargo("test").args(["--no-run", "--package", BROWSER_CRATE]))
}

fn native() -> Result<()> {
    shell::run(linting::cargo().arg("test").args(NATIVE))
}

fn documentation() -> Result<()> {
    for published in publish::CRATES {
        let package = ["--package", published.name];
        let mut doc = shell::cargo();
        doc.args(["doc", "--locked", "--no-deps"]).args(package).env("RUSTDOCFLAGS", "-Dwarnings");
        shell::run(&mut doc)?;
    }
    Ok(())
}

/// Tests the oracle, which states the requirements in Python, apart from the rules, and compares the program with it.
fn oracle() -> Result<()> {
    unittest(&mut shell::command(setup::python()?), "tests/oracle")?;
    let mut compare = shell::command(setup::python()?);
    compare.env("PYTHONDONTWRITEBYTECODE", "1").arg("tests/oracle/compare.py");
    shell::run(compare.arg(program()?))
}

/// Parses the scripts that the program prints, and compares their calls.
fn scripts() -> Result<()> {
    let environment = Environment::of("test")?;
    unittest(environment.python().env("GREENLIGHT", program()?), "tests/scripts")
}

/// The program as the native tests build it: compiled already where they have run.
fn program() -> Result<PathBuf> {
    shell::run(linting::cargo().args(["test", "--no-run"]).args(NATIVE))?;
    let program = package::target_folder()?.join("debug/greenlight");
    Ok(program.with_extension(std::env::consts::EXE_EXTENSION))
}

fn unittest(python: &mut Command, folder: &str) -> Result<()> {
    let discover = ["-m", "unittest", "discover", "--pattern", "test_*.py", "--start-directory", folder];
    shell::run(python.env("PYTHONDONTWRITEBYTECODE", "1").args(discover))
}

/// Builds, tests and runs the example that sees the core as everybody else's programs do.
fn embed() -> Result<()> {
    let manifest = ["--manifest-path", "examples/embed/Cargo.toml"];
    let build = ["--locked", "--target-dir", "target/embed"];
    shell::run(shell::cargo().args(["fmt", "--check"]).args(manifest))?;
    shell::run(shell::cargo().arg("test").args(manifest).args(build))?;
    shell::run(shell::cargo().arg("run").args(manifest).args(build))
}

/// What runs a WebAssembly test.
#[derive(Clone, Copy)]
enum WasmRunner {
    Node,
    Chromium,
    Firefox,
}

/// Runs one test file of the browser crate; the file itself says whether it wants Node, a page or a worker.
fn wasm(file: &str, place: WasmRunner) -> Result<()> {
    let runner = format!("{} runner", package::web_tool()?.display());
    let mut test = wasm_cargo("test");
    test.args(["--package", BROWSER_CRATE, "--test", file]);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner).env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    // The runner prefers one driver to the other when both are named.
    for driver in ["CHROMEDRIVER", "GECKODRIVER", "SAFARIDRIVER", "MSEDGEDRIVER"] {
        test.env_remove(driver).env_remove(format!("{driver}_REMOTE"));
    }
    match place {
        WasmRunner::Node => {}
        WasmRunner::Chromium => {
            test.env("CHROMEDRIVER", setup::chromedriver()?);
        }
        WasmRunner::Firefox => {
            test.env("GECKODRIVER", setup::geckodriver_file()?);
        }
    }
    shell::run(&mut test)
}

fn wasm_cargo(subcommand: &str) -> Command {
    let mut cargo = linting::cargo();
    cargo.args([subcommand, "--locked", "--target", WASM_TARGET]);
    cargo
}
