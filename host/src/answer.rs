//! Reads what the engine answers into core's types, or tells what it refuses at its place in the document.

use greenlight_core::{Error, ErrorCode, Refusal};
use serde::Deserialize;

use crate::document::{CliError, Document};
use crate::engine::Failure;
use crate::overlay::PLACE;

/// Reads an answer of the engine about a document.
///
/// # Errors
/// What the engine refuses, with its place in the document.
pub(crate) fn read<'a, T: Deserialize<'a>>(
    answer: &'a str,
    document: Option<&Document>,
) -> Result<T, CliError> {
    if let Ok(Refusal { errors, .. }) = serde_json::from_str::<Refusal>(answer) {
        let mut troubles = errors.into_iter().map(|error| placed(error, document));
        if let Some(first) = troubles.next() {
            return Err(first.beside(troubles.collect()));
        }
    }
    serde_json::from_str(answer)
        .map_err(|error| Failure::Broke(format!("its answer cannot be read: {error}")).into())
}

fn placed(error: Error, document: Option<&Document>) -> CliError {
    let told = error.at.as_str();
    let mut trouble = CliError::new(error.code.word(), clipped(error.message)).help(clipped(error.help));
    let option = told.strip_prefix("/options/").filter(|_| !told.starts_with(PLACE));
    if let Some(option) = option {
        // It stands in no file, but on the command line.
        return trouble.named(&format!("--{}", option.replace('_', "-"))).at(told.to_owned());
    }
    if let Some(document) = document {
        trouble = trouble.in_source(&document.source);
        // The engine reads a request around the document; the user wrote only the document.
        let at = told
            .strip_prefix(PLACE)
            .or_else(|| told.strip_prefix("/case"))
            .or_else(|| told.strip_prefix("/scenario"))
            // A name that an option gives stands nowhere in the document: those it could be are shown.
            .or_else(|| (told == "/machine").then_some("/machines"))
            .unwrap_or(told);
        if let Some(place) = document.nearest(at) {
            let wrong_name = matches!(error.code, ErrorCode::UnknownField | ErrorCode::DuplicateKey);
            let range = match &place.key {
                Some(key) if wrong_name => key.clone(),
                _ => place.shown(),
            };
            trouble = trouble.mark(range, "");
        }
    }
    trouble.at(told.to_owned())
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

impl From<Failure> for CliError {
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
