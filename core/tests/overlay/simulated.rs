//! What an overlay does to a simulation: it decides what is refused at each instant, and not what fails.

use expect_test::{Expect, expect};
use greenlight_core::rulebook::Book;
use greenlight_core::rules::examples;
use greenlight_core::verbs;
use greenlight_core::vocabulary::Observer;
use greenlight_json::patch::merge;
use serde_json::{Value, json};

use crate::laid;

/// A host that keeps the trace.
#[derive(Debug, Default)]
struct TestObserver(String);

impl Observer for TestObserver {
    fn emit(&mut self, chunk: &str) {
        self.0.push_str(chunk);
    }

    fn progress(&mut self, _: u64, _: u64) -> bool {
        true
    }
}

/// Two machines of an image of the first generation are asked for, one of them three days later; with the trace.
fn simulated(overlay: &str) -> (Value, String) {
    let ask = |at: &str, name: &str| {
        let details = json!({"environment": "prod", "name": name, "image": "finance", "network": "corp"});
        json!({"at": at, "actor": "maker-a", "create-machine": details})
    };
    let change = json!({
        "request": null, "horizon": "5d", "seed": "1", "images": {"finance": {"generation": 1}},
        "timeline": [ask("d0T10:00", "first"), ask("d3T10:00", "second")],
        "environments": {"prod": {"hosted_rpa_addons": 8}},
    });
    run(&change, overlay)
}

fn run(change: &Value, overlay: &str) -> (Value, String) {
    let mut scenario = examples::golden(Book::General).unwrap();
    merge(&mut scenario, change);
    let options =
        json!({"rulebook": Book::General.date().to_string(), "trace": true, "overlay": laid(overlay)});
    let mut observer = TestObserver::default();
    let answer =
        verbs::text::simulate(&json!({"scenario": scenario, "options": options}).to_string(), &mut observer);
    (serde_json::from_str(&answer).unwrap(), observer.0)
}

fn check(overlay: &str, expected: &Expect) {
    let (summary, _) = simulated(overlay);
    let lines = summary["timeline"].as_array().unwrap().iter();
    let timeline: Vec<&str> = lines.map(|line| line["message"].as_str().unwrap()).collect();
    let timeline = timeline.join("\n") + "\n";
    expected.assert_eq(&format!("{timeline}{}\n{}\n", summary["refusals"], summary["overlay"]));
}

#[test]
fn a_waiver_ends_in_simulated_time() {
    let waived =
        r#"{"waivers": [{"rule": "IMG004", "image": "finance", "reason": "agreed", "until": "2024-02-14"}]}"#;
    check(
        waived,
        &expect![[r#"
            `maker-a` asks for `first`: accepted
            attempt 1 of `first` failed with `imageNotSupportTPM`: the image cannot use a trusted platform module because it is not generation 2
            attempt 2 of `first` failed with `imageNotSupportTPM`: the image cannot use a trusted platform module because it is not generation 2
            attempt 3 of `first` failed with `imageNotSupportTPM`: the image cannot use a trusted platform module because it is not generation 2
            `first` failed for good after 3 attempts because of `imageNotSupportTPM`: build the image again as generation 2
            `maker-a` asks for `second`: refused, because of IMG004
            [{"code":"IMG004","name":"image-is-generation-2","requests":1}]
            {"date":"2024-02-01","name":"Contoso","waived":[{"code":"IMG004","name":"image-is-generation-2","reason":"agreed","requests":1,"until":"2024-02-14","waiver":"/options/overlay/waivers/0"}]}
        "#]],
    );
}

#[test]
fn what_is_refused_by_a_rule_of_the_organisations_own_is_recorded() {
    check(
        r#"{"rules": {"IMG004": {"level": "note", "reason": "agreed"}}, "allow": {"geographies": ["France"], "images": ["default"]}}"#,
        &expect![[r#"
            `maker-a` asks for `first`: refused, because of ORG001, ORG002
            `maker-a` asks for `second`: refused, because of ORG001, ORG002
            [{"code":"ORG001","name":"geography-is-allowed","requests":2},{"code":"ORG002","name":"image-is-allowed","requests":2}]
            {"date":"2024-02-01","levels":[{"code":"IMG004","level":"note","name":"image-is-generation-2","reason":"agreed","requests":2,"was":"error"}],"name":"Contoso"}
        "#]],
    );
}

/// Of seven machines asked for at once, the waiver is needed from the first on that no add-on is left for.
#[test]
fn requests_are_counted_one_by_one() {
    let waived = |addons: u64| {
        let change = json!({
            "request": null, "horizon": "1d", "environments": {"prod": {"hosted_rpa_addons": addons}},
            "timeline": [{"at": "d0T10:00", "actor": "maker-a", "create-machine":
                {"environment": "prod", "name": "bot", "image": "finance", "network": "corp", "count": 7}}],
        });
        let overlay = r#"{"waivers": [{"rule": "LIC001", "tenant": true, "reason": "on order", "until": "2024-06-01"}]}"#;
        let (summary, _) = run(&change, overlay);
        assert_eq!(summary["machines"]["refused"], 0, "{summary}");
        summary["overlay"]["waived"][0]["requests"].as_u64().unwrap_or_default()
    };
    let there = (0..=12).find(|addons| waived(*addons) < 7).unwrap() - 1;
    for (addons, requests) in (there..).zip((0..=7).rev()) {
        assert_eq!(waived(addons), requests, "{addons} add-ons");
    }
}

#[test]
fn it_is_replayed_under_the_same_overlay() {
    let waived =
        r#"{"waivers": [{"rule": "IMG004", "tenant": true, "reason": "agreed", "until": "2024-06-01"}]}"#;
    let (_, trace) = simulated(waived);
    let same = |trace: &str| {
        let answer: Value =
            serde_json::from_str(&verbs::text::replay(trace, &mut TestObserver::default())).unwrap();
        answer["same"].as_bool().unwrap()
    };
    assert!(same(&trace));
    assert!(!same(&trace.replacen("2024-06-01", "2024-02-01", 1)), "the waiver has ended");
}
