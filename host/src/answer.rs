//! What the host reads of the engine's answers in order to lay them out; every sentence in them is the engine's.

pub(crate) mod diagnosis;
pub(crate) mod licences;
pub(crate) mod roles;
pub(crate) mod rulebook;
pub(crate) mod summary;

use serde::Deserialize;

use crate::document::{Document, Trouble};
use crate::engine::Failure;
use crate::overlay::PLACE;

/// A report, as far as it is shown in words.
#[derive(Debug, Deserialize)]
pub(crate) struct Report {
    pub(crate) outcome: Outcome,
    pub(crate) as_of: String,
    pub(crate) request: Asked,
    pub(crate) rulebook: String,
    pub(crate) findings: Vec<Finding>,
    pub(crate) questions: Vec<Question>,
    pub(crate) tasks: Vec<Task>,
    pub(crate) warnings: Vec<Notice>,
    #[serde(default)]
    pub(crate) attested: Vec<Attested>,
    pub(crate) counts: Counts,
    pub(crate) verdicts: Option<Vec<Verdict>>,
    pub(crate) overlay: Option<Overlaid>,
    pub(crate) values: Option<Vec<rulebook::Used>>,
    pub(crate) receipt: Option<Receipt>,
}

impl Report {
    /// The places of the waivers that mattered, or may; findings are about those that have ended.
    pub(crate) fn waivers(&self) -> impl Iterator<Item = &str> {
        let waivers = self.overlay.iter().flat_map(Overlaid::waivers);
        waivers.chain(self.findings.iter().map(|finding| finding.at.as_str()))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Outcome {
    Ready,
    Blocked,
    NeedsFacts,
}

/// How bad a broken rule is; the worst comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Level {
    Error,
    Warning,
    Note,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    pub(crate) action: String,
    pub(crate) actor: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Finding {
    pub(crate) code: String,
    pub(crate) level: Level,
    pub(crate) at: String,
    #[serde(default)]
    pub(crate) related: Vec<String>,
    pub(crate) message: String,
    pub(crate) fixers: Vec<String>,
    pub(crate) steps: Vec<String>,
    pub(crate) command: Option<String>,
    pub(crate) provenance: String,
    pub(crate) source: Source,
    pub(crate) overlay: Option<String>,
}

/// What an overlay did.
#[derive(Debug, Deserialize)]
pub(crate) struct Overlaid {
    pub(crate) name: String,
    pub(crate) date: String,
    #[serde(default)]
    pub(crate) waived: Vec<Waived>,
    /// The places of waivers that may matter once missing facts are known.
    #[serde(default)]
    open: Vec<String>,
}

impl Overlaid {
    /// Its name and its day.
    pub(crate) fn title(&self) -> (&str, &str) {
        (&self.name, &self.date)
    }

    /// The places of the waivers that mattered, or may.
    pub(crate) fn waivers(&self) -> impl Iterator<Item = &str> {
        self.waived.iter().map(|waived| waived.waiver.as_str()).chain(self.open.iter().map(String::as_str))
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Waived {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) waiver: String,
    pub(crate) reason: String,
    pub(crate) until: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Source {
    pub(crate) page: String,
    pub(crate) section: String,
    pub(crate) date: String,
    pub(crate) url: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Question {
    pub(crate) at: String,
    pub(crate) rules: Vec<String>,
    pub(crate) level: Level,
    pub(crate) message: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Task {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) fixers: Vec<String>,
    pub(crate) steps: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Notice {
    pub(crate) code: String,
    pub(crate) message: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Attested {
    pub(crate) at: String,
    pub(crate) by: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Counts {
    pub(crate) met: u32,
    pub(crate) not_judged: u32,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Verdict {
    pub(crate) code: String,
    #[serde(rename = "verdict")]
    pub(crate) word: String,
    pub(crate) because: Option<String>,
    #[serde(default)]
    pub(crate) missing: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Receipt {
    pub(crate) request: String,
    pub(crate) report: String,
}

#[derive(Debug, Deserialize)]
struct Refusal {
    error: EngineError,
}

#[derive(Debug, Deserialize)]
struct EngineError {
    code: String,
    at: String,
    message: String,
    help: String,
}

/// Reads an answer of the engine about a document.
///
/// # Errors
/// What the engine refuses, with its place in the document.
pub(crate) fn read<'a, T: Deserialize<'a>>(
    answer: &'a str,
    document: Option<&Document>,
) -> Result<T, Trouble> {
    if let Ok(Refusal { error }) = serde_json::from_str(answer) {
        return Err(placed(error, document));
    }
    serde_json::from_str(answer)
        .map_err(|error| Failure::Broke(format!("its answer cannot be read: {error}")).into())
}

fn placed(error: EngineError, document: Option<&Document>) -> Trouble {
    let mut trouble = Trouble::new(error.code.as_str(), clipped(error.message)).help(clipped(error.help));
    let option = error.at.strip_prefix("/options/").filter(|_| !error.at.starts_with(PLACE));
    if let Some(option) = option {
        // It stands in no file, but on the command line.
        return trouble.named(&format!("--{}", option.replace('_', "-"))).at(error.at);
    }
    if let Some(document) = document {
        trouble = trouble.in_source(&document.source);
        // The engine reads a request around the document; the user wrote only the document.
        let at = error
            .at
            .strip_prefix(PLACE)
            .or_else(|| error.at.strip_prefix("/case"))
            .or_else(|| error.at.strip_prefix("/scenario"))
            // A name that an option gives stands nowhere in the document: those it could be are shown.
            .or_else(|| (error.at == "/machine").then_some("/machines"))
            .unwrap_or(&error.at);
        if let Some(place) = document.nearest(at) {
            let wrong_name = matches!(error.code.as_str(), "unknown-field" | "duplicate-key");
            let range = match &place.key {
                Some(key) if wrong_name => key.clone(),
                _ => place.shown(),
            };
            trouble = trouble.mark(range, "");
        }
    }
    trouble.at(error.at)
}

/// What is wrong may be a text of megabytes, and is quoted.
fn clipped(mut text: String) -> String {
    const CHARS_SHOWN_MAX: usize = 1000;
    if let Some((end, _)) = text.char_indices().nth(CHARS_SHOWN_MAX) {
        text.truncate(end);
        text.push('…');
    }
    text
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        let help = match failure {
            Failure::TooLarge(_) | Failure::TooSlow(_) => "split it into smaller documents",
            Failure::Stopped => "give it more time, or make the scenario smaller",
            Failure::Broke(_) => {
                "please report it, with this document and what `greenlight --version` prints"
            }
        };
        Self::new(failure.code(), failure.to_string()).help(help)
    }
}
