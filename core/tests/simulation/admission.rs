//! Machines asked for together are judged one after the other, and found by halving what that gives.

use super::{create, ended, run, steady};
use greenlight_core::evaluation::{self, Verdicts};
use greenlight_core::facts::Case;
use greenlight_core::facts::ledger::Ledger;
use greenlight_core::rulebook::Book;
use greenlight_core::rules::context::Context;
use greenlight_core::rules::{self, examples};
use greenlight_core::vocabulary::Outcome;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Every example of every rule that can be read and asks for something.
fn cases() -> Vec<(String, Book, Case)> {
    let named = |rule: &'static greenlight_core::rules::rule::Rule| {
        examples::of(rule).map(|(example, book, case)| {
            let case = greenlight_json::from_value(&case.unwrap()).unwrap();
            (format!("{} {}", rule.id.code(), example.note), book, case)
        })
    };
    rules::ALL.iter().flat_map(|rule| named(rule)).collect()
}

fn judge(book: Book, case: &Case, ledger: &Ledger, name: Option<&str>) -> (Outcome, Verdicts) {
    let mut request = case.request.clone().unwrap();
    if let Some(name) = name {
        request.details.name = Some(name.into());
    }
    let cx = Context::new(case, ledger, &request, case.as_of.unwrap(), book.rulebook()).into();
    let verdicts = evaluation::judge(&cx).unwrap();
    (evaluation::outcome(&cx, &verdicts), verdicts)
}

/// What admission by halving rests on.
#[test]
fn what_a_simulation_adds_to_the_counts_mends_no_rule() {
    for (name, book, case) in cases() {
        let mut refused = false;
        for more in [0_u32, 1, 2, 3, 5, 30] {
            let mut ledger = Ledger::default();
            for (environment, _) in case.environments.iter() {
                ledger.set_machines_in(environment, i64::from(more));
            }
            for (network, _) in case.networks.iter() {
                ledger.set_addresses_in(network, u64::from(more));
            }
            let ready = judge(book, &case, &ledger, None).0 == Outcome::Ready;
            assert!(!(refused && ready), "{name}: {more} more mend it");
            refused |= !ready;
        }
    }
}

/// What admission by halving rests on, too: names are looked at only where a thing of that name may be there already.
#[test]
fn no_rule_decides_by_the_name_of_a_new_machine() {
    use greenlight_core::facts::request::Action;
    for (name, book, case) in cases() {
        if case.request.as_ref().unwrap().action != Action::CreateMachine {
            continue;
        }
        let words = |machine: &str| {
            let verdicts = judge(book, &case, &Ledger::default(), Some(machine));
            verdicts.1.iter().map(|(_, verdict)| verdict.word()).collect::<Vec<_>>()
        };
        assert_eq!(words("m-01"), words("another machine, with a longer name"), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn together_is_the_same_as_one_by_one(count in 1_u32..10, addons in 0_u64..12, free in 0_u64..12, there in 0_u64..3) {
        let facts = json!({
            "environments": {"finance": {"hosted_rpa_addons": addons, "hosted_machines": there}},
            "tenant": {"hosted_machines": there},
            "networks": {"paris": {"subnet": {"free": free}}},
        });
        let ends = |timeline: Vec<Value>| {
            let mut patch = facts.clone();
            patch["timeline"] = Value::Array(timeline);
            let summary = run(&steady(patch));
            let ends: Vec<String> = (1..=count).map(|n| ended(&summary, &format!("m-{n:02}"))).collect();
            (ends, summary["refusals"].clone(), summary["machines"].clone(), summary["resources"].clone())
        };
        let together = ends(vec![create("d0T09:00", "m", json!({"count": count}))]);
        let single = (1..=count).map(|n| create("d0T09:00", &format!("m-{n:02}"), json!({}))).collect();
        prop_assert_eq!(&together, &ends(single));
        let accepted = together.0.iter().filter(|end| *end == "active").count() as u64;
        prop_assert_eq!(accepted, u64::from(count).min(addons.saturating_sub(there)).min(free));
    }
}

#[test]
fn capacity_that_comes_back_is_given_again() {
    let summary = run(&steady(json!({
        "environments": {"finance": {"hosted_rpa_addons": 1}},
        "timeline": [
            create("d0T09:00", "a", json!({})),
            create("d0T11:00", "b", json!({})),
            {"at": "d0T12:00", "actor": "ana", "delete": {"machine": "a"}},
            create("d0T12:09:59", "c", json!({})),
            create("d0T12:10:01", "d", json!({})),
        ],
    })));
    let ends = ["a", "b", "c", "d"].map(|name| ended(&summary, name));
    assert_eq!(ends, ["deleted", "LIC001, refused", "LIC001, refused", "active"]);
}
