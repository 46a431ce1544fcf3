//! Judging: one case, or a batch.

use super::{answer, book, instant, laid, missing, of_case, text};
use crate::case::Case;
use crate::context::Context;
use crate::error::Error;
use crate::evaluate;
use crate::instant::Day;
use crate::ledger::Ledger;
use crate::overlay::Applied;
use crate::overlay::document::Document;
use crate::report::{Receipt, Report};
use crate::values::Used;
use greenlight_json::object;
use greenlight_json::write;
use greenlight_json::{self, Canonical};
use sha2::{Digest as _, Sha256};

/// What [`check`] is asked.
#[derive(Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct CheckRequest {
    /// The case.
    pub case: Case,
    /// How it is to be judged.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub options: CheckOptions,
}

object!(CheckRequest, "a request: `{case: …, options: …}`", { case: stated, options });

/// How a case is to be judged.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct CheckOptions {
    /// Judge by what was published by this day; by the newest complete rulebook unless said.
    pub rulebook: Option<Day>,
    /// List every verdict, and the values of the rulebook that rules asked for.
    pub all: bool,
    /// Add digests of request and report.
    pub receipt: bool,
    /// What the organisation lays over rules and rulebook.
    pub overlay: Option<Document>,
    /// The case is one of many: do not tell which waivers of the overlay it has no use for.
    pub one_of_many: bool,
}

object!(CheckOptions, "options: `{rulebook: …, all: …, receipt: …, overlay: …, one_of_many: …}`", {
    rulebook, all, receipt, overlay, one_of_many,
});

/// Judges a case: the request `{"case": …, "options": …}` gives a report, or `{"error": …}`.
pub fn check(request: &str) -> String {
    answer(checked(request))
}

/// [`check`], before it is text.
///
/// # Errors
/// What is wrong with the request.
pub fn checked(request: &str) -> Result<Report, Error> {
    let mut asked = CheckRequest::default();
    greenlight_json::read_str(&mut asked, request).map_err(|error| of_case(error.into()))?;
    let CheckRequest { case, options } = &asked;
    let (rulebook, all) = (options.rulebook, options.all);
    let mut report = match laid(options.overlay.as_ref())? {
        None => judged(case, rulebook, all)?,
        Some(overlay) => {
            judged_under(case, rulebook, all, Some(&Applied::new(&overlay, !options.one_of_many)))?
        }
    };
    if options.receipt {
        report.receipt = Some(receipt(request, &report)?);
    }
    Ok(report)
}

/// Judges a batch: one request a line, one answer a line. Empty lines stay empty.
pub fn check_lines(requests: &str) -> String {
    let mut answers = String::with_capacity(requests.len());
    for line in requests.lines() {
        if !line.trim().is_empty() {
            answers.push_str(&check(line));
        }
        answers.push('\n');
    }
    answers
}

/// Judges a case that is already read.
///
/// # Errors
/// A name that refers to nothing, no request or instant, or an instant before the first rulebook.
pub fn judged(case: &Case, rulebook: Option<Day>, all: bool) -> Result<Report, Error> {
    judged_under(case, rulebook, all, None)
}

/// Judges a case that is already read, under the organisation's overlay.
///
/// # Errors
/// As [`judged`].
pub fn judged_under(
    case: &Case,
    rulebook: Option<Day>,
    all: bool,
    overlay: Option<&Applied<'_>>,
) -> Result<Report, Error> {
    case.resolve()?;
    let now = instant(case)?;
    let help = "say who wants to do what: `request: {actor: maker-a, create-machine: {environment: prod}}`";
    let request = case.request.as_ref().ok_or_else(|| missing("request", help))?;
    let ledger = Ledger::default();
    let used = all.then(Used::default);
    let book = book(rulebook)?;
    let cx = Context::new(case, &ledger, request, now, book).under(overlay).noting(used.as_ref());
    evaluate::report(&cx, all)
}

/// Digests of the request, whatever its spacing and order of keys, and of the report.
fn receipt(request: &str, report: &Report) -> Result<Receipt, Error> {
    let canonical: Canonical = greenlight_json::from_str(request)?;
    Ok(Receipt { request: digest(canonical.as_str()), report: digest(&text(report)) })
}

fn digest(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        write::hex(&mut hex, byte);
    }
    hex
}
