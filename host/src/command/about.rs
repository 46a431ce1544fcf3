//! A question about the case of one file: read, asked, answered and printed alike by every command that takes one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use greenlight_core::case::{Day, Instant};
use serde::de::DeserializeOwned;

use super::options::{self, Format};
use crate::answer;
use crate::document::{CliError, Document};
use crate::engine::{Engine, Limits, NoObserver, Verb};
use crate::request::{self, AboutCase, ByRulebook};
use crate::terminal::Terminal;

/// The case of one file, by what it is judged, and how the answer is printed.
#[derive(Debug, Args)]
pub(super) struct CaseFile {
    /// A case in YAML or JSON; `-` reads standard input.
    #[arg(value_name = "CASE")]
    file: PathBuf,

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

/// What is asked about within the case, where it is not the whole.
#[derive(Clone, Copy, Default)]
pub(super) struct Subject<'a> {
    pub(super) machine: Option<&'a str>,
    pub(super) rule: Option<&'a str>,
    pub(super) places: &'a [String],
}

impl CaseFile {
    /// A case that is judged now, by the newest rulebook.
    pub(super) fn now(file: &Path, format: Format) -> Self {
        Self { file: file.to_owned(), format, rulebook: None, as_of: None }
    }

    /// Asks the engine, and prints the answer: as it is, or in words.
    ///
    /// # Errors
    /// [`CliError`] when the file is no case that can be judged; printed as well where the answer is for programs.
    pub(super) fn answer<T: DeserializeOwned>(
        &self,
        verb: Verb,
        subject: Subject<'_>,
        terminal: &mut Terminal,
        words: impl FnOnce(&T, &Document) -> String,
    ) -> Result<T, CliError> {
        let asked = self.ask::<T>(verb, subject);
        let (document, text, answer) = asked.map_err(|trouble| self.format.refused(terminal, trouble))?;
        match self.format {
            Format::Json => terminal.print_document(&text),
            Format::Words => terminal.print(&words(&answer, &document)),
        }
        Ok(answer)
    }

    /// The case, and the answer as the engine wrote it and read.
    fn ask<T: DeserializeOwned>(
        &self,
        verb: Verb,
        subject: Subject<'_>,
    ) -> Result<(Document, String, T), CliError> {
        let mut document = Document::read_one(&self.file, "case")?;
        document.set("as_of", &options::or_now(self.as_of)?.to_string(), self.as_of.is_some());
        let options = ByRulebook { rulebook: self.rulebook };
        let Subject { machine, rule, places } = subject;
        let about = AboutCase { machine, rule, places, case: (&document).into(), options };
        let request = request::text(&about)?;
        let engine = Engine::load()?;
        let searches = matches!(verb, Verb::Open | Verb::Why | Verb::MissingFacts);
        let limits = if searches { Limits::SEARCH } else { Limits::JUDGE };
        let text = engine
            .worker(limits, Arc::new(NoObserver))
            .call(verb, &request)
            .map_err(|failure| CliError::from(failure).in_source(&document.source))?;
        let answer = answer::read(&text, Some(&document))?;
        Ok((document, text, answer))
    }
}
