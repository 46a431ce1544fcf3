//! `greenlight why`: tells why a rule says what it says of a case, or why the outcome is what it is.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use greenlight_core::case::{Day, Instant};
use greenlight_core::openness::Why as Reasons;

use super::options::{self, Format};
use crate::document::{Document, Trouble};
use crate::engine::{Engine, Limits, NoObserver, Verb};
use crate::exit::Exit;
use crate::request::{self, AboutCase, ByRulebook};
use crate::terminal::Terminal;
use crate::{answer, render};

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
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, Trouble> {
        self.print(terminal).map_err(|trouble| self.format.refused(terminal, trouble))
    }

    fn print(&self, terminal: &mut Terminal) -> Result<Exit, Trouble> {
        let mut document = Document::read_one(&self.file, "case")?;
        document.set("as_of", &options::or_now(self.as_of)?.to_string(), self.as_of.is_some());
        let options = ByRulebook { rulebook: self.rulebook };
        let rule = self.rule.as_deref();
        let request = request::text(&AboutCase { machine: None, rule, case: (&document).into(), options })?;
        let engine = Engine::load()?;
        let answer = engine
            .worker(Limits::JUDGE, Arc::new(NoObserver))
            .call(Verb::Why, &request)
            .map_err(|failure| Trouble::from(failure).in_source(&document.source))?;
        let why: Reasons = answer::read(&answer, Some(&document))?;
        match self.format {
            Format::Json => terminal.print_document(&answer),
            Format::Words => terminal.print(&render::why::words(&why, &document)),
        }
        Ok(Exit::Done)
    }
}
