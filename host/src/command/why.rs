//! `greenlight why`: tells why a rule says what it says of a case, or why the outcome is what it is.

use std::path::PathBuf;

use clap::Args;
use greenlight_core::case::{Day, Instant};
use greenlight_core::openness::Why as Reasons;

use super::about::{AboutFile, Answered};
use super::options::{self, Format};
use crate::document::CliError;
use crate::engine::Verb;
use crate::exit::Exit;
use crate::render;
use crate::terminal::Terminal;

/// Tell why a rule says what it says of a case, or why the outcome is what it is: the fewest facts that force it.
#[derive(Debug, Args)]
pub(crate) struct Why {
    /// A case in YAML or JSON; `-` reads standard input.
    #[arg(value_name = "CASE")]
    file: PathBuf,

    /// A rule by its code or name, such as `IMG004`; the outcome is explained without one.
    #[arg(value_name = "RULE")]
    rule: Option<String>,

    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Words)]
    format: Format,

    /// Judge by what was published by this day instead of by the newest rulebook.
    #[arg(long, value_name = "DATE", value_parser = options::day)]
    rulebook: Option<Day>,

    /// The instant judged, over the one in the case: `2024-02-12T09:00:00Z`, `2024-02-12` or `now`.
    #[arg(long, value_name = "INSTANT", value_parser = options::instant)]
    as_of: Option<Instant>,
}

impl Why {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        self.print(terminal).map_err(|trouble| self.format.refused(terminal, trouble))
    }

    fn print(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let about = AboutFile {
            verb: Verb::Why,
            file: &self.file,
            machine: None,
            rule: self.rule.as_deref(),
            places: &[],
            rulebook: self.rulebook,
            as_of: self.as_of,
        };
        let Answered { document, text, read: why } = about.ask::<Reasons>()?;
        match self.format {
            Format::Json => terminal.print_document(&text),
            Format::Words => terminal.print(&render::why::words(&why, &document)),
        }
        Ok(Exit::Done)
    }
}
