//! A case without names gives the same findings, at the same places once those are without names.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "an integration test: it may panic")]

mod parallel;

use greenlight_core::facts::redact::Pseudonyms;
use greenlight_core::json::Pointer;
use greenlight_core::rules::{ALL, examples};
use greenlight_core::text;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What is judged: outcome, and of each finding, question and verdict the code and the place.
fn judged(case: &Value, rulebook: &str, place: &mut dyn FnMut(&str) -> String) -> BTreeSet<String> {
    let request = json!({"case": case, "options": {"rulebook": rulebook, "all": true}}).to_string();
    let report: Value = serde_json::from_str(&text::check(&request)).unwrap();
    let mut told = BTreeSet::from([format!("{} {}", report["outcome"], report["error"]["code"])]);
    let mut note = |kind: &str, list: &Value, code: &str| {
        for one in list.as_array().into_iter().flatten() {
            told.insert(format!("{kind} {} {}", one[code], place(one["at"].as_str().unwrap_or_default())));
        }
    };
    note("finding", &report["findings"], "code");
    note("question", &report["questions"], "rules");
    note("verdict", &report["verdicts"], "code");
    for verdict in report["verdicts"].as_array().into_iter().flatten() {
        told.insert(format!("{} {}", verdict["code"], verdict["verdict"]));
    }
    told
}

#[test]
fn a_case_without_names_gives_the_same_findings_at_the_same_places() {
    let cases: Vec<_> = ALL.iter().flat_map(|rule| examples::of(rule)).collect();
    assert!(cases.len() > 500, "{}", cases.len());
    parallel::each(&cases, |_, (example, book, case)| {
        let (case, book) = (case.as_ref().unwrap(), book.date().to_string());
        let mut names = Pseudonyms::default();
        let redacted = names.redacted(case.clone());
        let mut known = names.clone();
        let before = judged(case, &book, &mut |at| known.place(&Pointer::parse(at).unwrap()).to_string());
        let after = judged(&redacted, &book, &mut str::to_owned);
        let differ: Vec<&String> = before.symmetric_difference(&after).collect();
        assert!(differ.is_empty(), "{}: {differ:?}", example.note);
        // The same names come back.
        assert_eq!(names.redacted(case.clone()), redacted);
    });
}

#[test]
fn no_name_of_the_golden_case_is_left() {
    for book in greenlight_core::rulebook::Book::ALL {
        let case = examples::golden(*book).unwrap();
        let mut names = Pseudonyms::default();
        let redacted = names.redacted(case).to_string();
        // A subnet has the name that is also the word for a kind of machine groups.
        for name in names.known.keys().filter(|name| *name != "hosted") {
            let quoted = format!("\"{name}\"");
            assert!(!redacted.contains(&quoted), "{name}: {redacted}");
        }
    }
}
