//! Every fact is supplied by a call or stands somewhere for people, and by no more than it takes.

use crate::facts::facts;
use greenlight_core::facts_of_files::{BY_HAND, calls};
use greenlight_core::import::supplier::{Supplier, supplier};
use greenlight_core::json::Pointer;
use std::collections::BTreeSet;

#[test]
fn every_fact_is_supplied_by_a_call_or_stands_somewhere() {
    let facts = facts();
    assert!(facts.len() > 190, "{}", facts.len());
    let at = |fact: &String| Pointer::parse(fact).unwrap();
    let lost: Vec<&String> = facts.iter().filter(|fact| supplier(&at(fact)).is_none()).collect();
    assert!(lost.is_empty(), "{lost:?}");
    // What stands somewhere is supplied by no call, and is a fact.
    for by_hand in BY_HAND {
        for pattern in by_hand.facts {
            let depth = pattern.split('/').count();
            let fits = |fact: &&String| {
                fact.split('/').count() == depth
                    && pattern.split('/').zip(fact.split('/')).all(|(one, other)| one == "*" || one == other)
            };
            let meant: Vec<&String> = facts.iter().filter(fits).collect();
            assert!(!meant.is_empty(), "{pattern} is no fact");
            for fact in meant {
                assert!(
                    matches!(supplier(&at(fact)), Some(Supplier::Person(_))),
                    "{fact} is supplied by a call"
                );
            }
        }
    }
}

#[test]
fn every_call_supplies_facts_that_there_are() {
    let facts: BTreeSet<String> = facts().into_iter().collect();
    for call in calls() {
        for pattern in call.supplies {
            let fits = |fact: &String| {
                let mut keys = fact.split('/');
                let all =
                    pattern.split('/').all(|one| keys.next().is_some_and(|key| one == "*" || one == key));
                all && keys.next().is_none()
            };
            assert!(facts.iter().any(fits), "{}: {pattern} is no fact", call.id);
        }
    }
}
