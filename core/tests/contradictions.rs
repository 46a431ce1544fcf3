//! Facts of which only one can be are refused, with both places; every fact that says when something happened is held to the instant judged.
#![expect(
    clippy::tests_outside_test_module,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "an integration test: it may panic"
)]

mod facts;

use facts::facts;
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

/// Two facts, a change of the complete case in which they exclude each other, and one in which they do not.
type Pair = (&'static str, &'static str, Value, Value);

/// Pairs of facts that state one thing twice, or of which one leaves no room for the other.
fn pairs() -> Vec<Pair> {
    [counts(), orders(), states()].concat()
}

/// What is counted, and listed or counted elsewhere.
fn counts() -> Vec<Pair> {
    let prod = |fields: Value| json!({"environments": {"prod": fields}});
    let machines = |number: u64| prod(json!({"hosted_machines": number}));
    let groups = |number: u64| prod(json!({"hosted_machine_groups": number}));
    let tenant = |number: u64| json!({"tenant": {"hosted_machines": number}});
    let units = |bought: Value| prod(json!({"hosted_process": 1, "hosted_rpa_addons": bought}));
    vec![
        ("/environments/x/hosted_machines", "/machines", machines(1), machines(2)),
        ("/environments/x/hosted_machine_groups", "/groups", groups(0), groups(1)),
        ("/tenant/hosted_machines", "/machines", tenant(1), tenant(7)),
        (
            "/environments/x/hosted_process",
            "/environments/x/hosted_rpa_addons",
            units(json!(1)),
            units(json!(null)),
        ),
    ]
}

/// What comes after what.
fn orders() -> Vec<Pair> {
    let machine = |fact: &'static str, later: &str| {
        let bot =
            |at: &str| json!({"machines": {"bot-01": {"requested": "2024-01-30T08:00:00Z", later: at}}});
        (fact, "/machines/x/requested", bot("2024-01-29"), bot("2024-01-31"))
    };
    let group = |at: &str| json!({"groups": {"invoices": {"provisioned": "2024-01-30", "last_run": at}}});
    vec![
        machine("/machines/x/restarted", "restarted"),
        machine("/machines/x/last_run", "last_run"),
        machine("/machines/x/last_desktop_use", "last_desktop_use"),
        ("/groups/x/last_run", "/groups/x/provisioned", group("2024-01-29"), group("2024-01-31")),
    ]
}

/// What is said of one state in two ways.
fn states() -> Vec<Pair> {
    let os = |fields: Value| json!({"images": {"finance": {"os": fields}}});
    let version = |version: &str| os(json!({"version": version, "build": 26100}));
    let ten = |build: u64| os(json!({"family": "windows-10", "version": null, "build": build}));
    let session = |user: &str| json!({"machines": {"bot-01": {"windows": {"session": "locked", "session_user": user}}}});
    let waits = |collection: &str, name: &str, runs: u64| json!({collection: {name: {"queue": {"waiting_runs": runs, "waiting_minutes": 800}}}});
    let claimed = |member: &str| json!({"machines": {"bot-01": {"group": "pool"}}, "groups": {"pool": {"members": [member]}}});
    let failed = |error: &str| json!({"networks": {"corp": {"connection": {"health": "failed", "health_error": error}}}});
    let queue = |of: &'static [&'static str; 2], collection, name| {
        (of[0], of[1], waits(collection, name, 0), waits(collection, name, 1))
    };
    vec![
        ("/images/x/os/build", "/images/x/os/version", version("22H2"), version("24H2")),
        ("/images/x/os/build", "/images/x/os/family", ten(26100), ten(17763)),
        (
            "/machines/x/windows/session_user",
            "/machines/x/windows/session",
            session("none"),
            session("maker-a"),
        ),
        queue(&["/machines/x/queue/waiting_minutes", "/machines/x/queue/waiting_runs"], "machines", "bot-01"),
        queue(&["/groups/x/queue/waiting_minutes", "/groups/x/queue/waiting_runs"], "groups", "pool"),
        ("/machines/x/group", "/groups/x/members", claimed("bot-02"), claimed("bot-01")),
        (
            "/networks/x/connection/health_error",
            "/networks/x/connection/health",
            failed("none"),
            failed("dnsCheckUnknownError"),
        ),
    ]
}

#[test]
fn what_states_one_thing_twice_is_held_to_it() {
    for (fact, other, contradicts, agrees) in pairs() {
        let code = |changes: &Value| resolve(changes).map(|error| error.code);
        assert_eq!(code(&contradicts), Some(ErrorCode::Contradiction), "{fact} and {other}: {contradicts}");
        assert_eq!(code(&agrees), None, "{fact} and {other}: {agrees}");
    }
    let twice = json!({"groups": {"pool": {"members": ["bot-01"]}, "more": {"kind": "machines", "members": ["bot-01"]}}});
    check(&twice, Some(("/groups/pool/members", "/groups/more/members")));
}

/// Facts that state nothing that another states. One that is new is added here once that was thought about, or to the pairs.
const ALONE: &str = include_str!("contradictions/alone.txt");

#[test]
fn every_fact_is_known_to_stand_alone_or_is_held_to_another() {
    let pairs = pairs();
    let paired = |fact: &str| pairs.iter().any(|(one, other, ..)| *one == fact || *other == fact);
    let stands: Vec<String> = facts().into_iter().filter(|fact| !paired(fact)).collect();
    let alone: Vec<&str> = ALONE.lines().collect();
    assert_eq!(stands, alone);
    let all = facts();
    for (one, other, ..) in pairs.iter().filter(|(_, other, ..)| !["/machines", "/groups"].contains(other)) {
        for fact in [one, other] {
            assert!(all.iter().any(|known| known == fact), "{fact} is no fact");
        }
    }
}
