//! `greenlight open`: tells what is still open in a case.

use clap::Args;
use greenlight_core::json::Pointer;
use greenlight_core::open::{Decided, Open as Openness};
use greenlight_core::report::Outcome;

use super::about::{CaseFile, Subject};
use crate::document::{CliError, Document};
use crate::engine::Verb;
use crate::exit::Exit;
use crate::render;
use crate::render::open::Shown;
use crate::terminal::Terminal;

/// Tell what is still open: whether more facts could change the outcome, what would make the case ready or blocked, what each choice leads to,
/// and what to ask first.
#[derive(Debug, Args)]
pub(crate) struct Open {
    #[command(flatten)]
    case: CaseFile,

    /// Show what can be chosen everywhere, not only where some choice is impossible.
    #[arg(long)]
    choices: bool,

    /// Look at this place alone, such as `/images/finance/generation` or `/request/create-machine/image`: what could stand there, also where
    /// something does. Can be given several times.
    #[arg(long = "at", value_name = "PLACE", value_parser = place)]
    places: Vec<String>,
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
        let subject = Subject { places: &self.places, ..Subject::default() };
        let words = |open: &Openness, document: &Document| render::open::words(open, document, self.shown());
        let open = self.case.answer(Verb::Open, subject, terminal, words)?;
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
