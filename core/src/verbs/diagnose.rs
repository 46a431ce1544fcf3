//! What is wrong with a machine.

use super::{ByRulebook, answer, book, instant, of_case};
use crate::case::Case;
use crate::diagnose::{self, Diagnosis};
use crate::error::Error;
use greenlight_json;
use greenlight_json::InlineStr;
use greenlight_json::object;

/// What [`diagnose`](fn@diagnose) is asked.
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct DiagnoseRequest {
    /// The case; it needs no request.
    pub case: Case,
    /// The machine: a name under `machines`.
    pub machine: InlineStr,
    /// By which rulebook it is looked at.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub options: ByRulebook,
}

object!(DiagnoseRequest, "a case, a machine and options: `{case: …, machine: …, options: …}`", {
    case: required, machine: required, options,
});

/// What is wrong with a machine: the request `{"case": …, "machine": …, "options": …}` gives what its status and error mean, the likely
/// causes, whether waiting helps and what to do next, or `{"error": …}`.
pub fn diagnose(request: &str) -> String {
    answer(diagnosed(request))
}

/// [`diagnose`](fn@diagnose), before it is text.
///
/// # Errors
/// What is wrong with the request; a machine that the case does not hold; no instant, or one before the first rulebook.
pub fn diagnosed(request: &str) -> Result<Diagnosis, Error> {
    let asked: DiagnoseRequest = greenlight_json::from_str(request).map_err(|error| of_case(error.into()))?;
    asked.case.resolve()?;
    let now = instant(&asked.case)?;
    diagnose::diagnose(&asked.case, &asked.machine, now, book(asked.options.rulebook)?)
}
