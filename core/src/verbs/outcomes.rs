//! Brief reports: the outcome and the codes of broken rules, for batches that need no more.

use super::check;
use crate::evaluation::report::Report;
use crate::vocabulary::{Level, Outcome, Text};
use serde::Serialize;

/// A brief report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Brief {
    /// The outcome in one word.
    pub outcome: Outcome,
    /// The codes of the rules that are broken at level error, without duplicates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Text>,
    /// The codes of the rules that are broken at level warning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Text>,
    /// The codes of the rules that are broken at level note.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
    /// How severe it is that rules read old facts; absent if they read none.
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

/// Runs [`check`](super::text::check) and returns the brief report.
pub(super) fn on_text(request: &str) -> String {
    match check::on_text(request) {
        Ok(report) => greenlight_json::write::text(&Brief::from(&report)),
        Err(error) => error.answer(),
    }
}
