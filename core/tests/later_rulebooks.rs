//! What was published later changes values, not rules: licences, trials and the default image under the rulebook of 2025-03-10.
#![expect(
    clippy::tests_outside_test_module,
    clippy::unwrap_used,
    reason = "an integration test: it may panic"
)]

use expect_test::{Expect, expect};
use greenlight_core::rules::examples;
use greenlight_core::verbs::{self, CheckOptions};
use greenlight_core::vocabulary::instant::Day;

const BOOKS: [&str; 2] = ["2024-01-24", "2025-03-10"];

/// The verdicts of some rules on a changed golden case, by each rulebook, at instants around the change.
fn check(codes: &[&str], patch: &str, instants: &[&str], expected: &Expect) {
    let mut table = Vec::new();
    for book in BOOKS {
        for as_of in instants {
            let mut case: serde_json::Value = serde_json::from_str(examples::GOLDEN).unwrap();
            greenlight_json::patch::merge(&mut case, &serde_json::from_str(patch).unwrap());
            greenlight_json::patch::merge(&mut case, &serde_json::json!({ "as_of": as_of }));
            let case = greenlight_json::from_value(&case).unwrap();
            let report = verbs::check::check(
                &case,
                &CheckOptions {
                    rulebook: Some(Day::parse(book).unwrap()),
                    all: true,
                    ..CheckOptions::default()
                },
            )
            .unwrap();
            let verdicts: Vec<String> = report
                .verdicts
                .unwrap()
                .into_iter()
                .filter(|line| codes.contains(&&*line.code))
                .map(|line| format!("{} {}", line.code, line.verdict))
                .collect();
            table.push(format!("{book} at {as_of}: {}\n", verdicts.join(", ")));
        }
    }
    expected.assert_eq(&table.concat());
}

