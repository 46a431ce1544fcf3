//! Laws that hold whatever the case: over cases that are drawn, not written.

#![expect(clippy::unwrap_used, reason = "an integration test: it may panic")]

use conformance::{Calls, Door as _, Native, corpus};
use greenlight_core::Case;
use serde_json::{Map, Value};

/// How many drawn calls are looked at.
const CALLS: u64 = 3_000;

/// Requests for a verdict that are well formed and have one, with what is answered.
fn judged() -> Vec<(Value, Value)> {
    let calls = Calls::of(&corpus().unwrap());
    let checks = (0..CALLS).map(|number| calls.call(number)).filter(|call| call.verb == "check");
    let judged: Vec<_> = checks
        .filter_map(|call| {
            let request: Value = serde_json::from_str(&call.input).ok()?;
            let answer = check(&request);
            answer.get("outcome").is_some().then_some((request, answer))
        })
        .collect();
    assert!(judged.len() > 500, "only {} cases", judged.len());
    judged
}

fn check(request: &Value) -> Value {
    serde_json::from_str(&Native.call("check", &request.to_string())).unwrap()
}

/// The members of every object from the last to the first.
fn reversed(value: &Value) -> String {
    let texts = |texts: Vec<String>| texts.join(",");
    match value {
        Value::Object(fields) => {
            let members = fields.iter().rev();
            let members =
                members.map(|(key, value)| format!("{}:{}", Value::from(key.as_str()), reversed(value)));
            format!("{{{}}}", texts(members.collect()))
        }
        Value::Array(items) => format!("[{}]", texts(items.iter().map(reversed).collect())),
        other => other.to_string(),
    }
}

#[test]
fn a_case_that_is_written_reads_the_same_again() {
    for (request, _) in judged() {
        let case: Case = serde_json::from_value(request["case"].clone()).unwrap();
        let written = serde_json::to_string(&case).unwrap();
        let again: Case = greenlight_core::json::from_str(&written).unwrap();
        // Who vouches for what is not said is not written.
        let document: Value = serde_json::from_str(&written).unwrap();
        let origins = |case: &Case| -> Vec<_> {
            let stated = case.origins.iter().filter(|(at, _)| document.pointer(at.as_str()).is_some());
            stated.map(|(at, origin)| (at.clone(), origin.clone())).collect()
        };
        let same = origins(&case) == origins(&again)
            && (&case.facts, &case.request) == (&again.facts, &again.request);
        assert!(same && case.as_of == again.as_of, "{request}\n{written}");
    }
}

#[test]
fn the_order_of_members_changes_nothing() {
    for (request, answer) in judged() {
        let other: Value = serde_json::from_str(&Native.call("check", &reversed(&request))).unwrap();
        assert_eq!(answer, other, "{request}");
    }
}

/// Things that nothing in a case names.
const UNRELATED: [(&str, &str); 5] = [
    ("people", "{\"account\": \"disabled\"}"),
    ("images", "{\"generation\": 1, \"os_disk_gb\": 4000}"),
    ("networks", "{\"region\": \"West Europe\", \"subnet\": {\"free\": 0}}"),
    ("subscriptions", "{\"state\": \"disabled\"}"),
    ("environments", "{\"geography\": \"Japan\", \"hosted_rpa_addons\": 0}"),
];

#[test]
fn what_nothing_names_changes_no_outcome() {
    let mut tried = 0;
    for (number, (request, answer)) in judged().into_iter().enumerate() {
        let Some((collection, thing)) = UNRELATED.get(number % UNRELATED.len()) else { continue };
        let mut more = request.clone();
        let Some(case) = more["case"].as_object_mut() else { continue };
        let Value::Object(things) = case.entry(*collection).or_insert_with(|| Value::Object(Map::new()))
        else {
            continue;
        };
        // A list that may not be whole stays as it is.
        if things.contains_key("items") {
            continue;
        }
        things.insert("unrelated".to_owned(), serde_json::from_str(thing).unwrap());
        tried += 1;
        assert_eq!(check(&more)["outcome"], answer["outcome"], "{collection} more than in {request}");
    }
    assert!(tried > 300, "only {tried}");
}

/// The places of facts: leaves, and lists as wholes.
fn facts(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) if !fields.is_empty() && !fields.contains_key("items") => {
            for (key, value) in fields {
                facts(value, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        _ if at.matches('/').count() > 2 && !at.starts_with("/case/request") => found.push(at.to_owned()),
        _ => {}
    }
}

/// Of these nothing said has a meaning: paid for beforehand; nothing that vouches or bounds.
const MEANT: [&str; 5] = ["/billing", "/attested", "/at_least", "/value", "/complete"];

#[test]
fn erasing_a_fact_leaves_the_outcome_or_opens_it() {
    let mut tried = 0;
    for (number, (request, answer)) in judged().into_iter().enumerate() {
        let mut places = Vec::new();
        facts(&request["case"], "/case", &mut places);
        places.retain(|place| !MEANT.iter().any(|end| place.contains(end)));
        for (place, at) in places.iter().enumerate().filter(|(place, _)| (place + number) % 17 == 0) {
            let mut without = request.clone();
            let (above, key) = at.rsplit_once('/').unwrap();
            let key = key.replace("~1", "/").replace("~0", "~");
            let Some(group) = without.pointer_mut(above).and_then(Value::as_object_mut) else { continue };
            group.remove(&key);
            let then = &check(&without)["outcome"];
            tried += 1;
            assert!(
                *then == answer["outcome"] || then == "needs-facts",
                "call with {place}: {} with {at} and {then} without it in {request}",
                answer["outcome"]
            );
        }
    }
    assert!(tried > 1_000, "only {tried}");
}
