//! The verb `rulebook`: lists the values in force, or what changed between two rulebooks.

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

/// The request of [`rulebook()`].
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct RulebookRequest {
    /// The day up to which publications are taken into account; by default that of the newest complete rulebook.
    pub rulebook: Option<Day>,
    /// The instant for which the values are in force; by default the day of the rulebook.
    pub as_of: Option<Instant>,
    /// Only values whose key or description contains this text.
    pub filter: Option<String>,
    /// The day of an earlier rulebook, to list the changes since then instead of the values.
    pub since: Option<Day>,
    /// Include in errors the phrases of their sentences in the catalogue of messages, for translation.
    pub parameters: bool,
}

object!(RulebookRequest, expected::RULEBOOK_REQUEST, {
    rulebook, as_of, filter, since, parameters,
});

/// The values in force, or the changes since another rulebook.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
#[serde(untagged)]
pub enum RulebookAnswer {
    /// The values in force.
    Values(RulebookValues),
    /// The changes.
    Changes(RulebookChanges),
}

/// Returns the rulebook's values in force, with their sources; or what changed since another rulebook.
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
/// If the rulebook or the instant lies before the first one, or the filter matches nothing.
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

/// Runs [`rulebook()`] on the text of a [`RulebookRequest`].
///
/// # Errors
/// If the request is invalid.
pub fn on_text(request: &str) -> Result<RulebookAnswer, Error> {
    answered(request, |request| rulebook(&greenlight_json::from_str(request)?))
}
