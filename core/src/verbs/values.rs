//! The rulebook: its values in force, and what changed between two of them.

use super::asks::answered;
use super::book_at;
use crate::answers::values::{self, RulebookChanges, RulebookValues};
use crate::evaluation;
use crate::rulebook::Rulebook;
use crate::vocabulary::error::Error;
use crate::vocabulary::expected;
use crate::vocabulary::instant::{Day, Instant};
use greenlight_json::{Pointer, object};
use serde::Serialize;

/// What [`rulebook()`] is asked.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct RulebookRequest {
    /// What was published by this day; by the newest complete rulebook unless said.
    pub rulebook: Option<Day>,
    /// The instant at which the values are in force; the rulebook's own day unless said.
    pub as_of: Option<Instant>,
    /// Only values whose key begins with this, or of which it is said.
    pub filter: Option<String>,
    /// Compare with this rulebook instead of listing.
    pub since: Option<Day>,
    /// With what is wrong with the request, add what fills its sentences in the catalogue of messages, so that it can be told in another
    /// language.
    pub parameters: bool,
}

object!(RulebookRequest, expected::RULEBOOK_REQUEST, {
    rulebook, as_of, filter, since, parameters,
});

/// Values in force, or changes since another rulebook.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
#[serde(untagged)]
pub enum RulebookAnswer {
    /// The values in force.
    Values(RulebookValues),
    /// What changed.
    Changes(RulebookChanges),
}

/// The rulebook's values in force, with their sources; or what changed since another rulebook.
///
/// ```
/// use greenlight_core::{RulebookAnswer, RulebookRequest, rulebook};
///
/// let asked = RulebookRequest { filter: Some("network".to_owned()), ..RulebookRequest::default() };
/// let RulebookAnswer::Values(values) = rulebook(&asked)? else { panic!("no other rulebook was named") };
/// assert!(values.values.iter().any(|value| value.key == "network.per-tenant"));
/// # Ok::<(), greenlight_core::Error>(())
/// ```
///
/// # Errors
/// A rulebook or an instant before the first; a filter that finds nothing.
pub fn rulebook(asked: &RulebookRequest) -> Result<RulebookAnswer, Error> {
    let at = |field: &str| Pointer::ROOT.key(field);
    let instant = |book: Rulebook| asked.as_of.unwrap_or(book.date.start());
    let book = book_at(asked.rulebook, || at("rulebook"))?;
    evaluation::in_force(instant(book))?;
    match asked.since {
        Some(day) => {
            let from = book_at(Some(day), || at("since"))?;
            let changes =
                values::changes((from, instant(from)), (book, instant(book)), asked.filter.as_deref());
            changes.map(RulebookAnswer::Changes)
        }
        None => values::values(book, instant(book), asked.filter.as_deref()).map(RulebookAnswer::Values),
    }
}

/// [`rulebook()`] on the text of a [`RulebookRequest`].
///
/// # Errors
/// What is wrong with the request.
pub fn on_text(request: &str) -> Result<RulebookAnswer, Error> {
    answered(request, |request| rulebook(&greenlight_json::from_str(request)?))
}
