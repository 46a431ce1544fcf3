//! Follows the worked examples of CONTRIBUTING.md letter for letter, in a copy of the repository: what people are told to do must work.

mod steps;

use crate::{package, shell};
use anyhow::{Context as _, Result, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use steps::{Step, replaced, steps};

const PAGE: &str = "CONTRIBUTING.md";

/// What is built here runs once: optimizing it would take longer than it saves.
const PROFILE: &str = "\n[profile.dev.package.greenlight-core]\nopt-level = 0\n";

/// Makes every change that the page shows and runs every command, in the page's order.
pub(crate) fn follow() -> Result<()> {
    let page = fs::read_to_string(shell::root().join(PAGE)).context("cannot read `CONTRIBUTING.md`")?;
    let copy = copy_of_the_repository()?;
    for step in steps(&page)? {
        println!("{step}");
        match step {
            Step::Change { file, lines } => {
                let text = read(&copy, file)?;
                write(&copy, file, &replaced(&text, &lines).with_context(|| file.to_owned())?)?;
            }
            Step::Write { file, text } => write(&copy, file, text)?,
            Step::Run(command) => run(&copy, command)?,
        }
    }
    shell::run(shell::cargo().current_dir(&copy).args(["fmt", "--all", "--check"]))
}

/// The files under version control and new ones, in a folder of their own.
fn copy_of_the_repository() -> Result<PathBuf> {
    let copy = package::target_folder()?.join("contributing");
    if copy.exists() {
        fs::remove_dir_all(&copy).with_context(|| format!("cannot empty `{}`", copy.display()))?;
    }
    let listing = ["ls-files", "--cached", "--others", "--exclude-standard"];
    let listed = shell::output(shell::command("git").args(listing)).context("`git ls-files` failed")?;
    for file in listed.lines() {
        let (from, to) = (shell::root().join(file), copy.join(file));
        // A file that is deleted and not yet committed is still listed.
        if from.is_file() {
            fs::create_dir_all(to.parent().context("a file without a folder")?)?;
            fs::copy(from, to).with_context(|| format!("cannot copy `{file}`"))?;
        }
    }
    let settings = read(&copy, ".cargo/config.toml")? + PROFILE;
    write(&copy, ".cargo/config.toml", &settings)?;
    Ok(copy)
}

fn read(copy: &Path, file: &str) -> Result<String> {
    fs::read_to_string(copy.join(file)).with_context(|| format!("cannot read `{file}`"))
}

fn write(copy: &Path, file: &str, text: &str) -> Result<()> {
    fs::write(copy.join(file), text).with_context(|| format!("cannot write `{file}`"))
}

fn run(copy: &Path, command: &str) -> Result<()> {
    let target = package::target_folder()?;
    let mut words = command.split_whitespace();
    ensure!(words.next() == Some("cargo"), "`{command}` is not a command of cargo's");
    let mut cargo = shell::cargo();
    cargo.current_dir(copy).env("CARGO_TARGET_DIR", &target);
    let mut arguments = words.clone();
    if arguments.next() == Some("xtask") {
        // This very program stands in the shared folder: the copy's own is built elsewhere.
        let apart = target.join("contributing-xtask");
        cargo.args(["run", "--quiet", "--locked", "--package", "xtask", "--target-dir"]).arg(apart).arg("--");
        cargo.args(arguments);
    } else {
        cargo.args(words);
    }
    if !cargo.status().with_context(|| format!("cannot start `{command}`"))?.success() {
        bail!("`{command}` failed");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{PAGE, Step, replaced, steps};
    use crate::repository::{commands, known};
    use crate::shell;
    use std::collections::BTreeMap;
    use std::fs;

    fn page() -> String {
        fs::read_to_string(shell::root().join(PAGE)).unwrap()
    }

    #[test]
    fn every_change_that_the_page_shows_can_be_made() {
        let page = page();
        let mut files: BTreeMap<&str, String> = BTreeMap::new();
        let steps = steps(&page).unwrap();
        for step in &steps {
            match step {
                Step::Change { file, lines } => {
                    let unchanged = || fs::read_to_string(shell::root().join(file)).unwrap();
                    let text = files.remove(file).unwrap_or_else(unchanged);
                    files.insert(
                        file,
                        replaced(&text, lines).unwrap_or_else(|error| panic!("{file}: {error}")),
                    );
                }
                Step::Write { file, text } => {
                    let folder = shell::root().join(file).parent().unwrap().is_dir();
                    assert!(folder, "there is no folder for `{file}`");
                    files.insert(file, (*text).to_owned());
                }
                Step::Run(command) => {
                    let named = commands(command);
                    for (command, argument) in named {
                        known(command, argument).unwrap();
                    }
                }
            }
        }
        let new_rule =
            |step: &Step<'_>| matches!(step, Step::Run(run) if run.starts_with("cargo xtask new-rule "));
        assert!(steps.iter().any(new_rule), "no rule is made");
        assert!(files.len() > 8, "only {} files are changed", files.len());
    }

    #[test]
    fn every_place_that_the_page_names_exists() {
        let page = page();
        let steps = steps(&page).unwrap();
        let written: Vec<_> = steps.iter().filter_map(Step::written).collect();
        let top: Vec<String> = fs::read_dir(shell::root())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        let mut looked_at = 0;
        // Inline code: every second piece between backticks of a line that is no code itself.
        let mut code = false;
        for line in page.lines() {
            code ^= line.starts_with("```");
            for place in line.split('`').skip(1).step_by(2).filter(|_| !code) {
                let ours = place.split('/').next().is_some_and(|first| top.iter().any(|name| name == first));
                let pattern = place.contains([' ', '<', '*', '{']);
                if ours && !pattern {
                    let there = shell::root().join(place).exists() || written.contains(&place);
                    assert!(there, "`{place}` does not exist");
                    looked_at += 1;
                }
            }
        }
        assert!(looked_at > 15, "only {looked_at} places were looked at");
    }
}
