//! A case that is held open says, after any changes in any order, what a fresh case says byte for byte.

#![cfg(all(feature = "pages", feature = "internals"))]
#![expect(clippy::unwrap_used, reason = "an integration test: it may panic")]

mod parallel;

use greenlight_core::facts::change::{Change, Step};
use greenlight_core::rulebook::Book;
use greenlight_core::rules::{self, examples};
use greenlight_core::verbs::OpenOptions;
use greenlight_core::{Case, CheckOptions, OpenCase, check, open, text};
use greenlight_json::{Pointer, write};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};

/// A number that is the same in every run.
const fn drawn(seed: usize, below: usize) -> usize {
    (seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33) % below
}

/// Every place of a document below its first two keys.
fn places(value: &Value, at: &Pointer, out: &mut Vec<Pointer>) {
    for (key, value) in value.as_object().into_iter().flatten() {
        let at = at.clone().key(key);
        places(value, &at, out);
        if at.keys().count() > 1 {
            out.push(at);
        }
    }
}

fn hold(held: &mut OpenCase, options: &CheckOptions, whole: bool, told: &str) {
    let fresh = held.case().clone();
    let written = |answer: Result<String, String>| answer.unwrap_or_else(|error| error);
    let said = |report: Result<_, greenlight_core::Error>| {
        written(report.map(|report| write::text(&report)).map_err(|error| error.answer()))
    };
    assert_eq!(said(held.check()), said(check(&fresh, options)), "{told}");
    if !whole {
        return;
    }
    let opened = |open: Result<_, greenlight_core::Error>| {
        written(open.map(|open| write::text(&open)).map_err(|error| error.answer()))
    };
    let by = OpenOptions { rulebook: options.rulebook, ..OpenOptions::default() };
    assert_eq!(opened(held.open(None)), opened(open(&fresh, &by)), "{told}");
    // The second time what is decided is known already.
    let Ok(open) = held.open(None) else { return };
    let Some(one) = open.fields.iter().chain(&open.questions).nth(drawn(told.len(), 7)) else { return };
    let alone = held.open(Some(std::slice::from_ref(&one.at))).unwrap();
    assert_eq!(
        write::text(&alone.fields.iter().chain(&alone.questions).next()),
        write::text(&Some(one)),
        "{told}"
    );
}

#[test]
fn after_every_change_it_says_what_a_fresh_case_says() {
    let all = rules::ALL.iter().flat_map(|rule| examples::of(rule));
    let cases: Vec<(Book, Value)> = all.map(|(_, book, case)| (book, case.unwrap())).step_by(3).collect();
    let made = AtomicU32::new(0);
    parallel::each(&cases, |seed, (book, document)| {
        let Ok(case) = greenlight_json::from_value::<Case>(document) else { return };
        let mut all = Vec::new();
        places(document, &Pointer::ROOT, &mut all);
        let options = CheckOptions { rulebook: Some(book.date()), ..CheckOptions::default() };
        let mut held = OpenCase::new(case, options.clone()).unwrap();
        for step in 0..6 {
            let at = all[drawn(seed * 31 + step, all.len())].clone();
            let value = document.pointer(at.as_str()).unwrap();
            let (kind, value) = match step % 3 {
                0 | 1 => (Step::Forget, &Value::Null),
                _ => (Step::Set, value),
            };
            let Ok(change) = Change::new(kind, at, value) else { continue };
            let told = format!("{book:?} {seed} {step}: {change:?}");
            made.fetch_add(u32::from(held.change(&[change]).is_ok()), Ordering::Relaxed);
            hold(&mut held, &options, seed % 8 == 0 && step == 3, &told);
        }
    });
    assert!(made.into_inner() > 2_000);
}

#[test]
fn of_several_changes_all_are_made_or_none() {
    let golden = examples::golden(Book::ALL[0]).unwrap();
    let case: Case = greenlight_json::from_value(&golden).unwrap();
    let set = |at: &str, value: Value| Change::new(Step::Set, Pointer::parse(at).unwrap(), &value).unwrap();
    let mut held = OpenCase::new(case.clone(), CheckOptions::default()).unwrap();
    let first = set("/people/somebody", json!({}));
    let other = set("/request/restart/machine", json!("bot-01"));
    assert!(held.change(&[first.clone(), other]).is_err());
    assert_eq!(held.case(), &case);
    held.change(&[first]).unwrap();
    assert_ne!(held.case(), &case);
}

#[test]
fn on_text_it_answers_as_the_verbs_do() {
    let golden = examples::golden(Book::ALL[0]).unwrap();
    let request = json!({"case": golden}).to_string();
    let mut held = text::OpenCase::new(&request);
    assert_eq!(held.check(), text::check(&request));
    assert_eq!(held.open(None), text::open(&request));
    let generation = r#"[{"step": "set", "at": "/images/finance/generation", "value": 1}]"#;
    assert_eq!(held.change(generation), r#"{"changed":1}"#);
    let mut changed = golden.clone();
    *changed.pointer_mut("/images/finance/generation").unwrap() = json!(1);
    let changed = json!({"case": changed}).to_string();
    assert_eq!(held.check(), text::check(&changed));
    for (wrong, code) in [
        (r#"[{"step": "set", "at": "/images/finance/generation", "value": "x"}]"#, "wrong-type"),
        (r#"[{"step": "set", "at": "/images/finance/genration", "value": 1}]"#, "unknown-field"),
        (r#"[{"step": "set"}]"#, "missing-field"),
        (r#"[{"step": "put", "at": "/images"}]"#, "unknown-value"),
        (r#"[{"step": "set", "at": "images"}]"#, "invalid-value"),
        ("{", "malformed-json"),
    ] {
        let answer: Value = serde_json::from_str(&held.change(wrong)).unwrap();
        assert_eq!(answer.pointer("/error/code"), Some(&json!(code)), "{wrong}: {answer}");
        assert_eq!(held.check(), text::check(&changed), "{wrong}");
    }
    let at = held.open(Some(r#"["/images/finance/generation"]"#));
    let at: Value = serde_json::from_str(&at).unwrap();
    let choices = at.pointer("/questions/0/choices").and_then(Value::as_array).unwrap();
    let impossible = choices.iter().filter(|choice| choice["verdict"] == "impossible");
    assert!(impossible.count() > 0 && choices.iter().any(|choice| choice["verdict"] == "possible"), "{at}");
    assert!(held.open(Some(r#"["/images/finance/genration"]"#)).starts_with(r#"{"error""#));
}
