//! The verb `open`: what is still open in a case.

use super::asks::answered;
use super::{book, instant, no_request, overlay, read_request};
use crate::answers::open::{self as openness, Open};
use crate::evaluation::completion::Frame;
use crate::evaluation::in_force;
use crate::facts::Case;
use crate::facts::ledger::Ledger;
use crate::overlay::Overlay;
use crate::overlay::document::Document;
use crate::rulebook::Rulebook;
use crate::vocabulary::error::Error;
use crate::vocabulary::expected;
use crate::vocabulary::instant::Day;
use greenlight_json::{Pointer, object};

/// The request of [`open()`].
#[derive(Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct OpenRequest {
    /// The case.
    pub case: Case,
    /// How to judge the case.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub options: OpenOptions,
    /// Report only these places, even if their facts are known: what could stand there instead. By default all that are open.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub places: Option<Vec<Pointer>>,
}

object!(OpenRequest, expected::OPEN_REQUEST, { case: stated, options, places });

/// How to judge a case that may lack facts.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct OpenOptions {
    /// The day up to which publications are taken into account; by default that of the newest complete rulebook.
    pub rulebook: Option<Day>,
    /// The organisation's overlay on rules and rulebook.
    pub overlay: Option<Document>,
    /// Include the parameters of each question in the catalogue of messages, also in errors, for translation.
    pub parameters: bool,
}

object!(OpenOptions, expected::OPEN_OPTIONS, { rulebook, parameters, overlay });

/// Returns what is still open in a case: whether more facts could change the outcome, which would make it ready or blocked, what each
/// choice leads to, and what to ask first.
///
/// ```
/// use greenlight_core::open::Decided;
/// use greenlight_core::{Case, OpenOptions, json, open};
///
/// let case: Case = json::from_str(
///     r#"{
///         "as_of": "2024-02-12",
///         "people": {"ann": {}},
///         "machines": {"bot-01": {"creator": "ann"}},
///         "request": {"actor": "ann", "restart": {"machine": "bot-01"}}
///     }"#,
/// )?;
/// let open = open(&case, &OpenOptions::default())?;
/// assert_eq!(open.decided, Decided::No);
/// assert!(open.ready_if.is_some() && open.blocked_if.is_some());
/// # Ok::<(), greenlight_core::Error>(())
/// ```
///
/// # Errors
/// If a name refers to nothing, the request or the instant is missing, the instant lies before the first rulebook, or the overlay is
/// invalid.
pub fn open(case: &Case, options: &OpenOptions) -> Result<Open, Error> {
    open_at(case, options, None)
}

/// Runs [`open()`] for the given places only.
fn open_at(case: &Case, options: &OpenOptions, places: Option<&[Pointer]>) -> Result<Open, Error> {
    framed(case, options, |frame| {
        let mut open = openness::open(frame, case, places)?;
        if options.parameters {
            open.add_parameters();
        }
        Ok(open)
    })
}

/// Calls `look` with a case and its frame, after checking that the case can be judged.
///
/// # Errors
/// If the case cannot be judged.
pub(super) fn framed<T>(
    case: &Case,
    options: &OpenOptions,
    look: impl FnOnce(Frame<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let overlay = overlay(options.overlay.as_ref())?;
    open_under(case, overlay.as_ref(), || book(options.rulebook), look)
}

/// Runs [`framed`] under a given overlay and rulebook.
pub(super) fn open_under<T>(
    case: &Case,
    overlay: Option<&Overlay>,
    book: impl FnOnce() -> Result<Rulebook, Error>,
    look: impl FnOnce(Frame<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    case.resolve()?;
    let now = instant(case)?;
    in_force(now)?;
    if case.request.is_none() {
        return Err(no_request());
    }
    let ledger = Ledger::default();
    let book = book()?;
    look(Frame { ledger: &ledger, book, now, overlay })
}

/// Runs [`open()`] on the text of an [`OpenRequest`].
///
/// # Errors
/// If the request is invalid.
pub fn on_text(request: &str) -> Result<Open, Error> {
    answered(request, |request| {
        let mut asked = OpenRequest::default();
        read_request(&mut asked, |asked| &asked.case, request)?;
        open_at(&asked.case, &asked.options, asked.places.as_deref())
    })
}
