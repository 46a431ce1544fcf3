//! Judging: one case, or a batch.

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

object!(CheckRequest, expected::CHECK_REQUEST, { case: stated, options });

/// How a case is to be judged.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct CheckOptions {
    /// Judge by what was published by this day; by the newest complete rulebook unless said.
    pub rulebook: Option<Day>,
    /// List every verdict, and the values of the rulebook that rules asked for.
    pub all: bool,
    /// Add digests of request and report.
    pub receipt: bool,
    /// Where facts are missing, say what the outcome would be if what is usual were so and all else that is asked for were met.
    pub suppose_met: bool,
    /// Where the case is blocked, say which least changes of roles, privileges, shares and licences would clear what they can clear, and who
    /// can grant them. The small module for forms does not.
    pub access: bool,
    /// With each sentence, and with what is wrong with the request, add what fills it in the catalogue of messages, so that it can be told
    /// in another language.
    pub parameters: bool,
    /// What the organisation lays over rules and rulebook.
    pub overlay: Option<Document>,
    /// Ask first what decides most, as `open` does: of two facts that can block, for the one whose worst answer leaves fewer rules that
    /// still could. This takes time; without it comes first for what more rules ask. The small module for forms does not, but opens.
    pub decisive_first: bool,
    /// The case is one of many: do not tell which waivers of the overlay it has no use for.
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
/// A receipt digests the request as it was written, and so comes only with a case that is [text](super::text::check).
///
/// # Errors
/// A name that refers to nothing, no request or instant, an instant before the first rulebook, or what is wrong with the overlay.
pub fn check(case: &Case, options: &CheckOptions) -> Result<Report, Error> {
    judged(case, options, evaluation::report)
}

/// [`check`] of a case as it stands, without a search for what could be stated: much faster where facts are missing, and then *needs facts*
/// where every completion is blocked or every one is ready.
///
/// # Errors
/// Those of [`check`].
pub fn as_it_stands(case: &Case, options: &CheckOptions) -> Result<Report, Error> {
    judged(case, options, evaluation::report_as_it_stands)
}

fn judged(
    case: &Case,
    options: &CheckOptions,
    report: fn(&Subject<'_>, bool) -> Result<Report, Error>,
) -> Result<Report, Error> {
    // First: a program may ask whether an overlay is right with a case that is not.
    let overlay = overlay(options.overlay.as_ref())?;
    under(case, options, overlay.as_ref(), || book(options.rulebook), report)
}

/// A report under an overlay and a rulebook that are at hand.
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
    // What is too old to be relied on is not known any more.
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

/// [`check`] on the text of a [`CheckRequest`].
///
/// # Errors
/// What is wrong with the request.
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

/// Reads a request.
///
/// # Errors
/// All that is wrong with it.
pub(super) fn read(request: &str) -> Result<CheckRequest, Error> {
    let mut asked = CheckRequest::default();
    read_request(&mut asked, |asked| &asked.case, request)?;
    Ok(asked)
}

/// Digests of the request, whatever its spacing and order of keys, and of the report.
fn receipt(request: &str, report: &Report) -> Result<Receipt, Error> {
    let canonical: Canonical = greenlight_json::from_str(request)?;
    Ok(Receipt { request: digest(canonical.as_str()), report: digest(&write::text(report)) })
}

/// The SHA-256 digest of a text.
pub(super) fn digest(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        write::hex(&mut hex, byte);
    }
    hex
}
