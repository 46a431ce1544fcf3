//! Reports in brief: the outcome and the codes of what is broken, for batches of which nobody reads more.

use super::check;
use crate::evaluation::report::Report;
use crate::vocabulary::{Level, Outcome, Text};
use serde::Serialize;

/// A report in brief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Brief {
    /// The answer in one word.
    pub outcome: Outcome,
    /// The rules that are broken at level error, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Text>,
    /// The same of level warning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Text>,
    /// The same of level note.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
    /// How bad it is that facts have grown old, where some have that rules read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<Level>,
}

impl From<&Report> for Brief {
    fn from(report: &Report) -> Self {
        let codes = |level: Level| {
            let mut codes: Vec<Text> = Vec::new();
            for finding in report.findings.iter().filter(|finding| finding.level == level) {
                if !codes.contains(&finding.code) {
                    codes.push(finding.code.clone());
                }
            }
            codes
        };
        Self {
            outcome: report.outcome,
            errors: codes(Level::Error),
            warnings: codes(Level::Warning),
            notes: codes(Level::Note),
            old: report.old.iter().map(|old| old.level).min(),
        }
    }
}

/// [`check`](super::text::check) in brief.
pub(super) fn on_text(request: &str) -> String {
    match check::on_text(request) {
        Ok(report) => greenlight_json::write::text(&Brief::from(&report)),
        Err(error) => error.answer(),
    }
}
