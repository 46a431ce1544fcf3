//! The engine's verbs: typed for Rust programs, and on JSON text for every binding (wasmtime, browser, native tests) with the same bytes.

mod asks;
pub mod check;
pub mod describe;
pub mod diagnose;
pub mod explain;
pub mod judge;
pub mod licences;
pub mod open;
pub mod open_case;
pub mod outcomes;
pub mod phrases;
pub mod roles;
pub mod shards;
pub mod simulate;
pub mod text;
pub mod values;
pub mod why;

#[cfg(feature = "import")]
pub mod import_facts;
#[cfg(feature = "import")]
pub mod missing_facts;
#[cfg(feature = "import")]
pub mod redact;

use crate::facts::Case;
use crate::facts::scenario::Scenario;
use crate::overlay::document::Document;
use crate::overlay::{self, Overlay};
use crate::rulebook::{DEFAULT, FIRST, Rulebook};
use crate::vocabulary::Word;
use crate::vocabulary::error::{Error, ErrorCode, Faults};
use crate::vocabulary::expected;
use crate::vocabulary::instant::{Day, Instant};
pub use check::{CheckOptions, CheckRequest};
pub use describe::Description;
pub use diagnose::DiagnoseRequest;
pub use explain::{ExplainRequest, Explanation, RuleEntry, Rules};
use greenlight_json::field_is_missing;
use greenlight_json::{FAULTS_MAX, FromJsonInPlace, Pointer, object};
#[cfg(feature = "import")]
pub use import_facts::ImportRequest;
pub use judge::{Judge, JudgeOptions};
pub use licences::LicencesRequest;
pub use open::{OpenOptions, OpenRequest};
pub use open_case::OpenCase;
#[cfg(feature = "import")]
pub use redact::RedactRequest;
pub use roles::RolesRequest;
pub use shards::{MergeRequest, ShardRequest};
pub use simulate::{SimulateOptions, SimulateRequest};
pub use values::{RulebookAnswer, RulebookRequest};
pub use why::WhyRequest;

/// The rulebook to use.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct ByRulebook {
    /// The day up to which publications are taken into account; by default that of the newest complete rulebook.
    pub rulebook: Option<Day>,
    /// Include in errors the phrases of their sentences in the catalogue of messages, for translation.
    pub parameters: bool,
}

object!(ByRulebook, expected::BY_RULEBOOK, { rulebook, parameters });

/// Returns the instant of a case.
fn instant(case: &Case) -> Result<Instant, Error> {
    case.as_of.ok_or_else(|| missing("as_of", phrases::SAY_WHICH_INSTANT))
}

fn missing(field: &str, help: impl Into<Word>) -> Error {
    Error::new(ErrorCode::MissingField, Pointer::ROOT.key(field), field_is_missing(field), help)
}

/// Returns the error that the case has no request.
#[cold]
fn no_request() -> Error {
    let example = "`request: {actor: maker-a, create-machine: {environment: prod}}`";
    missing("request", phrases::SAY_WHO.with("example", example))
}

/// Reads a request that holds a case. All errors are reported at once, including unknown references and misspelt words in the parts that
/// could be read.
///
/// # Errors
/// All errors in the case, with pointers into it.
fn read_request<T: FromJsonInPlace>(
    asked: &mut T,
    case: fn(&T) -> &Case,
    request: &str,
) -> Result<(), Error> {
    greenlight_json::read_str(asked, request).map_err(|error| with_names(of_case(error.into()), case(asked)))
}

/// Adds the errors about names to the other errors of a case. If a whole entry could not be read, or reading ended early, references to it
/// are not reported.
#[cold]
fn with_names(mut error: Error, case: &Case) -> Error {
    let whole = |fault: &Error| match fault.code {
        ErrorCode::MalformedJson | ErrorCode::TooLarge => false,
        _ => {
            matches!(fault.at.keys().next().as_deref(), Some("as_of" | "tenant"))
                || fault.at.keys().nth(2).is_some()
        }
    };
    if error.others.len() < FAULTS_MAX && error.all().all(whole) {
        let mut faults = Faults::at_most(FAULTS_MAX - error.others.len());
        faults.note(case.resolve_request());
        faults.note(case.facts.resolve());
        error.others.extend(faults.into_told());
    }
    error
}

