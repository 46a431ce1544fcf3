//! `greenlight open`: tells what is still open in a case.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use greenlight_core::case::{Day, Instant};
use greenlight_core::openness::{Decided, Open as Openness};
use greenlight_core::report::Outcome;

use super::options::{self, Format};
use crate::document::{Document, Trouble};
use crate::engine::{Engine, Limits, NoObserver, Verb};
use crate::exit::Exit;
use crate::request::{self, AboutCase, ByRulebook};
use crate::terminal::Terminal;
use crate::{answer, render};

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

    /// Judge by what was published by this day instead of by the newest rulebook.
    #[arg(long, value_name = "DATE", value_parser = options::day)]
    rulebook: Option<Day>,

    /// The instant judged, over the one in the case: `2024-02-12T09:00:00Z`, `2024-02-12` or `now`.
    #[arg(long, value_name = "INSTANT", value_parser = options::instant)]
    as_of: Option<Instant>,
}

impl Open {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, Trouble> {
        self.print(terminal).map_err(|trouble| self.format.refused(terminal, trouble))
    }

    fn print(&self, terminal: &mut Terminal) -> Result<Exit, Trouble> {
        let mut document = Document::read_one(&self.file, "case")?;
        document.set("as_of", &options::or_now(self.as_of)?.to_string(), self.as_of.is_some());
        let options = ByRulebook { rulebook: self.rulebook };
        let request =
            request::text(&AboutCase { machine: None, rule: None, case: (&document).into(), options })?;
        let engine = Engine::load()?;
        let answer = engine
            .worker(Limits::JUDGE, Arc::new(NoObserver))
            .call(Verb::Open, &request)
            .map_err(|failure| Trouble::from(failure).in_source(&document.source))?;
        let open: Openness = answer::read(&answer, Some(&document))?;
        match self.format {
            Format::Json => terminal.print_document(&answer),
            Format::Words => terminal.print(&render::open::words(&open, &document, self.choices)),
        }
        Ok(match (open.decided, open.outcome) {
            (Decided::No | Decided::NotWithinBound, _) | (_, Outcome::NeedsFacts) => Exit::NeedsFacts,
            (Decided::Yes, Outcome::Blocked) => Exit::Blocked,
            (Decided::Yes, Outcome::Ready) => Exit::Done,
        })
    }
}
