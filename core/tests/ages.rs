//! Facts that have grown old: told where a rule reads them, and unknown where an organisation wants it so.

#![expect(clippy::unwrap_used, reason = "an integration test: it may panic")]

use greenlight_core::report::{Ageing, Level, Outcome, Report};
use greenlight_core::rulebook::Book;
use greenlight_core::rules::{self, examples};
use greenlight_core::{Case, CheckOptions, check};
use serde_json::{Value, json};

const AS_OF: &str = "2024-02-12T09:00:00Z";

/// A case of the examples that is ready.
fn ready() -> (Book, Value) {
    let cases = rules::ALL.iter().flat_map(|rule| examples::of(rule));
    let ready = |(_, book, value): &(_, Book, Result<Value, _>)| {
        let value = value.as_ref().unwrap();
        value["as_of"] == AS_OF
            && value.pointer("/request/create-machine/network").is_some()
            && judged(*book, value, None).outcome == Outcome::Ready
    };
    let (_, book, value) = cases.into_iter().find(ready).unwrap();
    (book, value.unwrap())
}

fn judged(book: Book, case: &Value, ages: Option<Value>) -> Report {
    let case: Case = greenlight_json::from_value(case).unwrap();
    let overlay = ages.map(|ages| json!({"name": "Contoso", "date": "2024-01-01", "ages": ages}));
    let overlay = overlay.map(|overlay| greenlight_json::from_value(&overlay).unwrap());
    let options = CheckOptions { rulebook: Some(book.date()), overlay, ..CheckOptions::default() };
    check(&case, &options).unwrap()
}

/// The case with a fact as it was observed at an instant.
fn observed(case: &Value, at: &str, when: &str) -> Value {
    let mut case = case.clone();
    let fact = case.pointer_mut(at).unwrap();
    let field = match fact {
        Value::Array(_) => "items",
        _ => "value",
    };
    *fact = json!({field: fact.take(), "observed_at": when, "source": {"file": "az.json", "at": "/0"}});
    if field == "items" {
        fact["complete"] = json!(true);
    }
    case
}

fn places(report: &Report) -> Vec<(&str, Level)> {
    report.old.iter().map(|old| (old.at.as_str(), old.level)).collect()
}

#[test]
fn what_is_read_and_too_old_is_recorded() {
    let (book, case) = ready();
    let network = case["request"]["create-machine"]["network"].as_str().unwrap();
    let free = format!("/networks/{network}/subnet/free");
    for (when, old) in [
        ("2024-02-12T09:00:00Z", false),
        ("2024-02-12T08:00:00.001Z", false),
        ("2024-02-12T08:00:00Z", false),
        ("2024-02-12T07:59:59.999Z", true),
        ("2024-02-10T06:00:00Z", true),
        // It was seen after the instant judged: then it is not old.
        ("2024-03-01T00:00:00Z", false),
    ] {
        let report = judged(book, &observed(&case, &free, when), None);
        assert_eq!(report.outcome, Outcome::Ready);
        let expected: &[(&str, Level)] = if old { &[(&free, Level::Warning)] } else { &[] };
        assert_eq!(places(&report), expected, "{when}");
        for old in &report.old {
            assert_eq!(old.of, Ageing::Addresses);
            assert!(!old.rules.is_empty());
            assert_eq!(old.source.as_ref().map(|source| &*source.file), Some("az.json"));
        }
    }
}

#[test]
fn an_organisation_says_how_old_is_too_old_and_how_bad_that_is() {
    let (book, case) = ready();
    let environment = case["request"]["create-machine"]["environment"].as_str().unwrap();
    let actor = case["request"]["actor"].as_str().unwrap();
    let roles = format!("/people/{actor}/roles/{environment}");
    let case = observed(&case, &roles, "2024-02-08T09:00:00Z");
    assert_eq!(places(&judged(book, &case, None)), []);
    let ages = json!({"roles": "3d", "level": "note"});
    assert_eq!(places(&judged(book, &case, Some(ages))), [(&*roles, Level::Note)]);
    assert_eq!(places(&judged(book, &case, Some(json!({"roles": "4d"})))), []);
    // What counts as unknown is asked for, and is no longer the reason of anything.
    let report = judged(book, &case, Some(json!({"roles": "3d", "level": "error"})));
    assert_eq!((report.outcome, places(&report)), (Outcome::NeedsFacts, vec![(&*roles, Level::Error)]));
    assert!(report.questions.iter().any(|question| question.at.as_str() == roles));
}

/// What no rule reads may be as old as it is; and what a rule reads only behind another old fact is found as well.
#[test]
fn only_what_is_read_is_recorded() {
    let (book, case) = ready();
    let mut other = case.clone();
    other["networks"]["elsewhere"] = json!({"subnet": {"free": {"value": 5, "observed_at": "2020-01-01"}}});
    assert_eq!(places(&judged(book, &other, None)), []);
    let environment = case["request"]["create-machine"]["environment"].as_str().unwrap();
    let network = case["request"]["create-machine"]["network"].as_str().unwrap();
    let (free, units) = (
        format!("/networks/{network}/subnet/free"),
        format!("/environments/{environment}/hosted_rpa_addons"),
    );
    let both = observed(&observed(&case, &free, "2020-01-01"), &units, "2020-01-01");
    assert_eq!(places(&judged(book, &both, None)), [(&*units, Level::Warning), (&*free, Level::Warning)]);
}
