//! Facts of which only one can be are refused, with both places; every fact that says when something happened is held to the instant judged.
#![expect(
    clippy::tests_outside_test_module,
    clippy::unwrap_used,
    reason = "an integration test: it may panic"
)]

use greenlight_core::Case;
use greenlight_core::rulebook::Book;
use greenlight_core::rules::examples;
use greenlight_core::vocabulary::error::{Error, ErrorCode};
use greenlight_core::vocabulary::instant::Instant;
use greenlight_json::{Pointer, patch};
use serde_json::{Value, json};

/// What is wrong with the complete case, changed so.
fn resolve(changes: &Value) -> Option<Error> {
    let mut document = examples::golden(Book::General).unwrap();
    patch::merge(&mut document, changes);
    let case: Case = greenlight_json::from_value(&document).unwrap();
    case.resolve().err()
}

/// Holds that the change is refused at the two places, or that it is not.
fn check(changes: &Value, expected: Option<(&str, &str)>) {
    let found = resolve(changes);
    let places = found.as_ref().map(|error| {
        assert_eq!(error.code, ErrorCode::Contradiction, "{changes}: {error}");
        (error.at.as_str(), error.related.first().map(Pointer::as_str).unwrap_or_default())
    });
    assert_eq!(places, expected, "{changes}: {found:?}");
}

#[test]
fn one_thing_is_stated_once() {
    let count = Some(("/environments/prod/hosted_machines", "/machines"));
    let one = |number: Value| json!({"environments": {"prod": {"hosted_machines": number}}});
    check(&one(json!(1)), count);
    check(&one(json!({"at_least": 1})), None);
    check(&one(json!(2)), None);
    check(&one(json!(3)), None);
    let whole = |mut changes: Value| {
        changes["machines_complete"] = json!(true);
        changes["tenant"] = json!({"hosted_machines": 2});
        changes
    };
    check(&whole(one(json!(2))), None);
    check(&whole(one(json!(3))), count);
    check(&whole(one(json!({"at_least": 3}))), count);
    check(
        &whole(
            json!({"machines": {"bot-02": {"status": "deleted"}}, "environments": {"prod": {"hosted_machines": 1}}}),
        ),
        None,
    );
    check(&json!({"tenant": {"hosted_machines": 1}}), Some(("/tenant/hosted_machines", "/machines")));
    let groups = |number: u64| json!({"environments": {"prod": {"hosted_machine_groups": number}}});
    check(&groups(0), Some(("/environments/prod/hosted_machine_groups", "/groups")));
    check(&groups(1), None);

    let system = |version: &str, build: u64| json!({"images": {"finance": {"os": {"family": "windows-11", "version": version, "build": build}}}});
    check(&system("22H2", 22621), None);
    check(&system("22H2", 26100), Some(("/images/finance/os/build", "/images/finance/os/version")));
    check(&system("27H9", 26100), None);

    let session = |state: &str, user: &str| json!({"machines": {"bot-01": {"windows": {"session": state, "session_user": user}}}});
    let both = Some(("/machines/bot-01/windows/session_user", "/machines/bot-01/windows/session"));
    check(&session("locked", "maker-a"), None);
    check(&session("locked", "none"), both);
    check(&session("none", "maker-a"), both);

    let bought = json!({"environments": {"prod": {"hosted_process": 1}}});
    check(&bought, Some(("/environments/prod/hosted_process", "/environments/prod/hosted_rpa_addons")));
}

#[test]
fn nothing_happens_to_what_is_not_yet_there() {
    let restarted =
        |at: &str| json!({"machines": {"bot-01": {"requested": "2024-01-30T08:00:00Z", "restarted": at}}});
    check(&restarted("2024-01-30T08:00:00Z"), None);
    check(
        &restarted("2024-01-30T07:59:59.999Z"),
        Some(("/machines/bot-01/restarted", "/machines/bot-01/requested")),
    );
}

/// The places of all instants below a value.
fn instants(at: &Pointer, value: &Value, found: &mut Vec<Pointer>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| instants(&at.clone().key(name), value, found));
        }
        Value::String(text) if Instant::parse(text).is_some() => found.push(at.clone()),
        _ => {}
    }
}

/// The complete case states every fact, so that a new one that nobody holds to the instant judged is found here.
#[test]
fn what_has_not_happened_is_no_fact() {
    let golden = examples::golden(Book::General).unwrap();
    let mut dated = Vec::new();
    instants(&Pointer::ROOT, &golden, &mut dated);
    dated.retain(|at| at.as_str() != "/as_of");
    assert!(dated.len() > 12, "{dated:?}");
    let now = Instant::parse(golden["as_of"].as_str().unwrap()).unwrap();
    for place in dated {
        for (later, refused) in [(now, false), (now.plus_ms(1), true)] {
            let mut document = golden.clone();
            *document.pointer_mut(place.as_str()).unwrap() = json!(later.to_string());
            let case: Case = greenlight_json::from_value(&document).unwrap();
            let error = case.resolve().err();
            // What it is the beginning of has happened by then.
            let of_order = error.as_ref().is_some_and(|error| error.related.contains(&place));
            let at = error.as_ref().map(|error| error.at.clone());
            assert!(of_order || at == refused.then(|| place.clone()), "{place}, {later}: {error:?}");
        }
    }
}
