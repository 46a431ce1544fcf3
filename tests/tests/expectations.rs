//! What people wrote that the answers must say, and that the corpus reaches everything.
#![expect(clippy::indexing_slicing, reason = "an integration test: it may panic")]

use conformance::{Case, Door as _, Native, corpus, differences};
use greenlight_core::rules;
use serde_json::Value;
use std::collections::BTreeSet;

fn list(answer: &Value, list: &str, field: &str) -> Vec<String> {
    let items = answer[list].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| item[field].as_str().unwrap_or_default().to_owned()).collect()
}

/// What of a case's expectation the answer does not meet.
fn unmet(case: &Case, answer: &str) -> Vec<String> {
    let parsed: Value = serde_json::from_str(answer).unwrap_or_default();
    let expect = &case.expect;
    let joined = |list: &Option<Vec<String>>| list.as_ref().map(|list| list.join(" "));
    let error = |field: &str| parsed["error"][field].as_str().unwrap_or_default();
    let pairs = [
        ("outcome", expect.outcome.clone(), parsed["outcome"].as_str().unwrap_or(answer).to_owned()),
        ("findings", joined(&expect.findings), list(&parsed, "findings", "code").join(" ")),
        ("questions", joined(&expect.questions), list(&parsed, "questions", "at").join(" ")),
        ("tasks", joined(&expect.tasks), list(&parsed, "tasks", "code").join(" ")),
        ("warnings", joined(&expect.warnings), list(&parsed, "warnings", "code").join(" ")),
        (
            "error",
            expect.error.as_ref().map(|(code, at)| format!("{code} at `{at}`")),
            format!("{} at `{}`", error("code"), error("at")),
        ),
    ];
    let mut unmet: Vec<String> = pairs
        .into_iter()
        .filter_map(|(what, expected, found)| {
            let expected = expected.filter(|expected| *expected != found)?;
            Some(format!("{}: {what} is {found}, not {expected}", case.note))
        })
        .collect();
    if expect.verdict.as_ref().is_some_and(|(code, verdict)| !shows(&parsed, code, verdict)) {
        unmet.push(format!("{}: not {:?} in {answer}", case.note, expect.verdict));
    }
    if expect.holds.as_ref().is_some_and(|text| !answer.contains(text)) {
        unmet.push(format!("{}: no {:?} in {answer}", case.note, expect.holds));
    }
    unmet
}

/// Whether a report shows the verdict of a rule, as far as a compact report does.
fn shows(report: &Value, code: &str, verdict: &str) -> bool {
    let among = |name: &str| list(report, name, "code").iter().any(|found| found == code);
    let asked = report["questions"].to_string().contains(&format!("\"{code}\""));
    match verdict {
        "broken" => among("findings"),
        "afterwards" => among("tasks"),
        "unknown" => asked,
        _ => !among("findings") && !asked,
    }
}

#[test]
fn answers_say_what_people_wrote() {
    let cases = corpus().unwrap();
    let unmet: Vec<String> =
        cases.iter().flat_map(|case| unmet(case, &Native.call(&case.verb, &case.input))).collect();
    assert!(unmet.is_empty(), "{}", unmet.join("\n"));
}

#[test]
fn native_answers_are_the_committed_ones() {
    let differences = differences(&Native).unwrap();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn a_batch_equals_one_by_one() {
    let cases: Vec<Case> = corpus().unwrap().into_iter().filter(|case| case.verb == "check").collect();
    let lines: Vec<&Case> =
        cases.iter().filter(|case| !case.input.contains('\n') && !case.input.trim().is_empty()).collect();
    let batch: Vec<&str> = lines.iter().map(|case| case.input.as_str()).collect();
    let answers = Native.call("check-lines", &batch.join("\n"));
    let one_by_one: Vec<String> = lines.iter().map(|case| Native.call("check", &case.input)).collect();
    assert_eq!(answers.lines().collect::<Vec<_>>(), one_by_one);
}

#[test]
fn the_corpus_reaches_every_rule_and_every_missing_fact() {
    let cases = corpus().unwrap();
    assert!(cases.len() >= 200, "only {} cases", cases.len());
    let notes: BTreeSet<&str> = cases.iter().map(|case| case.note.as_str()).collect();
    assert_eq!(notes.len(), cases.len(), "two cases share a note");
    let promised = |code: &str, verdict: &str| {
        cases.iter().any(|case| case.expect.verdict.as_ref().is_some_and(|(c, v)| c == code && v == verdict))
    };
    for rule in rules::ALL {
        let code = rule.id.code();
        assert!(promised(code, "met"), "no case meets {code}");
        assert!(promised(code, "broken") || promised(code, "afterwards"), "no case breaks {code}");
    }
}
