//! What could be granted so that somebody is let is what trying everything says: each set clears what it says it clears, nothing of it can be
//! left out, and no other set of as few changes does.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "an integration test: it may panic")]

mod parallel;

use greenlight_core::evaluation::completion::Frame;
use greenlight_core::evaluation::{access, judge};
use greenlight_core::facts::ledger::Ledger;
use greenlight_core::licences::Answer;
use greenlight_core::open::Change;
use greenlight_core::report::{Access, Level, Outcome, Report};
use greenlight_core::rulebook::Book;
use greenlight_core::rules::{self, RuleId, Verdict, examples};
use greenlight_core::{Case, CheckOptions, RolesRequest, check, roles};
use serde_json::Value;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Every case of the examples, each once.
fn cases() -> Vec<(Book, Value)> {
    let all =
        rules::ALL.iter().flat_map(|rule| examples::of(rule).map(|(_, book, case)| (book, case.unwrap())));
    let mut cases: Vec<(Book, Value)> = all.collect();
    for book in Book::ALL {
        let mut bare = examples::golden(*book).unwrap();
        for field in ["plans", "licences", "roles/prod"] {
            let at = format!("/people/maker-a/{field}");
            bare.pointer_mut(&at).into_iter().for_each(|list| *list = Value::Array(Vec::new()));
        }
        for list in ["/images/finance/shared_with", "/networks/corp/connection/shared_with"] {
            bare.pointer_mut(list).into_iter().for_each(|list| *list = Value::Array(Vec::new()));
        }
        cases.push((*book, bare));
    }
    cases.sort_by_key(|(book, case)| (*book as usize, case.to_string()));
    cases.dedup();
    cases
}

fn reported(book: Book, case: &Case) -> Option<Report> {
    let options = CheckOptions { rulebook: Some(book.date()), access: true, ..CheckOptions::default() };
    check(case, &options).ok()
}

fn with<'c>(case: &Case, changes: impl Iterator<Item = &'c Change>) -> Option<Case> {
    let mut stated = case.clone();
    for change in changes {
        stated.apply(change).ok()?;
    }
    stated.resolve().ok()?;
    Some(stated)
}