/// Makes an error in a request that holds a case relative to the case.
fn of_case(error: Error) -> Error {
    of_case_itself(error.relative_to("case"))
}

/// Adds help to an error in a case, if the field belongs to a scenario.
fn of_case_itself(error: Error) -> Error {
    let of_a_scenario = |at: &Pointer| at.as_str().strip_prefix('/').is_some_and(Scenario::is_own);
    if error.code == ErrorCode::UnknownField && of_a_scenario(&error.at) {
        return error.helped(phrases::OF_A_SCENARIO);
    }
    error
}

/// Reads the overlay of a request's options.
///
/// # Errors
/// If the overlay is invalid, with a pointer into the request.
fn overlay(document: Option<&Document>) -> Result<Option<Overlay>, Error> {
    let checked = document.map(Overlay::new).transpose();
    checked.map_err(|error| error.under(&overlay::place()))
}

/// Returns the rulebook of a day, by default the newest complete one.
///
/// # Errors
/// If the day lies before the first rulebook.
pub fn book(day: Option<Day>) -> Result<Rulebook, Error> {
    book_at(day, || Pointer::ROOT.key("options").key("rulebook"))
}

/// Returns the rulebook of a day, by default the newest complete one; `at` is the pointer to the day in the request.
fn book_at(day: Option<Day>, at: impl FnOnce() -> Pointer) -> Result<Rulebook, Error> {
    let day = day.unwrap_or(DEFAULT);
    Rulebook::of(day).ok_or_else(|| {
        let message = phrases::NO_RULEBOOK_OF.with("day", day).with("first", FIRST);
        Error::new(ErrorCode::NotInForce, at(), message, phrases::CHOOSE_A_LATER_DAY)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_looked_at_beside_values() {
        let told = |case: &str| {
            let error = check::on_text(&format!(r#"{{"case": {case}}}"#)).unwrap_err();
            error.all().map(|fault| format!("{} {}", fault.at, fault.code)).collect::<Vec<_>>()
        };
        let rest = r#""people": {"ann": {"plans": ["power-automate-premum"]}}, "request": {"actor": "bob", "restart": {"machine": "bot"}}}"#;
        let named = [
            "/request/actor unknown-reference",
            "/request/restart/machine unknown-reference",
            "/people/ann/plans/0 unknown-value",
        ];
        // Errors about names are reported even if another entry or field is invalid.
        assert_eq!(told(&format!("{{{rest}")), named);
        for (wrong, fault) in [
            (r#""tenant": {"contry": "NO"}"#, "/tenant/contry unknown-field"),
            (r#""as_of": "2024-02-30""#, "/as_of invalid-value"),
            (r#""images": {"x": {"generation": "two"}}"#, "/images/x/generation wrong-type"),
        ] {
            let all: Vec<&str> = std::iter::once(fault).chain(named).collect();
            assert_eq!(told(&format!("{{{wrong}, {rest}")), all);
        }
        // If an entry cannot be read, references to it are not reported.
        for (wrong, fault) in [
            (r#""machines": {"bot": 1}"#, "/machines/bot wrong-type"),
            (r#""machins": {"bot": {}}"#, "/machins unknown-field"),
        ] {
            assert_eq!(told(&format!("{{{wrong}, {rest}")), [fault]);
        }
    }

    #[test]
    fn a_scenario_is_told_from_a_case() {
        let told = |case: &str| check::on_text(&format!(r#"{{"case": {case}}}"#)).unwrap_err();
        let error = told(r#"{"as_of": "2024-02-12", "horizon": "30d"}"#);
        assert_eq!(error.at.as_str(), "/horizon");
        assert!(error.help.contains("`simulate`"), "{}", error.help);
        // Inside an object it is an ordinary name.
        assert!(!told(r#"{"tenant": {"horizon": "30d"}}"#).help.contains("simulate"));
    }
}
