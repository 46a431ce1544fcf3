//! `greenlight man`: prints the manual page.

use clap::{Args, CommandFactory as _};
use clap_mangen::Man as Page;

use crate::document::CliError;
use crate::exit::Exit;
use crate::terminal::Terminal;

/// Print the manual page; `greenlight man | man -l -` shows it.
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The verb whose page is wanted, instead of that of the whole.
    verb: Option<String>,
}

impl Man {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let mut whole = crate::Arguments::command();
        whole.build();
        let command = match &self.verb {
            None => whole,
            Some(verb) => whole.find_subcommand(verb).cloned().ok_or_else(|| {
                CliError::new("unknown-verb", format!("there is no verb `{verb}`"))
                    .help("`greenlight --help` lists them")
            })?,
        };
        let mut page = Vec::new();
        let written = Page::new(command).render(&mut page);
        written
            .map_err(|error| CliError::new("not-writable", format!("the page cannot be made: {error}")))?;
        terminal.print(&String::from_utf8_lossy(&page));
        Ok(Exit::Done)
    }
}
