//! What each sample gives: recognised, and the facts that must come out at least.

use super::{facts, file, import, names, sample, written};
use expect_test::expect_file;
use greenlight_core::facts_of_files::{Hints, ProblemCode};
use greenlight_core::json::from_value;
use serde_json::Value;
use std::fmt::Write as _;

fn hints(of: &Value) -> Hints {
    of.get("hints").map_or_else(Hints::default, |hints| from_value(hints).unwrap())
}

/// Holds that everything expected is there: members of objects, members of lists in any order, and whether lists are whole.
fn lacking(expected: &Value, found: Option<&Value>, at: &str, lacks: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(members), Some(Value::Object(_) | Value::Array(_))) => {
            for (name, value) in members {
                lacking(value, found.and_then(|found| found.get(name)), &format!("{at}/{name}"), lacks);
            }
        }
        (Value::Array(items), Some(Value::Array(found))) if items.len() == found.len() => {
            lacks.extend(
                items.iter().filter(|item| !found.contains(item)).map(|item| format!("{at}: {item}")),
            );
        }
        _ if found == Some(expected) => {}
        _ => lacks.push(format!("{at}: {expected}, not {}", found.unwrap_or(&Value::Null))),
    }
}

/// Holds each expectation of a file: facts that come out, and pointers at which nothing may.
fn check(expectations: &str) {
    let all: Vec<Value> = serde_json::from_str(expectations).unwrap();
    let mut faults = Vec::new();
    for expected in &all {
        let named: Vec<&str> =
            expected["files"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
        let files = |names: &[&str]| names.iter().map(|name| file(name, sample(name))).collect::<Vec<_>>();
        let imported = import(files(&named), hints(expected));
        let found = facts(&imported);
        let mut lacks = Vec::new();
        lacking(&written(&expected["facts"]), Some(&found), "", &mut lacks);
        for none in expected.get("none").and_then(Value::as_array).into_iter().flatten() {
            let at = none.as_str().unwrap();
            lacks.extend(found.pointer(at).map(|value| format!("{at}: nothing, not {value}")));
        }
        let reversed: Vec<&str> = named.iter().rev().copied().collect();
        if facts(&import(files(&reversed), hints(expected))) != found {
            lacks.push("another order gives other facts".to_owned());
        }
        lacks.extend(imported.contradictions.iter().map(|it| format!("contradiction: {it:?}")));
        faults.extend(lacks.iter().map(|lack| format!("{named:?} {lack}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_first_tenant_gives_what_is_expected() {
    check(include_str!("expected/first.json"));
}

#[test]
fn the_second_tenant_gives_what_is_expected() {
    check(include_str!("expected/second.json"));
}

#[test]
fn every_sample_is_recognised_or_refused_with_its_reason() {
    let mut table = String::new();
    for name in names() {
        let told = Hints {
            environment: Some("told".to_owned()),
            person: Some("told".to_owned()),
            network: Some("snet-hosted".to_owned()),
            ..Hints::default()
        };
        let imported = import(vec![file(&name, sample(&name))], told);
        let of = |answers: &[_]| -> String {
            let told = |it: &greenlight_core::facts_of_files::AnswerReport| {
                format!(" {}:{}/{}", it.call, it.facts, it.records)
            };
            answers.iter().map(told).collect()
        };
        let _ = write!(table, "{name}{}", of(&imported.files[0].answers));
        for problem in &imported.problems {
            assert_ne!(problem.code, ProblemCode::Unrecognised, "{name}: {problem:?}");
            assert_eq!(problem.file, name);
            let _ = write!(table, " {}@{}", problem.code, problem.at.as_str());
        }
        table.push('\n');
        assert!(!imported.files[0].answers.is_empty() || !imported.problems.is_empty(), "{name}");
    }
    expect_file!["expected/recognised.txt"].assert_eq(&table);
}

#[test]
fn the_verb_on_text_answers_as_the_typed_one() {
    let text = sample("az/account-show.json");
    let request = serde_json::json!({"files": [{"name": "a.json", "text": text}]}).to_string();
    let answer: Value = serde_json::from_str(&greenlight_core::text::import_facts(&request)).unwrap();
    assert_eq!(answer["facts"]["tenant"]["cloud"], "public");
    assert_eq!(answer["sources"]["/tenant/cloud"][0]["file"], "a.json");
    let refused = greenlight_core::text::import_facts(r#"{"files": [{"name": "a.json"}]}"#);
    assert!(refused.contains("/files/0"), "{refused}");
    let refused = greenlight_core::text::import_facts(r#"{"files": [], "hints": {"whole": ["az-ad-sq"]}}"#);
    assert!(refused.contains("did you mean `az-ad-sp`?") && refused.contains("/hints/whole/0"), "{refused}");
}

#[test]
fn who_vouches_that_a_list_is_whole_makes_absence_known() {
    let asked = |whole: &[&str]| {
        let hints = Hints { whole: whole.iter().map(|id| (*id).to_owned()).collect(), ..Hints::default() };
        let name = "az/ad-sp-list-filter.json";
        facts(&import(vec![file(name, sample(name))], hints))["tenant"]["service_principals"].clone()
    };
    assert_eq!(asked(&[])["azure_virtual_desktop_arm_provider"], Value::Null);
    assert_eq!(asked(&["az-ad-sp"])["azure_virtual_desktop_arm_provider"], "absent");
    assert_eq!(asked(&["az-ad-sp"])["windows_365"], "present");
}

#[test]
fn the_newer_answer_of_a_call_holds_and_two_sources_that_differ_are_both_named() {
    let account = |state: &str, at: &str, name: &str| {
        let text = sample("az/account-show.json").replace("\"Enabled\"", &format!("\"{state}\""));
        greenlight_core::facts_of_files::File {
            observed_at: greenlight_core::case::Instant::parse(at),
            ..file(name, text)
        }
    };
    let state = |imported: &greenlight_core::facts_of_files::Imported| {
        facts(imported)["subscriptions"]["22222222-2222-4222-8222-222222222201"]["state"].clone()
    };
    let old = || account("Enabled", "2026-11-01", "old.json");
    let newer = import(vec![account("Disabled", "2026-11-28", "new.json"), old()], Hints::default());
    assert_eq!((state(&newer), newer.contradictions.len()), ("disabled".into(), 0));
    let clash = import(vec![account("Disabled", "2026-11-01", "same.json"), old()], Hints::default());
    assert_eq!(state(&clash), Value::Null);
    let named: Vec<&str> =
        clash.contradictions[0].says.iter().map(|said| said.source.file.as_str()).collect();
    assert_eq!(named, ["same.json", "old.json"]);
}
