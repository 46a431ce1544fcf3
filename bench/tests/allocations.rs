//! What a passing case costs in memory: a rule that is met, or does not apply, allocates nothing.

#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

use allocation_counter::measure;
use greenlight_bench::{convert, corpus, neutral};
use greenlight_core::evaluation;
use greenlight_core::facts::ledger::Ledger;
use greenlight_core::json;
use greenlight_core::rules::Verdict;
use greenlight_core::rules::context::Context;
use greenlight_core::verbs::CheckRequest;
use std::collections::BTreeSet;
use std::hint::black_box;

/// The corpus's valid requests, as cases.
fn valid() -> Vec<CheckRequest> {
    let lines = corpus::requests();
    let texts = lines.iter().step_by(2).map(|line| convert::check_request(&neutral::parse(line).unwrap()));
    texts.map(|text| json::from_str(&text).unwrap()).collect()
}

fn context<'a>(asked: &'a CheckRequest, ledger: &'a Ledger) -> Context<'a> {
    let (request, now) = (asked.case.request.as_ref().unwrap(), asked.case.as_of.unwrap());
    Context::new(&asked.case, ledger, request, now, convert::BOOK.rulebook())
}

/// Rules that are met by one fact where others, which would do as well, are not stated: to name those takes room.
const ASKING: [&str; 7] = ["IMG001", "IMG002", "IMG021", "NET008", "NET009", "PRE003", "PRE010"];

#[test]
fn a_rule_that_is_met_allocates_nothing() {
    let ledger = Ledger::default();
    let (mut quiet, mut loud) = (0, BTreeSet::new());
    for asked in valid() {
        let cx = context(&asked, &ledger);
        let verdicts = evaluation::judge(&cx.into()).unwrap();
        for (rule, verdict) in verdicts.iter() {
            let judged = rule.judges.contain(cx.action()) && rule.holds.holds(cx.book, cx.now.day());
            if judged && matches!(verdict, Verdict::Met | Verdict::NotApplicable) {
                let cost = measure(|| drop(black_box((rule.check)(black_box(&cx)))));
                if cost.count_total > 0 {
                    loud.insert(rule.id.code());
                }
                quiet += 1;
            }
        }
    }
    let others: Vec<_> = loud.iter().filter(|code| !ASKING.contains(code)).collect();
    assert!(others.is_empty(), "{others:?} allocate");
    assert!(quiet > 1000, "only {quiet} verdicts were looked at");
}
