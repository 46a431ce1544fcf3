//! `greenlight roles`: tells who may do what.

use std::path::PathBuf;

use clap::Args;
use greenlight_core::case::{Day, Instant};
use greenlight_core::roles::Roles as Told;

use super::ask_once;
use super::options::{self, Format};
use crate::answer;
use crate::document::{CliError, Document};
use crate::engine::Verb;
use crate::exit::Exit;
use crate::render;
use crate::request;
use crate::terminal::Terminal;

/// Tell what each security role brings, who could do something, and whether a person can.
#[derive(Debug, Args)]
pub(crate) struct Roles {
    /// What is to be done, such as `create image` or `share network`.
    #[arg(long, value_name = "ACTION")]
    can: Option<String>,

    /// The case that holds the person and the roles of your own, in YAML or JSON; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    case: Option<PathBuf>,

    /// Whether this person can: a name under `people` of the case.
    #[arg(long, value_name = "NAME", requires = "case")]
    person: Option<String>,

    /// In which environment; that of the case's request, or its only one, unless said.
    #[arg(long, value_name = "NAME", requires = "person")]
    environment: Option<String>,

    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Words)]
    format: Format,

    /// Tell what was published by this day instead of the newest rulebook.
    #[arg(long, value_name = "DATE", value_parser = options::day)]
    rulebook: Option<Day>,

    /// The instant looked at; that of the case, or the day of the rulebook, unless said.
    #[arg(long, value_name = "INSTANT", value_parser = options::instant)]
    as_of: Option<Instant>,
}

impl Roles {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        self.print(terminal).map_err(|trouble| self.format.refused(terminal, trouble))
    }

    fn print(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let document = self.case.as_deref().map(|file| Document::read_one(file, "case")).transpose()?;
        let request = request::text(&request::Roles {
            rulebook: self.rulebook,
            as_of: self.as_of,
            can: self.can.as_deref(),
            person: self.person.as_deref(),
            environment: self.environment.as_deref(),
            case: document.as_ref().map(Into::into),
        })?;
        let answer = ask_once(Verb::Roles, &request)?;
        let told: Told = answer::read(&answer, document.as_ref())?;
        match self.format {
            Format::Json => terminal.print_document(&answer),
            Format::Words => {
                terminal.print(&render::roles::words(&told, self.can.is_some(), document.as_ref()));
            }
        }
        Ok(Exit::Done)
    }
}
