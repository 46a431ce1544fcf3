//! The engine's verbs on text: what every door (wasmtime, browser, native tests) exports, byte for byte.

mod check;
mod describe;
mod diagnose;
mod licences;
mod roles;
mod rulebook;
mod rules;
mod simulate;

use crate::case::Case;
use crate::error::{Code, Error};
use crate::instant::{Day, Instant};
use crate::overlay::document::Document;
use crate::overlay::{self, Overlay};
use crate::rulebook::{DEFAULT, FIRST, Rulebook};
use crate::scenario::Scenario;
use greenlight_json::Pointer;
use greenlight_json::object;
use serde::Serialize;

pub use check::{CheckOptions, CheckRequest, check, check_lines, checked, judged, judged_under};
pub use describe::{Description, describe, described};
pub use diagnose::{DiagnoseRequest, diagnose, diagnosed};
pub use greenlight_json::write::text;
pub use licences::{LicencesRequest, ledger, licences, licences_counted};
pub use roles::{RolesRequest, roles, roles_told};
pub use rulebook::{RulebookAnswer, RulebookRequest, rulebook, rulebook_read};
pub use rules::{Entry, ExplainRequest, Explanation, Rules, explain, explained, list_rules, listed_rules};
pub use simulate::{SimulateOptions, SimulateRequest, replay, simulate, simulated};

/// What the engine tells while it works; its answers do not depend on it.
pub trait Host {
    /// Takes whole JSON Lines of a trace, at least 64 KiB at a time or the rest at the end.
    fn emit(&mut self, chunk: &str);

    /// Hears how far a long computation is, at most every 2^16 events; `false` stops it.
    fn progress(&mut self, done: u64, total: u64) -> bool;
}

/// A host that hears nothing and never stops the engine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Host for Silent {
    fn emit(&mut self, _chunk: &str) {}

    fn progress(&mut self, _done: u64, _total: u64) -> bool {
        true
    }
}

/// By which rulebook something is looked at.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct ByRulebook {
    /// By what was published by this day; by the newest complete rulebook unless said.
    pub rulebook: Option<Day>,
}

object!(ByRulebook, "options: `{rulebook: …}`", { rulebook });

/// The instant that a case is looked at.
fn instant(case: &Case) -> Result<Instant, Error> {
    case.as_of.ok_or_else(|| missing("as_of", "say which instant is judged: `as_of: 2024-02-12`"))
}

fn missing(field: &str, help: &str) -> Error {
    let message = format!("the field `{field}` is missing");
    Error::new(Code::MissingField, Pointer::ROOT.key(field), message, help)
}

/// What is wrong with a request that holds a case, told of the case.
fn of_case(error: Error) -> Error {
    let mut error = error.relative_to("case");
    let of_a_scenario = |at: &Pointer| at.as_str().strip_prefix('/').is_some_and(Scenario::is_own);
    if error.code == Code::UnknownField && of_a_scenario(&error.at) {
        "a scenario has it, a case has not: let `simulate` take this document".clone_into(&mut error.help);
    }
    error
}

/// The overlay of a request's options.
///
/// # Errors
/// What is wrong with it, with its place in the request.
fn laid(document: Option<&Document>) -> Result<Option<Overlay>, Error> {
    let laid = document.map(Overlay::new).transpose();
    laid.map_err(|error| Error { at: overlay::place().join(&error.at), ..error })
}

/// The rulebook of a day, or the newest complete one.
///
/// # Errors
/// When the day lies before the first rulebook.
pub fn book(day: Option<Day>) -> Result<Rulebook, Error> {
    book_at(day, || Pointer::ROOT.key("options").key("rulebook"))
}

/// The rulebook of a day that stands at a place, or the newest complete one.
fn book_at(day: Option<Day>, at: impl FnOnce() -> Pointer) -> Result<Rulebook, Error> {
    let day = day.unwrap_or(DEFAULT);
    Rulebook::of(day).ok_or_else(|| {
        let message = format!("there is no rulebook of {day}: the first is of {FIRST}");
        Error::new(Code::NotInForce, at(), message, "choose a later day")
    })
}

fn answer<T: Serialize>(result: Result<T, Error>) -> String {
    match result {
        Ok(value) => text(&value),
        Err(error) => error.answer(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_is_told_from_a_case() {
        let told = |case: &str| check::checked(&format!(r#"{{"case": {case}}}"#)).unwrap_err();
        let error = told(r#"{"as_of": "2024-02-12", "horizon": "30d"}"#);
        assert_eq!(error.at.as_str(), "/horizon");
        assert!(error.help.contains("`simulate`"), "{}", error.help);
        // Elsewhere it is a name like any other.
        assert!(!told(r#"{"tenant": {"horizon": "30d"}}"#).help.contains("simulate"));
    }
}
