//! A request that leaves out what is to be done is not ready: only what has a default may be left out.

mod judging;

use greenlight_core::report::Outcome;
use greenlight_core::rules::{self, examples};
use greenlight_core::text;
use std::collections::BTreeSet;

/// The fields that a request may leave out, and what that means.
const MAY_BE_LEFT_OUT: [(&str, &str); 16] = [
    // There is none.
    ("create-machine", "description"),
    ("create-image", "description"),
    ("create-network", "description"),
    ("create-group", "description"),
    // One.
    ("create-machine", "count"),
    // LIC015, which waits for the answer of others anyway, asks for it.
    ("request-capacity", "units"),
    // The network that Microsoft hosts.
    ("create-machine", "network"),
    ("create-group", "network"),
    // It stays.
    ("edit-group", "image"),
    ("edit-group", "max_bots"),
    ("edit-group", "committed_bots"),
    // As a user.
    ("share-machine", "level"),
    // A trial is the organisation's or a person's.
    ("start-trial", "environment"),
    // The account of the machine's creator.
    ("run-unattended", "account"),
    // Any desktop flow of which nothing is known.
    ("run-attended", "flow"),
    ("run-unattended", "flow"),
];

/// Actions that are asked of one desktop flow or of any, on one machine or on any of a group.
const OF_ANY: [&str; 2] = ["test-flow", "change-priority"];

#[test]
fn what_a_request_leaves_out_is_asked_for() {
    let (mut tried, mut ready) = (0, BTreeSet::new());
    for (_, book, value) in rules::ALL.iter().flat_map(|rule| examples::of(rule)) {
        let value = value.unwrap();
        let outcome = |value: &serde_json::Value| {
            judging::judged(book, &greenlight_json::from_value(value).ok()?).map(|(outcome, _)| outcome)
        };
        if outcome(&value) != Some(Outcome::Ready) {
            continue;
        }
        let Some((action, details)) =
            value["request"].as_object().unwrap().iter().find(|(key, _)| *key != "actor")
        else {
            continue;
        };
        let mut nobodys = value.clone();
        nobodys["request"].as_object_mut().unwrap().remove("actor");
        assert_eq!(outcome(&nobodys), Some(Outcome::NeedsFacts), "{nobodys}");
        for field in details.as_object().into_iter().flat_map(|details| details.keys()) {
            let mut without = value.clone();
            without["request"][action].as_object_mut().unwrap().remove(field);
            tried += 1;
            if outcome(&without) == Some(Outcome::Ready) {
                ready.insert((action.clone(), field.clone()));
            }
        }
    }
    ready.retain(|(action, field)| {
        !MAY_BE_LEFT_OUT.contains(&(action, field)) && !OF_ANY.contains(&action.as_str())
    });
    assert!(ready.is_empty(), "ready without {ready:?}");
    assert!(tried > 500, "only {tried}");
}

/// Every verb takes a request of which it is not said who acts.
#[test]
fn every_verb_takes_a_request_without_an_actor() {
    for book in greenlight_core::rulebook::Book::ALL {
        let mut case = examples::golden(*book).unwrap();
        case["request"].as_object_mut().unwrap().remove("actor");
        let about = serde_json::json!({"case": case});
        let of_machine = serde_json::json!({"case": case, "machine": "bot-01"});
        let of_person = serde_json::json!({"case": case, "person": "maker-a"});
        for (verb, answer) in [
            ("check", text::check(&about.to_string())),
            ("outcomes", text::outcomes(&about.to_string())),
            ("open", text::open(&about.to_string())),
            ("why", text::why(&about.to_string())),
            ("licences", text::licences(&about.to_string())),
            ("missing-facts", text::missing_facts(&about.to_string())),
            ("redact", text::redact(&about.to_string())),
            ("diagnose", text::diagnose(&of_machine.to_string())),
            ("roles", text::roles(&of_person.to_string())),
        ] {
            assert!(!answer.contains("\"error\":{"), "{verb}: {answer}");
        }
    }
}