fn framed<T>(book: Book, case: &Case, look: impl FnOnce(Frame<'_>) -> T) -> T {
    let ledger = Ledger::default();
    look(Frame { ledger: &ledger, book: book.rulebook(), now: case.as_of.unwrap(), overlay: None })
}

/// Whether rules are met or have nothing to say.
fn cleared(book: Book, case: &Case, codes: &[RuleId]) -> bool {
    let verdicts = framed(book, case, |frame| frame.of(case, judge)).unwrap().unwrap();
    let met = |code: &RuleId| {
        matches!(verdicts.of(*code), Verdict::Met | Verdict::NotApplicable | Verdict::Afterwards(_))
    };
    codes.iter().all(met)
}

fn rules_of(access: &Access) -> Vec<RuleId> {
    let of = |code: &str| rules::ALL.iter().find(|rule| rule.id.code() == code).unwrap().id;
    access.rules.iter().map(|code| of(code)).collect()
}

/// The places of the changes of each set among all that could be granted.
fn listed(access: &Access, all: &[Change], size: usize) -> Vec<Vec<usize>> {
    let place = |change: &Change| all.iter().position(|other| other == change).unwrap();
    let sets = access.sets.iter().filter(|set| set.grants.len() <= size);
    let mut sets: Vec<Vec<usize>> = sets
        .map(|set| {
            let mut places: Vec<usize> = set.grants.iter().map(|grant| place(&grant.change)).collect();
            places.sort_unstable();
            places
        })
        .collect();
    sets.sort();
    sets
}

/// All least sets of one or two changes, by trying each.
fn tried(book: Book, case: &Case, all: &[Change], codes: &[RuleId], size: usize) -> Vec<Vec<usize>> {
    let does = |places: &[usize]| {
        let changed = with(case, places.iter().map(|place| &all[*place]));
        changed.is_some_and(|changed| cleared(book, &changed, codes))
    };
    let mut sets: Vec<Vec<usize>> = (0..all.len()).map(|one| vec![one]).filter(|set| does(set)).collect();
    if size > 1 {
        let others: Vec<usize> = (0..all.len()).filter(|one| !sets.contains(&vec![*one])).collect();
        for (at, one) in others.iter().enumerate() {
            let pairs = others[at + 1..].iter().map(|other| vec![*one, *other]);
            sets.extend(pairs.filter(|pair| does(pair)));
        }
    }
    sets.sort();
    sets
}

#[test]
fn the_least_grants_are_those_that_trying_everything_finds() {
    let cases = cases();
    let (parts, sets, pairs, largest) =
        (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    parallel::each(&cases, |number, (book, value)| {
        let Ok(case) = greenlight_json::from_str::<Case>(&value.to_string()) else { return };
        let Some(report) = reported(*book, &case) else { return };
        if report.outcome != Outcome::Blocked {
            assert!(report.access.is_empty());
            return;
        }
        let all = framed(*book, &case, |frame| access::grantable(frame, &case)).unwrap();
        let told = format!("{} {:?}", book.date(), case.request);
        for access in &report.access {
            let codes = rules_of(access);
            assert!(!cleared(*book, &case, &codes), "{told}");
            for set in &access.sets {
                let all = set.grants.len();
                for left_out in 0..=all {
                    let kept = set.grants.iter().enumerate().filter(|(place, _)| *place != left_out);
                    let changed = with(&case, kept.map(|(_, grant)| &grant.change)).unwrap();
                    assert_eq!(cleared(*book, &changed, &codes), left_out == all, "{told} {set:?}");
                }
                assert!(set.grants.iter().all(|grant| !grant.says.is_empty() && !grant.fixers.is_empty()));
            }
            let both = access.complete_to > 1 && (number % 5 == 0 || access.sets[0].grants.len() > 1);
            let size = if both { 2 } else { 1 };
            if access.complete_to >= 1 {
                let tried = tried(*book, &case, &all, &codes, size);
                assert_eq!(listed(access, &all, size), tried, "{told} {access:#?}");
                sets.fetch_add(tried.len(), Ordering::Relaxed);
            }
            parts.fetch_add(1, Ordering::Relaxed);
            pairs.fetch_add(size - 1, Ordering::Relaxed);
            largest.fetch_max(access.sets[0].grants.len(), Ordering::Relaxed);
        }
        together(*book, &case, &report);
        nothing_else(*book, &case, &report, &all);
    });
    let counts = [parts, sets, pairs, largest].map(AtomicUsize::into_inner);
    assert!(counts[0] > 100 && counts[1] > 250 && counts[2] > 10, "{counts:?}");
}

/// After one set of each none of the findings is left, and no new one has come.
fn together(book: Book, case: &Case, report: &Report) {
    let firsts = report.access.iter().flat_map(|access| &access.sets[0].grants);
    let granted = with(case, firsts.map(|grant| &grant.change)).unwrap();
    let after = reported(book, &granted).unwrap();
    let cleared: Vec<&str> =
        report.access.iter().flat_map(|access| access.rules.iter().map(|it| &**it)).collect();
    for finding in after.findings.iter().filter(|it| it.level == Level::Error) {
        assert!(!cleared.contains(&&*finding.code), "{:?}: {}", case.request, finding.message);
        let before = report.findings.iter().any(|before| before.code == finding.code);
        assert!(before, "{:?}: {}", case.request, finding.message);
    }
}

/// What no grant is said to clear, none clears.
fn nothing_else(book: Book, case: &Case, report: &Report, all: &[Change]) {
    let told: Vec<RuleId> = report.access.iter().flat_map(rules_of).collect();
    for finding in report.findings.iter().filter(|it| it.level == Level::Error) {
        let rule = rules::ALL.iter().find(|rule| rule.id.code() == &*finding.code).unwrap().id;
        if !told.contains(&rule) {
            let alone = tried(book, case, all, &[rule], 1);
            assert!(alone.is_empty(), "{:?}: {} by {:?}", case.request, finding.code, all[alone[0][0]]);
        }
    }
}

#[test]
fn what_a_person_is_granted_lets_them() {
    let case: Case = greenlight_json::from_str(&examples::golden(Book::ALL[0]).unwrap().to_string()).unwrap();
    let asked = |case: &Case| {
        let request = RolesRequest {
            case: Some(case.clone()),
            person: Some("maker-b".to_owned()),
            environment: Some("prod".to_owned()),
            ..RolesRequest::default()
        };
        roles(&request).unwrap().person.unwrap().actions
    };
    let mut forbidden = 0;
    for action in asked(&case) {
        for set in action.access.iter().flat_map(|access| &access.sets) {
            let granted = with(&case, set.grants.iter().map(|grant| &grant.change)).unwrap();
            let after = asked(&granted);
            let after = after.iter().find(|after| after.action == action.action).unwrap();
            assert_eq!(after.can, Answer::Yes, "{} by {set:?}", action.action);
            forbidden += 1;
        }
        assert_eq!(action.access.is_some(), action.can == Answer::No, "{}", action.action);
    }
    assert!(forbidden > 5, "only {forbidden}");
}
