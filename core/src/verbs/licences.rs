//! The verb `licences`: the ledger of licences.

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

/// The request of [`licences()`].
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct LicencesRequest {
    /// The case; it does not need a request.
    pub case: Case,
    /// The rulebook to use.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub options: ByRulebook,
}

object!(LicencesRequest, expected::LICENCES_REQUEST, { case: required, options });

/// Returns the ledger of a case: who owns, was allocated, uses and needs which licences.
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
/// If a name refers to nothing, the instant is missing, or it lies before the first rulebook.
pub fn licences(case: &Case, options: &ByRulebook) -> Result<Licences, Error> {
    case.resolve()?;
    let now = instant(case)?;
    evaluation::in_force(now)?;
    let (ledger, nobodys) = (Ledger::default(), Request::nobodys());
    let request = case.request.as_ref().unwrap_or(&nobodys);
    let book = book(options.rulebook)?;
    Ok(ledger::ledger(&Context::new(case, &ledger, request, now, book)))
}

/// Runs [`licences()`] on the text of a [`LicencesRequest`].
///
/// # Errors
/// If the request is invalid.
pub fn on_text(request: &str) -> Result<Licences, Error> {
    answered(request, |request| {
        let asked: LicencesRequest =
            greenlight_json::from_str(request).map_err(|error| of_case(error.into()))?;
        licences(&asked.case, &asked.options)
    })
}
