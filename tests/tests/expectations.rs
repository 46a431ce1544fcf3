//! What people wrote that the answers must say, and that the corpus reaches everything.

use conformance::{Case, Door as _, Native, corpus, differences};
use greenlight_core::rules;
use std::collections::BTreeSet;

#[test]
fn answers_say_what_people_wrote() {
    let cases = corpus().unwrap();
    let unmet: Vec<String> = cases
        .iter()
        .flat_map(|case| {
            let unmet = case.expect.unmet(&Native.call(&case.verb, &case.input));
            unmet.into_iter().map(|unmet| format!("{}: {unmet}", case.note))
        })
        .collect();
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
