//! A question about the case of one file: read, asked and answered alike by every command that takes one.

use std::path::Path;
use std::sync::Arc;

use greenlight_core::case::{Day, Instant};
use serde::de::DeserializeOwned;

use super::options;
use crate::answer;
use crate::document::{CliError, Document};
use crate::engine::{Engine, Limits, NoObserver, Verb};
use crate::request::{self, AboutCase, ByRulebook};

/// What is asked about the case of one file.
#[derive(Clone, Copy)]
pub(super) struct AboutFile<'a> {
    pub(super) verb: Verb,
    pub(super) file: &'a Path,
    pub(super) machine: Option<&'a str>,
    pub(super) rule: Option<&'a str>,
    pub(super) places: &'a [String],
    pub(super) rulebook: Option<Day>,
    pub(super) as_of: Option<Instant>,
}

/// An answer about a case, as the engine wrote it and read, with the case.
pub(super) struct Answered<T> {
    pub(super) document: Document,
    pub(super) text: String,
    pub(super) read: T,
}

impl AboutFile<'_> {
    /// Asks the engine.
    ///
    /// # Errors
    /// [`CliError`] when the file is no case that can be judged.
    pub(super) fn ask<T: DeserializeOwned>(self) -> Result<Answered<T>, CliError> {
        let mut document = Document::read_one(self.file, "case")?;
        document.set("as_of", &options::or_now(self.as_of)?.to_string(), self.as_of.is_some());
        let options = ByRulebook { rulebook: self.rulebook };
        let Self { machine, rule, places, .. } = self;
        let about = AboutCase { machine, rule, places, case: (&document).into(), options };
        let request = request::text(&about)?;
        let engine = Engine::load()?;
        let searches = matches!(self.verb, Verb::Open | Verb::Why | Verb::MissingFacts);
        let limits = if searches { Limits::SEARCH } else { Limits::JUDGE };
        let text = engine
            .worker(limits, Arc::new(NoObserver))
            .call(self.verb, &request)
            .map_err(|failure| CliError::from(failure).in_source(&document.source))?;
        let read = answer::read(&text, Some(&document))?;
        Ok(Answered { document, text, read })
    }
}