#[test]
fn since_2025_the_machine_is_licensed_without_a_plan() {
    check(
        &["LIC001", "LIC003"],
        r#"{"people": {"maker-a": {"plans": []}}}"#,
        &["2024-02-12T09:00:00Z", "2025-03-09T23:59:59.999Z", "2025-03-10T00:00:00Z"],
        &expect![["
            2024-01-24 at 2024-02-12T09:00:00Z: LIC001 met, LIC003 broken
            2024-01-24 at 2025-03-09T23:59:59.999Z: LIC001 met, LIC003 broken
            2024-01-24 at 2025-03-10T00:00:00Z: LIC001 met, LIC003 broken
            2025-03-10 at 2024-02-12T09:00:00Z: LIC001 met, LIC003 broken
            2025-03-10 at 2025-03-09T23:59:59.999Z: LIC001 met, LIC003 broken
            2025-03-10 at 2025-03-10T00:00:00Z: LIC001 met, LIC003 not-applicable
        "]],
    );
}

#[test]
fn since_2025_the_self_assisted_trial_makes_no_machines() {
    check(
        &["LIC001", "LIC003", "LIC020", "LIC028"],
        r#"{"tenant": {"hosted_machines": 0}, "machines": null, "environments": {"prod": {"hosted_rpa_addons": 0, "hosted_machines": 0}},
            "people": {"maker-a": {"plans": [], "self_assisted_trial": "2025-03-01"}}}"#,
        &[
            "2025-03-09T23:59:59.999Z",
            "2025-03-10T00:00:00Z",
            "2025-05-30T00:00:00Z",
        ],
        &expect![["
            2024-01-24 at 2025-03-09T23:59:59.999Z: LIC001 met, LIC003 met, LIC020 met, LIC028 met
            2024-01-24 at 2025-03-10T00:00:00Z: LIC001 met, LIC003 met, LIC020 met, LIC028 met
            2024-01-24 at 2025-05-30T00:00:00Z: LIC001 not-judged, LIC003 not-judged, LIC020 met, LIC028 broken
            2025-03-10 at 2025-03-09T23:59:59.999Z: LIC001 met, LIC003 met, LIC020 met, LIC028 met
            2025-03-10 at 2025-03-10T00:00:00Z: LIC001 broken, LIC003 not-applicable, LIC020 not-applicable, LIC028 not-applicable
            2025-03-10 at 2025-05-30T00:00:00Z: LIC001 broken, LIC003 not-applicable, LIC020 not-applicable, LIC028 not-applicable
        "]],
    );
}

#[test]
fn since_2025_everybody_sees_the_default_image_unless_that_was_turned_off() {
    let asked = r#""request": {"create-machine": {"image": "default"}}"#;
    let instants = ["2025-03-09T23:59:59.999Z", "2025-03-10T00:00:00Z"];
    for (all, expected) in [
        (
            r#""enabled""#,
            expect![["
            2024-01-24 at 2025-03-09T23:59:59.999Z: PRE011 broken
            2024-01-24 at 2025-03-10T00:00:00Z: PRE011 broken
            2025-03-10 at 2025-03-09T23:59:59.999Z: PRE011 broken
            2025-03-10 at 2025-03-10T00:00:00Z: PRE011 met
        "]],
        ),
        (
            r#""disabled""#,
            expect![["
            2024-01-24 at 2025-03-09T23:59:59.999Z: PRE011 broken
            2024-01-24 at 2025-03-10T00:00:00Z: PRE011 broken
            2025-03-10 at 2025-03-09T23:59:59.999Z: PRE011 broken
            2025-03-10 at 2025-03-10T00:00:00Z: PRE011 broken
        "]],
        ),
        (
            "null",
            expect![["
            2024-01-24 at 2025-03-09T23:59:59.999Z: PRE011 broken
            2024-01-24 at 2025-03-10T00:00:00Z: PRE011 broken
            2025-03-10 at 2025-03-09T23:59:59.999Z: PRE011 broken
            2025-03-10 at 2025-03-10T00:00:00Z: PRE011 unknown
        "]],
        ),
    ] {
        let image = format!(r#"{{"shared_with": [], "shared_with_all": {all}}}"#);
        let patch = format!(r#"{{"environments": {{"prod": {{"default_image": {image}}}}}, {asked}}}"#);
        check(&["PRE011"], &patch, &instants, &expected);
    }
}

#[test]
fn germany_opened_and_singapore_came_for_some() {
    let instants = ["2025-03-09T23:59:59.999Z", "2025-03-10T00:00:00Z"];
    for (patch, expected) in [
        (
            r#"{"environments": {"prod": {"geography": "Germany"}}}"#,
            expect![["
                2024-01-24 at 2025-03-09T23:59:59.999Z: GEO001 met, GEO004 broken, IMG013 broken
                2024-01-24 at 2025-03-10T00:00:00Z: GEO001 met, GEO004 broken, IMG013 broken
                2025-03-10 at 2025-03-09T23:59:59.999Z: GEO001 met, GEO004 broken, IMG013 broken
                2025-03-10 at 2025-03-10T00:00:00Z: GEO001 met, GEO004 met, IMG013 broken
            "]],
        ),
        (
            r#"{"environments": {"prod": {"geography": "Singapore"}}}"#,
            expect![["
                2024-01-24 at 2025-03-09T23:59:59.999Z: GEO001 broken, GEO004 met, IMG013 met
                2024-01-24 at 2025-03-10T00:00:00Z: GEO001 broken, GEO004 met, IMG013 met
                2025-03-10 at 2025-03-09T23:59:59.999Z: GEO001 broken, GEO004 met, IMG013 met
                2025-03-10 at 2025-03-10T00:00:00Z: GEO001 met, GEO004 broken, IMG013 broken
            "]],
        ),
        (
            r#"{"environments": {"prod": {"geography": "Singapore"}}, "tenant": {"admitted_to": ["Singapore"]}, "images": {"finance": {"regions": ["Southeast Asia"]}}}"#,
            expect![["
                2024-01-24 at 2025-03-09T23:59:59.999Z: GEO001 broken, GEO004 met, IMG013 met
                2024-01-24 at 2025-03-10T00:00:00Z: GEO001 broken, GEO004 met, IMG013 met
                2025-03-10 at 2025-03-09T23:59:59.999Z: GEO001 broken, GEO004 met, IMG013 met
                2025-03-10 at 2025-03-10T00:00:00Z: GEO001 met, GEO004 met, IMG013 met
            "]],
        ),
    ] {
        check(&["GEO001", "GEO004", "IMG013"], patch, &instants, &expected);
    }
}

#[test]
fn since_may_2024_an_image_for_both_lies_in_one_region() {
    check(
        &["IMG013", "GEO015"],
        r#"{"environments": {"prod": {"geography": "United States"}}, "images": {"finance": {"usage": "both", "regions": ["East US"]}},
            "request": {"create-machine": null, "create-image": {"environment": "prod", "name": "Ledger", "image": "finance"}}}"#,
        &["2024-05-01T23:59:59.999Z", "2024-05-02T00:00:00Z"],
        &expect![["
            2024-01-24 at 2024-05-01T23:59:59.999Z: GEO015 broken, IMG013 met
            2024-01-24 at 2024-05-02T00:00:00Z: GEO015 broken, IMG013 met
            2025-03-10 at 2024-05-01T23:59:59.999Z: GEO015 broken, IMG013 met
            2025-03-10 at 2024-05-02T00:00:00Z: GEO015 met, IMG013 met
        "]],
    );
}
