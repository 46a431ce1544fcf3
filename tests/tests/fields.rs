//! What the list of fields says of each holds of the corpus: it is asked for by the rules, in the actions, that the list names.
#![expect(clippy::tests_outside_test_module, reason = "an integration test: it may panic")]

use conformance::{Door as _, Native, corpus};
use greenlight_core::facts::request::Action;
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn every_field_that_is_asked_for_says_by_which_rules() {
    let listed: Value = serde_json::from_str(include_str!("../../docs/fields.json")).unwrap();
    let fields = listed["fields"].as_object().unwrap();
    let (mut asked, mut unlisted) = (0, BTreeSet::new());
    for case in corpus().unwrap().iter().filter(|case| case.verb == "check" && case.input.starts_with('{')) {
        let Ok(mut request) = serde_json::from_str::<Value>(&case.input) else { continue };
        if !request["case"].is_object() || !request["options"].is_object() {
            continue;
        }
        request["options"]["parameters"] = true.into();
        let report: Value = serde_json::from_str(&Native.call("check", &request.to_string())).unwrap();
        let action = report["request"]["action"].as_str().unwrap_or_default();
        for question in report["questions"].as_array().into_iter().flatten() {
            let at = question["sentence"].as_str().unwrap();
            // Of a thing that is only named, everything is asked for at once; whether a list is whole is said beside it.
            let Some(field) = fields.get(at) else {
                let whole = ["/machines", "/groups"].contains(&at) || at.ends_with('*');
                unlisted.extend((!whole).then(|| format!("{at} is no field")));
                continue;
            };
            let rules: Vec<&str> =
                field["asked"][action].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            for rule in question["rules"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                asked += 1;
                let is_known = rules.contains(&rule) || rule.starts_with("ORG");
                unlisted.extend((!is_known).then(|| format!("{at} is asked for by {rule} in `{action}`")));
            }
        }
    }
    assert!(asked > 1500, "only {asked} questions");
    assert!(unlisted.is_empty(), "{}", unlisted.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_field_says_what_it_takes() {
    let listed: Value = serde_json::from_str(include_str!("../../docs/fields.json")).unwrap();
    for (at, field) in listed["fields"].as_object().unwrap() {
        for said in ["label", "hint", "type"] {
            assert!(field[said].as_str().is_some_and(|said| !said.is_empty()), "{at} has no {said}");
        }
        let asked = field["asked"].as_object().is_some_and(|asked| !asked.is_empty());
        let belongs: Vec<&str> =
            field["actions"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert!(asked == belongs.is_empty(), "{at} is asked for by nobody and belongs to no action");
        assert!(belongs.iter().all(|action| Action::find(action).is_some()), "{at}: {belongs:?}");
        let chosen = field["type"] == "choice";
        assert!(!chosen || field["words"].as_array().is_some_and(|words| words.len() > 1), "{at}");
        let is_fact = !at.starts_with("/request/") && field["asked"].is_object();
        assert!(
            !is_fact || field["call"].is_object() != field["stands"].is_string(),
            "{at} comes from nowhere"
        );
    }
}
