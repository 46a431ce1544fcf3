//! The verb `diagnose`: finds out what is wrong with a machine.

use super::asks::answered;
use super::{ByRulebook, book, instant, of_case};
use crate::answers::diagnosis::{self, Diagnosis};
use crate::facts::Case;
use crate::vocabulary::error::Error;
use crate::vocabulary::expected;
use greenlight_json::{InlineStr, object};

/// The request of [`diagnose()`].
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct DiagnoseRequest {
    /// The case; it does not need a request.
    pub case: Case,
    /// The machine: a name under `machines`.
    pub machine: InlineStr,
    /// The rulebook to use.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub options: ByRulebook,
}

object!(DiagnoseRequest, expected::DIAGNOSE_REQUEST, {
    case: required, machine: required, options,
});

/// Diagnoses a machine of the case: what its status and error mean, the likely causes, whether waiting helps, and what to do next.
///
/// ```
/// use greenlight_core::{ByRulebook, Case, diagnose, json};
///
/// let case: Case = json::from_str(
///     r#"{"as_of": "2024-04-12", "machines": {"bot-01": {"status": "failed", "error": "noEnoughIpAddress"}}}"#,
/// )?;
/// let diagnosis = diagnose(&case, "bot-01", &ByRulebook::default())?;
/// assert_eq!(diagnosis.error_code.unwrap().code, "noEnoughIpAddress");
/// # Ok::<(), greenlight_core::Error>(())
/// ```
///
/// # Errors
/// If the case has no such machine or no instant, or the instant lies before the first rulebook.
pub fn diagnose(case: &Case, machine: &str, options: &ByRulebook) -> Result<Diagnosis, Error> {
    case.resolve()?;
    let now = instant(case)?;
    diagnosis::diagnose(case, &machine.into(), now, book(options.rulebook)?)
}

/// Runs [`diagnose()`] on the text of a [`DiagnoseRequest`].
///
/// # Errors
/// If the request is invalid.
pub fn on_text(request: &str) -> Result<Diagnosis, Error> {
    answered(request, |request| {
        let asked: DiagnoseRequest =
            greenlight_json::from_str(request).map_err(|error| of_case(error.into()))?;
        diagnose(&asked.case, &asked.machine, &asked.options)
    })
}
