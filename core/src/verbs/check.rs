//! The verb `check`: judges one case or a batch.

use super::asks::answered;
use super::{book, instant, no_request, overlay, read_request};
use crate::evaluation::completion::Frame;
use crate::evaluation::report::{Receipt, Report};
use crate::evaluation::{self, Subject, access, age};
use crate::facts::Case;
use crate::facts::ledger::Ledger;
use crate::overlay::ages::Ages;
use crate::overlay::document::Document;
use crate::overlay::{Applied, Overlay};
use crate::rulebook::Rulebook;
use crate::rules::context::Context;
use crate::vocabulary::error::Error;
use crate::vocabulary::expected;
use crate::vocabulary::instant::Day;
use crate::vocabulary::{Level, Outcome};
use greenlight_json::{self, Canonical, object, write};
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;

/// The request of [`check`].
#[derive(Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct CheckRequest {
    /// The case.
    pub case: Case,
    /// How to judge the case.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub options: CheckOptions,
}

object!(CheckRequest, expected::CHECK_REQUEST, { case: stated, options });

/// How to judge a case.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct CheckOptions {
    /// The day up to which publications are taken into account; by default that of the newest complete rulebook.
    pub rulebook: Option<Day>,
    /// List every verdict, and the values of the rulebook that rules used.
    pub all: bool,
    /// Add digests of request and report.
    pub receipt: bool,
    /// If facts are missing, also report the outcome under the assumption that usual facts have their usual value and everything else that
    /// is asked for is met.
    pub suppose_met: bool,
    /// If the case is blocked, also report the smallest sets of roles, privileges, shares and licences that would clear findings, and who
    /// can grant them. Ignored by the small module for forms.
    pub access: bool,
    /// Include the parameters of each sentence in the catalogue of messages, also in errors, for translation.
    pub parameters: bool,
    /// The organisation's overlay on rules and rulebook.
    pub overlay: Option<Document>,
    /// Ask the most decisive questions first, as `open` does: of two facts that can block, the one whose worst answer leaves fewer rules
    /// that still could. This takes time; without it, the fact that more rules ask for comes first. Ignored by the small module for forms,
    /// which can open the case instead.
    pub decisive_first: bool,
    /// The case is one of many: do not report waivers of the overlay that have no effect on it.
    pub one_of_many: bool,
}

object!(CheckOptions, expected::CHECK_OPTIONS, {
    rulebook, all, receipt, suppose_met, access, parameters, overlay, decisive_first, one_of_many,
});

/// Judges a case: ready, blocked or in need of facts, with every reason.
///
/// ```
/// use greenlight_core::report::Outcome;
/// use greenlight_core::{Case, CheckOptions, check, json};
///
/// let case: Case = json::from_str(r#"{"as_of": "2024-02-12", "people": {"ann": {}}, "request": {"actor": "ann", "restart": {"machine": "bot-01"}}}"#)?;
/// let report = check(&case, &CheckOptions { rulebook: None, ..CheckOptions::default() });
/// assert_eq!(report.unwrap_err().message, "there is no `bot-01` under `machines`");
/// # Ok::<(), greenlight_core::json::DocumentError>(())
/// ```
///
/// A receipt digests the request as it was written, and is therefore only available for a case given as [text](super::text::check).
///
/// # Errors
/// If a name refers to nothing, the request or the instant is missing, the instant lies before the first rulebook, or the overlay is
/// invalid.
pub fn check(case: &Case, options: &CheckOptions) -> Result<Report, Error> {
    judged(case, options, evaluation::report)
}

/// Judges a case like [`check`], but without a search for completions: much faster if facts are missing, and then *needs facts* even if
/// every completion is blocked or every one is ready.
///
/// # Errors
/// The same as of [`check`].
pub fn as_it_stands(case: &Case, options: &CheckOptions) -> Result<Report, Error> {
    judged(case, options, evaluation::report_as_it_stands)
}

fn judged(
    case: &Case,
    options: &CheckOptions,
    report: fn(&Subject<'_>, bool) -> Result<Report, Error>,
) -> Result<Report, Error> {
    // First, so that a program can validate an overlay with an invalid case.
    let overlay = overlay(options.overlay.as_ref())?;
    under(case, options, overlay.as_ref(), || book(options.rulebook), report)
}

/// Returns the report under a given overlay and rulebook.
pub(super) fn under(
    case: &Case,
    options: &CheckOptions,
    overlay: Option<&Overlay>,
    book: impl FnOnce() -> Result<Rulebook, Error>,
    report: fn(&Subject<'_>, bool) -> Result<Report, Error>,
) -> Result<Report, Error> {
    case.resolve()?;
    let now = instant(case)?;
    let request = case.request.as_ref().ok_or_else(no_request)?;
    let applied = overlay.map(|overlay| Applied::new(overlay, !options.one_of_many));
    let ages = overlay.map_or_else(Ages::default, |overlay| overlay.ages);
    let old = age::old(case, now, &ages);
    // Facts that are too old are treated as unknown.
    let judged =
        if ages.level == Level::Error { Cow::Owned(age::without(case, &old)?) } else { Cow::Borrowed(case) };
    let ledger = Ledger::default();
    let cx = Context::new(&judged, &ledger, request, now, book()?);
    let looks = options.all || overlay.is_some();
    let subject = Subject::new(cx, applied.as_ref()).telling(options.parameters).looking(looks);
    let mut report = report(&subject, options.all)?;
    report.old = age::read(Frame::around(&subject), case, &old, &ages, options.parameters)?;
    if cfg!(feature = "access") && options.access && report.outcome == Outcome::Blocked {
        report.access = access::of_case(Frame::around(&subject), subject.case)?;
    }
    if cfg!(feature = "access") && options.decisive_first {
        evaluation::decisive_first(Frame::around(&subject), subject.case, &mut report.questions)?;
    }
    if options.suppose_met && report.outcome == Outcome::NeedsFacts {
        let (outcome, supposed) = evaluation::suppose(&subject)?;
        (report.if_supposed, report.supposed) = (Some(outcome), Some(supposed));
    }
    Ok(report)
}

/// Runs [`check`] on the text of a [`CheckRequest`].
///
/// # Errors
/// If the request is invalid.
pub fn on_text(request: &str) -> Result<Report, Error> {
    answered(request, |request| {
        let asked = read(request)?;
        let mut report = check(&asked.case, &asked.options)?;
        if asked.options.receipt {
            report.receipt = Some(receipt(request, &report)?);
        }
        Ok(report)
    })
}

/// Parses a request.
///
/// # Errors
/// All errors in the request.
pub(super) fn read(request: &str) -> Result<CheckRequest, Error> {
    let mut asked = CheckRequest::default();
    read_request(&mut asked, |asked| &asked.case, request)?;
    Ok(asked)
}

/// Returns digests of the request, independent of spacing and order of keys, and of the report.
fn receipt(request: &str, report: &Report) -> Result<Receipt, Error> {
    let canonical: Canonical = greenlight_json::from_str(request)?;
    Ok(Receipt { request: digest(canonical.as_str()), report: digest(&write::text(report)) })
}

/// Returns the SHA-256 digest of a text.
pub(super) fn digest(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        write::hex(&mut hex, byte);
    }
    hex
}
