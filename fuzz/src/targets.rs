//! What is tried on hostile texts, a function for each kind of document: none may panic, and each says what must hold beside that.

use greenlight_core::json::{Canonical, DocumentError, ErrorKind, from_str, from_value, patch};
use greenlight_core::report::Outcome;
use greenlight_core::scenario::Limits;
use greenlight_core::verbs::OpenOptions;
use greenlight_core::{
    Case, CheckOptions, NoObserver, Scenario, SimulateOptions, check, open, simulate, text,
};
use serde_json::{Value, json};

/// What is tried on a text.
type Target = fn(&str);

/// The targets by name.
pub(crate) const TARGETS: &[(&str, Target)] = &[
    ("json", json_text),
    ("patch", merge_patch),
    ("case", case),
    ("scenario", scenario),
    ("overlay", overlay),
    ("trace", trace),
    ("shard", shard),
    ("diagnose", diagnose),
    ("explain", explain),
    ("open", opened),
    ("import", imported),
    ("redact", redacted),
    ("request", request),
];

/// Work that one scenario may be, so that a target takes milliseconds.
const LIMITS: Limits = Limits { events: Some(20_000), events_at_once: Some(5_000), machines: Some(500) };

/// A case that an overlay is laid over.
const GOLDEN: &str = include_str!("../corpus/case/golden.json");

/// JSON is accepted or refused as `serde_json` does, an error lies within the text, and the canonical form is its own.
fn json_text(text: &str) {
    let theirs = serde_json::from_str::<Value>(text);
    match from_str::<Value>(text) {
        Ok(ours) => assert_eq!(Some(ours), theirs.ok()),
        Err(error) => {
            assert!(theirs.is_err(), "{error}");
            within(text, &error);
        }
    }
    if let Ok(canonical) = from_str::<Canonical>(text) {
        let again = from_str::<Canonical>(canonical.as_str()).map(|again| again.as_str().to_owned());
        assert_eq!(again.as_deref(), Ok(canonical.as_str()));
    }
}

fn within(text: &str, error: &DocumentError) {
    if let (Some(line), Some(column)) = (error.line, error.column) {
        let found = text.split('\n').nth(line as usize - 1).map(str::len);
        assert!(found.is_some_and(|length| column as usize <= length + 1), "{error}");
    } else {
        assert_ne!(error.kind, ErrorKind::Malformed, "{error}");
    }
}

/// A patch is merged as often as one likes: the first line is the target, the rest the patch.
fn merge_patch(text: &str) {
    let Some((target, change)) = text.split_once('\n') else { return };
    let (Ok(mut target), Ok(change)) = (from_str::<Value>(target), from_str::<Value>(change)) else { return };
    patch::merge(&mut target, &change);
    let once = target.clone();
    patch::merge(&mut target, &change);
    assert_eq!(target, once);
}

/// A case is judged alone as it is in a batch, twice with the same bytes, and a refusal says where.
fn case(text: &str) {
    let request = format!("{{\"case\":{text}}}");
    let answer = answered(&request, text::check);
    if !request.contains(['\n', '\r']) {
        assert_eq!(text::check_lines(&request).trim_end(), answer);
    }
    answered(&request, text::licences);
}

/// A scenario is simulated, twice with the same end.
fn scenario(text: &str) {
    let Ok(mut scenario) = from_str::<Scenario>(text) else { return };
    scenario.limits = LIMITS;
    let once = || simulate(&scenario, &SimulateOptions::default(), &mut NoObserver);
    match (once(), once()) {
        (Ok(first), Ok(again)) => assert_eq!(json!(first), json!(again)),
        (Err(first), Err(again)) => assert_eq!(first.message, again.message),
        (first, again) => panic!("{:?} and {:?}", first.is_ok(), again.is_ok()),
    }
}

/// An overlay is refused, or laid over.
fn overlay(text: &str) {
    answered(&format!("{{\"case\":{GOLDEN},\"options\":{{\"all\":true,\"overlay\":{text}}}}}"), text::check);
}

/// A trace is run again, as far as its scenario may be.
fn trace(text: &str) {
    let (header, rest) = text.split_once('\n').unwrap_or((text, ""));
    let mut bounded = text.to_owned();
    if let Ok(mut header) = from_str::<Value>(header)
        && let Some(Value::Object(scenario)) = header.get_mut("scenario")
    {
        let Limits { events, events_at_once, machines } = LIMITS;
        let limits = json!({"events": events, "events_at_once": events_at_once, "machines": machines});
        scenario.insert("limits".to_owned(), limits);
        let whole = from_value::<Scenario>(&Value::Object(scenario.clone()));
        // A trace of everything is as long as its scenario: no longer than what is tried without one.
        if whole.is_ok_and(|scenario| scenario.replicates.unwrap_or(1) > 100) {
            return;
        }
        bounded = format!("{header}\n{rest}");
    }
    answered(&bounded, |trace| text::replay(trace, &mut NoObserver));
}

