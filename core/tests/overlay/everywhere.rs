//! What holds of every rule under an overlay, over all their examples.

use expect_test::expect;
use greenlight_core::rulebook::Book;
use greenlight_core::rules::rule::Rule;
use greenlight_core::rules::{self, examples};
use greenlight_json::patch::merge;
use serde_json::{Value, json};

use crate::{judged, told};

/// Every example that promises one of the verdicts: the rule, what is changed, the book and the case.
fn promised(verdicts: &[&str]) -> impl Iterator<Item = (&'static Rule, &'static str, Book, Value)> {
    let of = |rule: &'static &'static Rule| examples::of(rule).map(|example| (*rule, example));
    rules::ALL
        .iter()
        .flat_map(of)
        .filter(|(_, (example, _, _))| verdicts.contains(&example.verdict))
        .map(|(rule, (example, book, case))| (rule, example.note, book, case.unwrap()))
}

fn row<'v>(list: &'v Value, code: &str) -> Option<&'v Value> {
    list.as_array().into_iter().flatten().find(|row| row["code"] == code)
}

/// Even where a milder rule says the same already.
#[test]
fn what_is_broken_at_level_error_blocks() {
    let mut seen = 0;
    for (rule, note, book, case) in promised(&["broken", "not_judged"]) {
        let code = rule.id.code();
        let report =
            judged(book, &case, &json!({"rules": {code: {"level": "error"}}}).to_string(), &json!({}));
        assert_eq!(report["outcome"], "blocked", "{code} `{note}`: {}", told(&report));
        seen += 1;
    }
    assert!(seen > 300, "only {seen} examples");
}

#[test]
fn what_is_relaxed_to_a_note_is_told_as_one() {
    for (rule, note, book, case) in promised(&["broken"]) {
        let code = rule.id.code();
        let overlay = json!({"rules": {code: {"level": "note", "reason": "agreed"}}}).to_string();
        let report = judged(book, &case, &overlay, &json!({}));
        let finding = row(&report["findings"], code).unwrap_or(&Value::Null);
        // Another rule that is broken at a worse level says it now.
        if finding.is_null() && !rule.covered_by.is_empty() {
            continue;
        }
        assert_eq!(finding["level"], "note", "{code} `{note}`: {}", told(&report));
        let plain = judged(book, &case, "{}", &json!({}));
        let was = row(&plain["findings"], code).unwrap()["level"].as_str().unwrap();
        if was != "note" {
            assert_eq!(finding["overlay"], format!("was {was}, because: agreed"), "{code} `{note}`");
            assert_eq!(row(&report["overlay"]["levels"], code).unwrap()["was"], was, "{code} `{note}`");
        }
    }
}

/// What is waived is told with its level and place, and is no finding; what is unknown is no longer worth more than a note.
#[test]
fn what_is_waived_does_not_count() {
    let overlay = |rule: &Rule| {
        let waiver =
            json!({"rule": rule.id.code(), "tenant": true, "reason": "agreed", "until": "2100-01-01"});
        json!({"waivers": [waiver]}).to_string()
    };
    for (rule, note, book, case) in promised(&["broken", "unknown"]) {
        let code = rule.id.code();
        let report = judged(book, &case, &overlay(rule), &json!({}));
        let plain = judged(book, &case, "{}", &json!({}));
        assert!(row(&report["findings"], code).is_none(), "{code} `{note}`: {}", told(&report));
        if let Some(finding) = row(&plain["findings"], code) {
            let waived = row(&report["overlay"]["waived"], code).unwrap_or(&Value::Null);
            for same in ["name", "level", "message", "at"] {
                assert_eq!(waived[same], finding[same], "{code} `{note}`");
            }
        }
        for question in report["questions"].as_array().into_iter().flatten() {
            // What a request must say is asked for whatever rules are waived.
            let of_request = question["at"].as_str().unwrap().starts_with("/request/");
            if question["rules"] == json!([code]) && !of_request {
                assert_eq!(question["level"], "note", "{code} `{note}`");
            }
        }
    }
}

/// LIC016, a warning, speaks for LIC014, another; not for one that is to stop a request.
#[test]
fn a_milder_rule_does_not_speak_for_one_that_was_raised() {
    let marked = r#"{"environments": {"prod": {"hosted_process": 1}},
        "machines": {"bot-02": {"requested": "2025-04-03T08:00:00Z", "status": "over-capacity", "over_capacity_since": "2025-04-10"}},
        "request": {"create-machine": null, "run-unattended": {"machine": "bot-02"}}}"#;
    let mut case = examples::golden(Book::March2025).unwrap();
    merge(&mut case, &serde_json::from_str(marked).unwrap());
    let said = |case: &Value, overlay: &str| told(&judged(Book::March2025, case, overlay, &json!({})));
    let raised = r#"{"rules": {"LIC014": {"level": "error"}}}"#;
    expect![[r#"
        ready
        warning LIC016
    "#]]
    .assert_eq(&said(&case, "{}"));
    expect![[r#"
        blocked
        error LIC014 (was warning)
        warning LIC016
        levels {"code":"LIC014","level":"error","was":"warning"}
    "#]]
    .assert_eq(&said(&case, raised));
    // Raised alike, the one speaks for the other again.
    let both = r#"{"rules": {"LIC014": {"level": "error"}, "LIC016": {"level": "error"}}}"#;
    expect![[r#"
        blocked
        error LIC016 (was warning)
        levels {"code":"LIC016","level":"error","was":"warning"}
    "#]]
    .assert_eq(&said(&case, both));
}

/// LIC016, which may speak for LIC014, is not known: LIC014 is broken either way.
#[test]
fn what_a_milder_rule_would_say_need_not_be_known() {
    let unknown = r#"{"environments": {"prod": {"hosted_process": 1}},
        "machines": {"bot-02": {"requested": "2025-04-03T08:00:00Z", "over_capacity_since": null}},
        "request": {"create-machine": null, "run-unattended": {"machine": "bot-02"}}}"#;
    let mut case = examples::golden(Book::March2025).unwrap();
    merge(&mut case, &serde_json::from_str(unknown).unwrap());
    let said = |overlay: &str| told(&judged(Book::March2025, &case, overlay, &json!({})));
    expect![[r#"
        ready
        asks /machines/bot-02/over_capacity_since for ["LIC014","LIC016"]
    "#]]
    .assert_eq(&said("{}"));
    expect![[r#"
        blocked
        error LIC014 (was warning)
        asks /machines/bot-02/over_capacity_since for ["LIC016"]
        levels {"code":"LIC014","level":"error","was":"warning"}
    "#]]
    .assert_eq(&said(r#"{"rules": {"LIC014": {"level": "error"}}}"#));
}
