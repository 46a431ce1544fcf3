//! Core's own types read every answer of the corpus and write the same bytes again.
#![expect(clippy::panic, reason = "an integration test: it may panic")]

use conformance::{ANSWERS, corpus};
use greenlight_core::diagnosis::Diagnosis;
use greenlight_core::facts_of_files::MissingFacts;
use greenlight_core::json::write;
use greenlight_core::licences::Licences;
use greenlight_core::open::{Open, Why};
use greenlight_core::report::{Brief, Report};
use greenlight_core::roles::Roles;
use greenlight_core::shards::Shard;
use greenlight_core::summary::{Replay, Summary};
use greenlight_core::{Description, Explanation, Redacted, Refusal, RulebookAnswer, Rules, text};
use serde::{Serialize, de::DeserializeOwned};

/// What is written of a document that was read.
fn again<T: DeserializeOwned + Serialize>(answer: &str) -> serde_json::Result<String> {
    serde_json::from_str::<T>(answer).map(|read| write::text(&read))
}

fn check(note: &str, verb: &str, answer: &str) {
    let written = match verb {
        _ if answer.starts_with(r#"{"error""#) => again::<Refusal>(answer),
        "check" | "check-lines" => again::<Report>(answer),
        "describe" => again::<Description>(answer),
        "diagnose" => again::<Diagnosis>(answer),
        "explain" => again::<Explanation>(answer),
        "open" => again::<Open>(answer),
        "missing-facts" => again::<MissingFacts>(answer),
        "why" => again::<Why>(answer),
        "licences" => again::<Licences>(answer),
        "redact" => again::<Redacted>(answer),
        "replay" => again::<Replay>(answer),
        "roles" => again::<Roles>(answer),
        "rulebook" => again::<RulebookAnswer>(answer),
        "rules" => again::<Rules>(answer),
        "outcomes" => again::<Brief>(answer),
        "shard" => again::<Shard>(answer),
        "simulate" | "merge" => again::<Summary>(answer),
        other => panic!("{note}: no type for the answers of `{other}`"),
    };
    assert_eq!(written.unwrap_or_else(|error| panic!("{note}: {error}: {answer}")), answer, "{note}");
}

#[test]
fn every_answer_is_read_and_written_alike() {
    let cases = corpus().unwrap();
    assert!(cases.len() > 1000, "only {} cases", cases.len());
    for (case, line) in cases.iter().zip(ANSWERS.lines()) {
        // An answer of several lines stands there as a text: many answers, or one and the trace that came with it.
        let several: Option<String> = serde_json::from_str(line).ok();
        let answers = several.as_deref().unwrap_or(line);
        let first = if ["check-lines", "outcomes"].contains(&case.verb.as_str()) { usize::MAX } else { 1 };
        for answer in answers.lines().take(first).filter(|answer| !answer.is_empty()) {
            check(&case.note, &case.verb, answer);
        }
    }
    check("describe", "describe", &text::describe());
}

#[test]
fn what_a_later_engine_adds_is_passed_over() {
    let with_more = text::describe().replacen('{', r#"{"added":{"later":[1]},"#, 1);
    assert_eq!(again::<Description>(&with_more).unwrap(), text::describe());
}
