//! Python's virtual environments under `target`, and what is installed in them.

use crate::{package, setup, shell};
use anyhow::{Context as _, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the wheel's sources.
pub(crate) const FOLDER: &str = "python";

/// A virtual environment, used by nothing else.
pub(crate) struct Environment {
    folder: PathBuf,
}

impl Environment {
    /// The environment of this name, in which is installed what `python/requirements/<name>.txt` lists; made anew for each state of it.
    pub(crate) fn of(name: &str) -> Result<Self> {
        let environment = Self { folder: target()?.join(name) };
        let file = shell::root().join(FOLDER).join("requirements").join(format!("{name}.txt"));
        let listed =
            fs::read_to_string(&file).with_context(|| format!("cannot read `{}`", file.display()))?;
        let installed = environment.folder.join("installed.txt");
        if fs::read_to_string(&installed).is_ok_and(|text| text == listed) {
            println!("ready: Python packages of `{name}`");
            return Ok(environment);
        }
        let make = ["-m", "venv", "--clear"];
        shell::run(shell::command(setup::python()?).args(make).arg(&environment.folder))?;
        // Nothing is built, and so nobody's code runs, where something is installed.
        environment.install(["--only-binary", ":all:", "--requirement"], &file)?;
        fs::write(&installed, listed).with_context(|| format!("cannot write `{}`", installed.display()))?;
        Ok(environment)
    }

    /// Installs a wheel of ours over the one that is there.
    pub(crate) fn replace(&self, wheel: &Path) -> Result<()> {
        self.install(["--no-index", "--no-deps", "--force-reinstall"], wheel)
    }

    fn install<const N: usize>(&self, how: [&str; N], what: &Path) -> Result<()> {
        let pip = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet"];
        shell::run(self.python().args(pip).args(how).arg(what))
    }

    /// Its interpreter; what it starts in turn is of this environment too.
    pub(crate) fn python(&self) -> Command {
        let programs = self.programs();
        let mut command = shell::command(programs.join("python"));
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(programs).chain(std::env::split_paths(&path));
        command.env("VIRTUAL_ENV", &self.folder).env_remove("PYTHONPATH").env_remove("PYTHONHOME");
        if let Ok(path) = std::env::join_paths(folders) {
            command.env("PATH", path);
        }
        command
    }

    fn programs(&self) -> PathBuf {
        self.folder.join(if cfg!(windows) { "Scripts" } else { "bin" })
    }
}

/// Where everything of Python's is built and installed.
pub(crate) fn target() -> Result<PathBuf> {
    Ok(package::target_folder()?.join("python"))
}
