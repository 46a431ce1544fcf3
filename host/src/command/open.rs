//! `greenlight open`: tells what is still open in a case.

use std::path::PathBuf;

use clap::Args;
use greenlight_core::case::{Day, Instant};
use greenlight_core::json::Pointer;
use greenlight_core::openness::{Decided, Open as Openness};
use greenlight_core::report::Outcome;

use super::about::{AboutFile, Answered};
use super::options::{self, Format};
use crate::document::CliError;
use crate::engine::Verb;
use crate::exit::Exit;
use crate::render;
use crate::render::open::Shown;
use crate::terminal::Terminal;

/// Tell what is still open: whether more facts could change the outcome, what would make the case ready or blocked, what each choice leads to,
/// and what to ask first.
#[derive(Debug, Args)]
pub(crate) struct Open {
    /// A case in YAML or JSON; `-` reads standard input.
    #[arg(value_name = "CASE")]
    file: PathBuf,

    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Words)]
    format: Format,

    /// Show what can be chosen everywhere, not only where some choice is impossible.
    #[arg(long)]
    choices: bool,

    /// Look at this place alone, such as `/images/finance/generation` or `/request/create-machine/image`: what could stand there, also where
    /// something does. Can be given several times.
    #[arg(long = "at", value_name = "PLACE", value_parser = place)]
    places: Vec<String>,

    /// Judge by what was published by this day instead of by the newest rulebook.
    #[arg(long, value_name = "DATE", value_parser = options::day)]
    rulebook: Option<Day>,

    /// The instant judged, over the one in the case: `2024-02-12T09:00:00Z`, `2024-02-12` or `now`.
    #[arg(long, value_name = "INSTANT", value_parser = options::instant)]
    as_of: Option<Instant>,
}

impl Open {
    /// What is shown of the places.
    const fn shown(&self) -> Shown {
        match (self.places.is_empty(), self.choices) {
            (false, _) => Shown::Everything,
            (true, true) => Shown::AllChoices,
            (true, false) => Shown::WhereImpossible,
        }
    }

    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        self.print(terminal).map_err(|trouble| self.format.refused(terminal, trouble))
    }

    fn print(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let about = AboutFile {
            verb: Verb::Open,
            file: &self.file,
            machine: None,
            rule: None,
            places: &self.places,
            rulebook: self.rulebook,
            as_of: self.as_of,
        };
        let Answered { document, text, read: open } = about.ask::<Openness>()?;
        match self.format {
            Format::Json => terminal.print_document(&text),
            Format::Words => terminal.print(&render::open::words(&open, &document, self.shown())),
        }
        Ok(match (open.decided, open.outcome) {
            (Decided::No | Decided::NotWithinBound, _) | (_, Outcome::NeedsFacts) => Exit::NeedsFacts,
            (Decided::Yes, Outcome::Blocked) => Exit::Blocked,
            (Decided::Yes, Outcome::Ready) => Exit::Done,
        })
    }
}

/// A place, as JSON Pointers are written.
fn place(text: &str) -> Result<String, &'static str> {
    match Pointer::parse(text) {
        Some(_) => Ok(text.to_owned()),
        None => Err("write a JSON Pointer such as `/images/finance/generation`"),
    }
}
