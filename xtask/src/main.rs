//! The project's own commands: set-up, demo, tests, generated files.

mod changelog;
mod codegen;
mod contributing;
mod differential;
#[cfg(test)]
mod invariants;
#[cfg(test)]
mod layers;
mod linting;
mod new_rule;
mod nightly;
mod package;
mod paths;
mod portal;
mod publish;
mod python;
mod release;
#[cfg(test)]
mod repository;
mod semver;
mod setup;
mod shell;
mod test;
#[cfg(test)]
mod tidy;
mod wheel;

use anyhow::{Context as _, Result, bail, ensure};
use setup::Purpose;
use std::fs;
use std::process::{ExitCode, Stdio};

const HELP: &str = "\
The project's own commands

Usage: cargo xtask <COMMAND>

Commands:
  demo                     prepares the machine, builds and runs the simulation of examples/contoso
  test [STEP…]             prepares the machine, then runs every test, or only the steps named
  setup [--for demo|test]  adds what the demo or the tests need, or says what is missing
  codegen [--check]        writes the generated files, or fails when one lags behind the code
  sources --check <DIR>    compares cited pages, headings and dates with a folder of pages in Markdown
  new-rule <FAMILY> <CODE> <NAME>
                           writes the file of a new rule and registers it
  package                  builds the npm package of the engine into www/pkg
  wheel                    builds the Python wheel for this machine into target/wheels
  scale [spark-3.5|ray|routes [CASES]]
                           judges many cases in Spark 4, of whose two workers one is killed in the middle; or in Spark 3.5, or in Ray; or
                           by every route on this machine, in processor seconds a million
  portal [PORT]            builds it and the portal, and serves that on this machine
  screenshot               takes the README's pictures of the portal and of a terminal
  publish-check            packs and builds the crates and the npm package as for publishing, and sends nothing
  miri                     runs the tests of greenlight-json under Miri, which sees what must not be done with memory
  fuzz TARGET [SECONDS]    hits documents of a kind until one is mishandled, or for so long; the kinds are the folders of fuzz/corpus
  differential [--cases N] [--from NUMBER]
                           compares calls drawn from numbers in native code, wasmtime and the npm package; goes on where it was stopped
  semver [COMMIT]          says what changed in the crates' public API since a commit, or since the newest tag
  release <binary|npm|page|wheel>
                           builds a file that a version is given out as, in target/release-files
  release-notes <TAG>      prints what the changelog says of the version that the tag names
  help                     this text";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[&str]) -> Result<()> {
    match arguments {
        ["demo"] => demo(),
        ["test", steps @ ..] => test::run(steps),
        ["setup"] | ["setup", "--for", "demo"] => setup::run(Purpose::Demo),
        ["setup", "--for", "test"] => setup::run(Purpose::Test),
        ["codegen"] => codegen::write(),
        ["codegen", "--check"] => codegen::check(),
        ["sources", "--check", folder] => codegen::sources(folder),
        ["new-rule", family, code, name] => new_rule::run(family, code, name),
        ["package"] => package::run(),
        ["wheel"] => wheel::run(),
        ["scale"] => wheel::scale("spark-4", None),
        ["scale", engine] => wheel::scale(engine, None),
        ["scale", engine, cases] => wheel::scale(engine, Some(cases)),
        ["portal", port @ ..] => portal::serve(port),
        ["screenshot"] => screenshot(),
        ["publish-check"] => publish::check(),
        ["fuzz", target] => nightly::fuzz(target, "600"),
        ["fuzz", target, seconds] => nightly::fuzz(target, seconds),
        ["miri"] => nightly::miri(),
        ["differential", arguments @ ..] => differential::run(arguments),
        ["semver", baseline @ ..] if baseline.len() < 2 => semver::run(baseline.first().copied()),
        ["release", "binary"] => release::binary(),
        ["release", "npm"] => release::npm(),
        ["release", "page"] => release::page(),
        ["release", "wheel"] => release::wheel(),
        ["release-notes", tag] => release::notes(tag),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}\n\nSteps of `test`: {}", test::names());
            Ok(())
        }
        other => bail!("unknown command `{}`; `cargo xtask help` lists the commands", other.join(" ")),
    }
}

fn demo() -> Result<()> {
    shell::step("set-up", || setup::run(Purpose::Demo))?;
    shell::step("greenlight simulate examples/contoso/rollout.yaml", || {
        let build = ["run", "--release", "--locked", "--package", "greenlight", "--"];
        shell::run(shell::cargo().args(build).args(["simulate", "examples/contoso/rollout.yaml"]))
    })
}

fn screenshot() -> Result<()> {
    setup::run(Purpose::Test)?;
    package::run()?;
    let mut npm = package::npm()?;
    shell::run(npm.args(["run", "screenshot"]).env("CHROMIUM", setup::chromium()?))?;
    terminal_picture()
}

/// Draws what the demo shows.
fn terminal_picture() -> Result<()> {
    let build = ["run", "--release", "--locked", "--package", "greenlight", "--", "--color", "always"];
    let mut demo = shell::cargo()
        .args(build)
        .args(["simulate", "examples/contoso/rollout.yaml"])
        .stdout(Stdio::piped())
        .spawn()?;
    let shown = demo.stdout.take().context("the demo shows nothing")?;
    let picture = fs::File::create(shell::root().join("docs/images/demo.svg"))?;
    let draw = ["run", "--locked", "--package", "xtask-codegen", "--features", "docs", "--bin", "picture"];
    shell::run(shell::cargo().args(draw).stdin(shown).stdout(picture))?;
    ensure!(demo.wait()?.success(), "the demo failed");
    Ok(())
}
