//! The ledger of licences.

use super::{ByRulebook, answer, book, instant, of_case};
use crate::answers::licences::{self, Licences};
use crate::evaluation;
use crate::facts::Case;
use crate::facts::ledger::Ledger;
use crate::facts::request::Request;
use crate::rules::context::Context;
use crate::vocabulary::error::Error;
use greenlight_json::object;

/// What [`licences()`] is asked.
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct LicencesRequest {
    /// The case; it needs no request.
    pub case: Case,
    /// By which rulebook it is looked at.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub options: ByRulebook,
}

object!(LicencesRequest, "a case and options: `{case: …, options: …}`", { case: required, options });

/// The ledger of a case: the request `{"case": …, "options": …}` gives who owns, was allocated, uses and needs which licences, or
/// `{"error": …}`.
pub fn licences(request: &str) -> String {
    answer(licences_counted(request))
}

/// [`licences()`], before it is text.
///
/// # Errors
/// What is wrong with the request.
pub fn licences_counted(request: &str) -> Result<Licences, Error> {
    let asked: LicencesRequest = greenlight_json::from_str(request).map_err(|error| of_case(error.into()))?;
    ledger(&asked.case, &asked.options)
}

/// The ledger of a case that is already read.
///
/// # Errors
/// A name that refers to nothing, no instant, or an instant before the first rulebook.
pub fn ledger(case: &Case, options: &ByRulebook) -> Result<Licences, Error> {
    case.resolve()?;
    let now = instant(case)?;
    evaluation::in_force(now)?;
    let (ledger, nobodys) = (Ledger::default(), Request::nobodys());
    let request = case.request.as_ref().unwrap_or(&nobodys);
    let book = book(options.rulebook)?;
    Ok(licences::ledger(&Context::new(case, &ledger, request, now, book)))
}
