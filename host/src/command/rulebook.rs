//! `greenlight rulebook`: lists the rulebook's values, or what changed between two rulebooks.

use clap::Args;
use greenlight_core::case::{Day, Instant};
use greenlight_core::{RulebookAnswer, RulebookRequest};

use super::ask_once;
use super::options::{self, Format};
use crate::answer;
use crate::document::CliError;
use crate::engine::Verb;
use crate::exit::Exit;
use crate::render;
use crate::request;
use crate::terminal::Terminal;

/// List what Microsoft can change, with its dates and sources; or what changed between two rulebooks, and why.
#[derive(Debug, Args)]
pub(crate) struct Rulebook {
    /// Only values whose key begins with this, such as `network`, or of which this is said.
    filter: Option<String>,

    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Words)]
    format: Format,

    /// List what was published by this day instead of the newest rulebook.
    #[arg(long = "rulebook", value_name = "DATE", value_parser = options::day, conflicts_with = "diff")]
    date: Option<Day>,

    /// The instant at which values are in force; the day of the rulebook unless said.
    #[arg(long, value_name = "INSTANT", value_parser = options::instant)]
    as_of: Option<Instant>,

    /// Tell which values and rules changed from one rulebook to another.
    #[arg(long, num_args = 2, value_names = ["DATE", "DATE"], value_parser = options::day)]
    diff: Vec<Day>,
}

impl Rulebook {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        self.print(terminal).map_err(|trouble| self.format.refused(terminal, trouble))
    }

    fn print(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let (since, rulebook) = match self.diff.as_slice() {
            [from, to] => (Some(*from), Some(*to)),
            _ => (None, self.date),
        };
        let request = RulebookRequest {
            rulebook,
            as_of: self.as_of,
            filter: self.filter.clone(),
            since,
            parameters: false,
        };
        let answer = ask_once(Verb::Rulebook, &request::text(&request)?)?;
        let read: RulebookAnswer = answer::read(&answer, None)?;
        match self.format {
            Format::Json => terminal.print_document(&answer),
            Format::Words => terminal.print(&render::rulebook::words(&read)),
        }
        Ok(Exit::Done)
    }
}