/// The scenario of which shards are merged.
const SHARED: &str = include_str!("../corpus/scenario/small.json");

/// Shards are merged, or refused. What they are a part of they leave to be filled in, or all would be refused for that.
fn shard(text: &str) {
    let mut shards = text.to_owned();
    for of in 1..=2 {
        let part = format!("{{\"scenario\":{SHARED},\"shard\":{{\"number\":1,\"of\":{of}}}}}");
        let own: Value =
            serde_json::from_str(&text::shard(&part, &mut NoObserver)).expect("an answer is JSON");
        shards = shards
            .replace(&format!("\"@{of}\""), &own.get("simulation").cloned().unwrap_or_default().to_string());
    }
    for partial in [true, false] {
        let request = format!("{{\"scenario\":{SHARED},\"partial\":{partial},\"shards\":[{shards}]}}");
        answered(&request, |request| text::merge(request, &mut NoObserver));
    }
}

/// A request of `diagnose`.
fn diagnose(text: &str) {
    answered(text, text::diagnose);
}

/// A request of `explain`.
fn explain(text: &str) {
    answered(text, text::explain);
}

/// What is open in a case: after the statements that are named, the case is ready, or blocked, as they say.
fn opened(text: &str) {
    let Ok(case) = from_str::<Case>(text) else { return };
    let Ok(open) = open(&case, &OpenOptions::default()) else { return };
    for (statements, right) in [(open.ready_if, Outcome::Ready), (open.blocked_if, Outcome::Blocked)] {
        let Some(statements) = statements else { continue };
        let mut stated = case.clone();
        for change in &statements {
            stated.apply(change).expect("a statement can be made");
        }
        let report = check(&stated, &CheckOptions::default()).expect("what is stated does not contradict");
        assert_eq!(report.outcome, right, "{}", json!(statements));
    }
}

/// A file of another tool: its facts are a case that is accepted, and read again over themselves they change nothing.
fn imported(text: &str) {
    let files = json!([{"name": "export.json", "text": text}]);
    let answer = answered(&json!({"files": files}).to_string(), text::import_facts);
    let answer: Value = serde_json::from_str(&answer).expect("an answer is JSON");
    let facts = &answer["facts"];
    let Err(error) = from_value::<Case>(facts) else {
        let again = json!({"files": files, "tenant": facts}).to_string();
        let again: Value = serde_json::from_str(&text::import_facts(&again)).expect("an answer is JSON");
        assert_eq!(again["changes"].as_array().map_or(0, Vec::len), 0, "{}", again["changes"]);
        return;
    };
    panic!("{error}: {facts}");
}

/// A case without names is judged as it was with them.
fn redacted(text: &str) {
    let answer: Value = serde_json::from_str(&answered(&format!("{{\"case\":{text}}}"), text::redact))
        .expect("an answer is JSON");
    let Some(case) = answer.get("case") else { return };
    let judged = |case: &str| {
        let answer = text::check(&format!("{{\"case\":{case}}}"));
        let answer: Value = serde_json::from_str(&answer).expect("an answer is JSON");
        let findings = answer["findings"].as_array().into_iter().flatten();
        let mut codes: Vec<String> = findings.map(|finding| finding["code"].to_string()).collect();
        codes.sort_unstable();
        (answer["outcome"].clone(), answer["error"]["code"].clone(), codes)
    };
    assert_eq!(judged(text), judged(&case.to_string()), "{case}");
}

/// A request to the verb that the first line names.
fn request(text: &str) {
    let Some((verb, request)) = text.split_once('\n') else { return };
    let verb = match verb {
        "licences" => text::licences,
        "missing-facts" => text::missing_facts,
        "open" => text::open,
        "roles" => text::roles,
        "rulebook" => text::rulebook,
        "why" => text::why,
        _ => return,
    };
    answered(request, verb);
}

/// The answer: JSON, the same when it is asked for again, and with a code where it is a refusal.
fn answered(request: &str, verb: impl Fn(&str) -> String) -> String {
    let answer = verb(request);
    assert_eq!(verb(request), answer);
    let read: Value = serde_json::from_str(&answer).expect("an answer is JSON");
    // A machine's error is a text.
    if let Some(Value::Object(error)) = read.get("error") {
        assert!(error.contains_key("code") && error.contains_key("message"), "{answer}");
    }
    answer
}
