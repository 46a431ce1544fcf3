//! The answers to a batch: one line a finding, and a tally.

use std::fmt::Write as _;

use serde::Deserialize;

use super::{level, level_style, printable};
use crate::answer::{Level, Outcome};

/// A report, as far as a batch shows it.
#[derive(Debug, Deserialize)]
pub(crate) struct Judged {
    pub(crate) outcome: Outcome,
    pub(crate) findings: Vec<Finding>,
    pub(crate) questions: Vec<Question>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Finding {
    pub(crate) level: Level,
    code: String,
    message: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Question {
    at: String,
    level: Level,
}

/// How many cases ended how.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    ready: u64,
    blocked: u64,
    needs_facts: u64,
    /// Lines that are no case.
    pub(crate) unreadable: u64,
}

impl Tally {
    /// Counts one more case.
    pub(crate) fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Ready => self.ready += 1,
            Outcome::Blocked => self.blocked += 1,
            Outcome::NeedsFacts => self.needs_facts += 1,
        }
    }

    /// The tally in words.
    pub(crate) fn words(&self) -> String {
        let Self { ready, blocked, needs_facts, unreadable } = self;
        let all = ready + blocked + needs_facts + unreadable;
        format!(
            "{all} cases: {ready} ready, {blocked} blocked, {needs_facts} with facts missing, {unreadable} unreadable"
        )
    }
}

/// What is wrong with one case of a batch; nothing when it is ready.
pub(crate) fn words(file: &str, number: usize, judged: &Judged, notes: bool) -> String {
    let mut out = String::new();
    for finding in judged.findings.iter().filter(|finding| notes || finding.level < Level::Note) {
        let (style, word) = (level_style(finding.level), level(finding.level));
        let (code, message) = (&finding.code, printable(&finding.message));
        let _ = writeln!(out, "{file}:{number}: {style}{word}[{code}]{style:#}: {message}");
    }
    if judged.outcome == Outcome::NeedsFacts {
        let open: Vec<_> =
            judged.questions.iter().filter(|question| question.level == Level::Error).collect();
        let places = open.iter().map(|question| printable(&question.at)).collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "{file}:{number}: facts missing: {places}");
    }
    out
}
