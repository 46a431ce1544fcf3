//! The ledger of licences.

use super::asks::answered;
use super::{ByRulebook, book, instant, of_case};
use crate::answers::licences::{self as ledger, Licences};
use crate::evaluation;
use crate::facts::Case;
use crate::facts::ledger::Ledger;
use crate::facts::request::Request;
use crate::rules::context::Context;
use crate::vocabulary::error::Error;
use crate::vocabulary::expected;
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

object!(LicencesRequest, expected::LICENCES_REQUEST, { case: required, options });

/// The ledger of a case: who owns, was allocated, uses and needs which licences.
///
/// ```
/// use greenlight_core::{ByRulebook, Case, json, licences};
///
/// let case: Case = json::from_str(
///     r#"{"as_of": "2024-02-12", "environments": {"prod": {"hosted_rpa_addons": 3, "hosted_machines": 2}}}"#,
/// )?;
/// let ledger = licences(&case, &ByRulebook::default())?;
/// assert_eq!(&*ledger.environments[0].name, "prod");
/// # Ok::<(), greenlight_core::Error>(())
/// ```
///
/// # Errors
/// A name that refers to nothing, no instant, or an instant before the first rulebook.
pub fn licences(case: &Case, options: &ByRulebook) -> Result<Licences, Error> {
    case.resolve()?;
    let now = instant(case)?;
    evaluation::in_force(now)?;
    let (ledger, nobodys) = (Ledger::default(), Request::nobodys());
    let request = case.request.as_ref().unwrap_or(&nobodys);
    let book = book(options.rulebook)?;
    Ok(ledger::ledger(&Context::new(case, &ledger, request, now, book)))
}

/// [`licences()`] on the text of a [`LicencesRequest`].
///
/// # Errors
/// What is wrong with the request.
pub fn on_text(request: &str) -> Result<Licences, Error> {
    answered(request, |request| {
        let asked: LicencesRequest =
            greenlight_json::from_str(request).map_err(|error| of_case(error.into()))?;
        licences(&asked.case, &asked.options)
    })
}
