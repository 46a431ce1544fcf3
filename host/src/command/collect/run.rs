//! Running the script that gathers: what it tells as it goes is its progress.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use super::Form;
use crate::document::CliError;
use crate::output::{Existing, Output};

/// Runs a script, with the folder that it gathers into.
///
/// # Errors
/// [`CliError`] when the shell cannot be started, or the script did not come to its end.
pub(super) fn run(script: &str, form: Form, folder: &Path) -> Result<(), CliError> {
    let path =
        std::env::temp_dir().join(format!("greenlight-gather-{}{}", std::process::id(), form.suffix()));
    let mut file = Output::create(&path, Existing::Keep, &[])?;
    file.write(script).map_err(|error| CliError::unwritable(&path, &error))?;
    file.finish()?;
    let ended = form.shell().arg(&path).arg(folder).stdin(Stdio::null()).status();
    // Where it cannot be removed it lies among what is thrown away anyway.
    let _ = fs::remove_file(&path);
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(CliError::new("gathering-failed", "the script that gathers did not come to its end")
            .help("see to what it said, and run this again: it goes on where it ended")),
        Err(error) => Err(no_shell(&error)),
    }
}

fn no_shell(error: &io::Error) -> CliError {
    CliError::new("no-shell", format!("no shell can be started: {error}"))
        .help("print the script with `--print`, and run it where there is one")
}

impl Form {
    /// What the shell of this machine reads.
    pub(super) const fn of_this_machine() -> Self {
        if cfg!(windows) { Self::PowerShell } else { Self::Sh }
    }

    const fn suffix(self) -> &'static str {
        match self {
            Self::Sh => ".sh",
            Self::PowerShell => ".ps1",
        }
    }

    /// What runs a script of this form whose file is the next argument.
    fn shell(self) -> Command {
        match self {
            Self::Sh => Command::new("sh"),
            Self::PowerShell => {
                let mut shell = Command::new(if cfg!(windows) { "powershell" } else { "pwsh" });
                shell.args(["-NoProfile", "-ExecutionPolicy", "Bypass", "-File"]);
                shell
            }
        }
    }
}
