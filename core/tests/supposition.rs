//! What is supposed of a case is what a report says of it once the defaults are stated, and the outcome itself never rests on it.

#![expect(clippy::unwrap_used, reason = "an integration test: it may panic")]

mod parallel;

use greenlight_core::report::{Level, Outcome, Report};
use greenlight_core::rulebook::Book;
use greenlight_core::rules::{self, examples};
use greenlight_core::verbs::check::as_it_stands;
use greenlight_core::{Case, CheckOptions};
use std::sync::atomic::{AtomicU32, Ordering};

fn supposing(book: Book, case: &Case) -> Report {
    let options = CheckOptions { rulebook: Some(book.date()), suppose_met: true, ..CheckOptions::default() };
    as_it_stands(case, &options).unwrap()
}

#[test]
fn what_is_supposed_is_what_a_report_says_once_it_is_stated() {
    let cases: Vec<_> = rules::ALL.iter().flat_map(|rule| examples::of(rule)).collect();
    let ready = AtomicU32::new(0);
    parallel::each(&cases, |_, (example, book, value)| {
        let mut case: Case = greenlight_json::from_value(value.as_ref().unwrap()).unwrap();
        let report = supposing(*book, &case);
        let Some(supposed) = report.supposed else {
            return assert!(report.if_supposed.is_none() && report.outcome != Outcome::NeedsFacts);
        };
        assert_eq!(report.outcome, Outcome::NeedsFacts);
        for change in &supposed.defaults {
            assert!(report.findings.iter().all(|finding| finding.at != *change.at()), "{}", example.note);
            case.apply(change).unwrap();
        }
        let stated = supposing(*book, &case);
        let errors = stated.findings.iter().filter(|finding| finding.level == Level::Error);
        let mut broken: Vec<_> = errors.map(|finding| finding.code.clone()).collect();
        broken.sort_unstable();
        broken.dedup();
        let mut said = supposed.broken.clone();
        said.sort_unstable();
        assert_eq!(said, broken, "{}", example.note);
        // What the request itself must say no rule need ask for.
        let asking = stated.questions.iter().filter(|question| question.level == Level::Error);
        let asking = asking.filter(|question| question.at.below("request").is_none());
        assert!(asking.clone().count() == 0 || !supposed.met.is_empty(), "{}", example.note);
        let expected = if broken.is_empty() { Outcome::Ready } else { Outcome::Blocked };
        assert_eq!(report.if_supposed, Some(expected), "{}", example.note);
        ready.fetch_add(u32::from(broken.is_empty()), Ordering::Relaxed);
    });
    assert!(ready.into_inner() > 100, "few of the examples could be ready");
}
