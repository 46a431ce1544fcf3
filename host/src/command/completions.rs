//! `greenlight completions`: prints the completion script of a shell.

use clap::{Args, CommandFactory as _};
use clap_complete::{Shell, generate};

use crate::document::CliError;
use crate::exit::Exit;
use crate::terminal::Terminal;

/// Print the completion script of a shell.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell.
    shell: Shell,
}

impl Completions {
    #[expect(clippy::unnecessary_wraps, reason = "the shape of every verb")]
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let mut script = Vec::new();
        generate(self.shell, &mut crate::Arguments::command(), "greenlight", &mut script);
        terminal.print(&String::from_utf8_lossy(&script));
        Ok(Exit::Done)
    }
}
