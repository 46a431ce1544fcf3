//! The answers to a batch: one line a finding, and a tally.

use std::fmt::Write as _;

use greenlight_core::report::{Level, Outcome, Report};

use super::{level_style, overlaid, plural, printable};

/// How many cases ended how.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    ready: u64,
    blocked: u64,
    needs_facts: u64,
    waived: u64,
    /// The overlay by which they were judged, in words.
    overlay: String,
    /// Lines that are no case.
    pub(crate) unreadable: u64,
}

impl Tally {
    /// Counts one more case.
    pub(crate) fn add(&mut self, judged: &Report) {
        if let Some(overlay) = &judged.overlay {
            self.waived += overlay.waived.len() as u64;
            if self.overlay.is_empty() {
                self.overlay = overlaid(Some((&overlay.name, overlay.date)));
            }
        }
        match judged.outcome {
            Outcome::Ready => self.ready += 1,
            Outcome::Blocked => self.blocked += 1,
            Outcome::NeedsFacts => self.needs_facts += 1,
        }
    }

    /// Counts what another tally counted.
    pub(crate) fn append(&mut self, other: Self) {
        self.ready += other.ready;
        self.blocked += other.blocked;
        self.needs_facts += other.needs_facts;
        self.waived += other.waived;
        self.unreadable += other.unreadable;
        if self.overlay.is_empty() {
            self.overlay = other.overlay;
        }
    }

    /// The tally in words.
    pub(crate) fn words(&self) -> String {
        let Self { ready, blocked, needs_facts, waived, overlay, unreadable } = self;
        let waived =
            if *waived > 0 { format!("; {} waived", plural(*waived, "finding")) } else { String::new() };
        let all = ready + blocked + needs_facts + unreadable;
        format!(
            "{}: {ready} ready, {blocked} blocked, {needs_facts} with facts missing, {unreadable} unreadable{waived}{overlay}",
            plural(all, "case")
        )
    }
}

/// What is wrong with one case of a batch; nothing when it is ready.
pub(crate) fn words(file: &str, number: usize, judged: &Report, notes: bool) -> String {
    let (mut out, file) = (String::new(), printable(file));
    for finding in judged.findings.iter().filter(|finding| notes || finding.level < Level::Note) {
        let (style, word) = (level_style(finding.level), finding.level);
        let (code, message) = (&finding.code, printable(&finding.message));
        let changed = finding.overlay.as_deref();
        let changed =
            changed.map_or_else(String::new, |changed| format!(" (overlay: {})", printable(changed)));
        let _ = writeln!(out, "{file}:{number}: {style}{word}[{code}]{style:#}: {message}{changed}");
    }
    if judged.outcome == Outcome::NeedsFacts {
        let open: Vec<_> =
            judged.questions.iter().filter(|question| question.level == Level::Error).collect();
        let places =
            open.iter().map(|question| printable(question.at.as_str())).collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "{file}:{number}: facts missing: {places}");
    }
    out
}

/// The waivers that none of many cases had a use for.
pub(crate) fn unused(waivers: &[(&str, usize, usize, String)]) -> String {
    let (style, word) = (level_style(Level::Note), Level::Note);
    let mut out = String::new();
    for (file, line, column, code) in waivers {
        let _ = writeln!(
            out,
            "{}:{line}:{column}: {style}{word}[OVL002]{style:#}: the waiver of {} waived nothing in any of the cases",
            printable(file),
            printable(code)
        );
    }
    out
}
