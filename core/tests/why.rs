//! The reasons of a verdict force it by themselves, and none of them can be left out.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "an integration test: it may panic")]

mod parallel;

use greenlight_core::facts::change::{Change, Step};
use greenlight_core::open::{Reason, Why};
use greenlight_core::rulebook::Book;
use greenlight_core::rules::{self, RuleId, examples};
use greenlight_core::verbs::OpenOptions;
use greenlight_core::{Case, CheckOptions, check, why};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};

fn options(book: Book) -> OpenOptions {
    OpenOptions { rulebook: Some(book.date()), ..OpenOptions::default() }
}

/// What a rule says of a document.
fn verdict(book: Book, case: &Case, rule: RuleId) -> Option<String> {
    let options = CheckOptions { rulebook: Some(book.date()), all: true, ..CheckOptions::default() };
    let lines = check(case, &options).ok()?.verdicts?;
    lines.into_iter().find(|line| line.code == rule.code()).map(|line| line.verdict.to_string())
}

/// The same case with nothing but these facts: the things keep their names.
fn only(document: &Value, facts: &[&Reason]) -> Case {
    let mut bare = json!({"as_of": document["as_of"], "request": document["request"]});
    for (collection, things) in document.as_object().unwrap() {
        if let Some(things) =
            things.as_object().filter(|_| !["tenant", "request"].contains(&collection.as_str()))
        {
            bare[collection] = things.keys().map(|name| (name.clone(), json!({}))).collect();
        } else if collection.ends_with("_complete") {
            bare[collection] = things.clone();
        }
    }
    let mut case: Case = greenlight_json::from_str(&bare.to_string()).unwrap();
    for fact in facts {
        case.apply(&Change::new(Step::Set, fact.at.clone(), &fact.value).unwrap()).unwrap();
    }
    case
}

/// The facts force the verdict, and no fewer do.
fn hold(book: Book, document: &Value, rule: RuleId, why: &Why) {
    let all: Vec<&Reason> = why.facts.iter().collect();
    let says = |facts: &[&Reason]| verdict(book, &only(document, facts), rule);
    let told = format!("{} in {}: {:?}", rule.code(), document["request"], why.facts);
    assert_eq!(says(&all).as_deref(), Some(&*why.verdict), "{told}");
    for left_out in 0..all.len() {
        let fewer: Vec<&Reason> =
            all.iter().enumerate().filter(|(place, _)| *place != left_out).map(|(_, fact)| *fact).collect();
        assert_ne!(says(&fewer).as_deref(), Some(&*why.verdict), "{told} without {left_out}");
    }
}

#[test]
fn reasons_force_the_verdict_and_are_the_fewest() {
    let examples: Vec<_> =
        rules::ALL.iter().flat_map(|rule| examples::of(rule).map(move |it| (rule, it))).collect();
    let (tried, facts) = (AtomicU32::new(0), AtomicU32::new(0));
    parallel::each(&examples, |place, (rule, (_, book, document))| {
        // Each rule is met by some.
        if place % 2 != 0 {
            return;
        }
        let document = document.as_ref().unwrap();
        let case: Case = greenlight_json::from_str(&document.to_string()).unwrap();
        let why = why(&case, Some(rule.id.code()), &options(*book)).unwrap();
        assert_eq!(Some(why.verdict.to_string()), verdict(*book, &case, rule.id));
        if ["met", "broken", "not-applicable", "afterwards"].contains(&&*why.verdict) {
            hold(*book, document, rule.id, &why);
            tried.fetch_add(1, Ordering::Relaxed);
            facts.fetch_add(u32::try_from(why.facts.len()).unwrap(), Ordering::Relaxed);
        }
    });
    let (tried, facts) = (tried.into_inner(), facts.into_inner());
    assert!(tried > 300 && facts > tried, "{tried} verdicts, {facts} facts");
}
