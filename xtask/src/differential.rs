//! The same calls, drawn from numbers, through native code, wasmtime and the npm package: on demand as many as one likes.

use crate::linting::{self, NATIVE};
use crate::{package, shell};
use anyhow::{Context as _, Result, bail};
use std::fs::{self, File};
use std::path::PathBuf;

/// How many calls are drawn in the test command.
const IN_TESTS: u64 = 5_000;

/// How many are compared before it is said that they are: what is stopped goes on from there.
const AT_ONCE: u64 = 20_000;

/// Where its files lie within the target folder.
const FOLDER: &str = "differential";

/// Compares so many calls from one number on; where none is said, from where the last run ended.
pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    let (cases, from) = asked(arguments)?;
    let folder = package::target_folder()?.join(FOLDER);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    let reached = folder.join("reached");
    let kept = || fs::read_to_string(&reached).ok().and_then(|text| text.trim().parse().ok());
    let from = from.or_else(kept).unwrap_or(0);
    let release = ["--release", "--locked", "--package"];
    shell::run(shell::cargo().args(["build"]).args(release).args(["conformance", "--example", "calls"]))?;
    package::run()?;
    let mut at = from;
    while at < from + cases {
        let count = AT_ONCE.min(from + cases - at);
        let mut wasmtime = shell::cargo();
        wasmtime.arg("test").args(release).args(["greenlight", "answers_what_is_drawn"]);
        wasmtime.env("GREENLIGHT_CALLS_FROM", at.to_string()).env("GREENLIGHT_CALLS", count.to_string());
        shell::run(&mut wasmtime)?;
        let calls = drawn("release", at, count)?;
        shell::run(
            package::npm_in("npm")?.args(["run", "--silent", "drawn"]).env("GREENLIGHT_CALLS", calls),
        )?;
        at += count;
        fs::write(&reached, at.to_string())
            .with_context(|| format!("cannot write `{}`", reached.display()))?;
        println!("calls {from} to {at}: the same in native code, wasmtime and both modules");
    }
    Ok(())
}

/// Writes the calls of the test command, and gives their file.
pub(crate) fn for_tests() -> Result<PathBuf> {
    shell::run(linting::cargo().args(["build", "--example", "calls"]).args(NATIVE))?;
    drawn("debug", 0, IN_TESTS)
}

fn drawn(profile: &str, from: u64, count: u64) -> Result<PathBuf> {
    let target = package::target_folder()?;
    let program = target.join(profile).join("examples/calls").with_extension(std::env::consts::EXE_EXTENSION);
    let file = target.join(FOLDER).join("calls.jsonl");
    fs::create_dir_all(target.join(FOLDER)).context("cannot make the folder of the calls")?;
    let calls = File::create(&file).with_context(|| format!("cannot write `{}`", file.display()))?;
    shell::run(shell::command(program).args([from.to_string(), count.to_string()]).stdout(calls))?;
    Ok(file)
}

/// How many calls, and from which on.
fn asked(arguments: &[&str]) -> Result<(u64, Option<u64>)> {
    let (mut cases, mut from) = (AT_ONCE, None);
    for pair in arguments.chunks(2) {
        let number = |text: &str| text.parse().with_context(|| format!("`{text}` is no number of calls"));
        match *pair {
            ["--cases", count] => cases = number(count)?,
            ["--from", first] => from = Some(number(first)?),
            _ => bail!("usage: cargo xtask differential [--cases N] [--from NUMBER]"),
        }
    }
    Ok((cases, from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_read_in_any_order() {
        assert_eq!(asked(&[]).unwrap(), (AT_ONCE, None));
        assert_eq!(asked(&["--from", "7", "--cases", "12"]).unwrap(), (12, Some(7)));
        assert!(asked(&["--cases"]).is_err() && asked(&["--cases", "many"]).is_err());
    }
}
