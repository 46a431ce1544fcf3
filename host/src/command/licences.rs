//! `greenlight licences`: prints the ledger of licences.

use std::path::PathBuf;

use clap::Args;
use greenlight_core::case::{Day, Instant};
use greenlight_core::ledger::Licences as Ledger;

use super::about::{AboutFile, Answered};
use super::options::{self, Format};
use crate::document::CliError;
use crate::engine::Verb;
use crate::exit::Exit;
use crate::render;
use crate::terminal::Terminal;

/// Count licences: what is owned, allocated to each environment, used, needed by each person, and free.
#[derive(Debug, Args)]
pub(crate) struct Licences {
    /// A case in YAML or JSON; `-` reads standard input. It needs no request.
    #[arg(value_name = "CASE")]
    file: PathBuf,

    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Words)]
    format: Format,

    /// Count by what was published by this day instead of by the newest rulebook.
    #[arg(long, value_name = "DATE", value_parser = options::day)]
    rulebook: Option<Day>,

    /// The instant looked at, over the one in the case: `2024-02-12T09:00:00Z`, `2024-02-12` or `now`.
    #[arg(long, value_name = "INSTANT", value_parser = options::instant)]
    as_of: Option<Instant>,
}

impl Licences {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        self.print(terminal).map_err(|trouble| self.format.refused(terminal, trouble))
    }

    fn print(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let about = AboutFile {
            verb: Verb::Licences,
            file: &self.file,
            machine: None,
            rule: None,
            places: &[],
            rulebook: self.rulebook,
            as_of: self.as_of,
        };
        let Answered { document, text, read: ledger } = about.ask::<Ledger>()?;
        match self.format {
            Format::Json => terminal.print_document(&text),
            Format::Words => terminal.print(&render::licences::words(&ledger, &document)),
        }
        Ok(Exit::Done)
    }
}
