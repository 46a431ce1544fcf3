//! The values of the rulebook that a rule uses, found by judging its examples, so that its page lists exactly those.

use super::{Recorder, examples, watch};
use crate::facts::Case;
use crate::facts::ledger::Ledger;
use crate::rulebook::shown::DisplayValue;
use crate::rulebook::{self, Book, Key};
use crate::rules::context::Context;
use crate::rules::rule::Rule;
use std::collections::BTreeMap;

/// A key of the rulebook that a rule uses.
#[derive(Debug, PartialEq, Eq)]
pub struct Asks {
    /// The key.
    pub key: &'static str,
    /// The meaning of the key.
    pub meaning: &'static str,
    /// The value in each version of the page in which the rule holds and the key has one; empty for a key with a parameter.
    pub values: Vec<(Book, DisplayValue)>,
}

/// Returns the keys that a rule uses.
pub fn asked(rule: &Rule) -> Vec<Asks> {
    let mut asks: BTreeMap<Key, Vec<(Book, DisplayValue)>> = BTreeMap::new();
    for book in rule.holds.books() {
        for key in keys(rule, book) {
            let values = asks.entry(key).or_default();
            if rulebook::describe(key).1.is_empty()
                && let Some(value) = book.rulebook().value(key, book.date().start())
            {
                values.push((book, rulebook::shown::shown(key, value)));
            }
        }
    }
    let told = asks.into_iter().map(|(key, values)| {
        let (key, meaning) = (rulebook::describe(key).0, rulebook::meaning(key));
        Asks { key, meaning, values }
    });
    told.collect()
}

/// Returns the keys that a rule uses when its examples are judged by a version of the page.
fn keys(rule: &Rule, book: Book) -> Vec<Key> {
    let ledger = Ledger::default();
    let cases = rule.examples.iter().filter_map(|example| examples::case(example, book).ok());
    let judge = |recorder: &Recorder| {
        for case in cases.filter_map(|case| greenlight_json::from_value::<Case>(&case).ok()) {
            if let (Some(request), Some(now)) = (&case.request, case.as_of) {
                let cx = Context::new(&case, &ledger, request, now, book.rulebook());
                if rule.judges.contain(cx.action()) {
                    // The verdict is checked elsewhere; here only the keys used matter.
                    let _ = (rule.check)(&cx.watched(recorder, Some(rule.id)));
                }
            }
        }
    };
    watch(judge).1.used.keys()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_names_the_values_it_asks_for() {
        let values = |code: &str| {
            let asked = asked(super::super::find(code).unwrap());
            let told = asked.into_iter().map(|asks| {
                let values: Vec<String> =
                    asks.values.iter().map(|(book, value)| format!("{} in {}", value, book.date())).collect();
                format!("{}: {}", asks.key, values.join(", "))
            });
            told.collect::<Vec<_>>()
        };
        assert_eq!(
            values("NET001"),
            ["network.per-tenant: 30 in 2024-01-24, 30 in 2025-03-10, 30 in 2025-10-02"]
        );
        assert_eq!(
            values("NET008"),
            [
                "network.including-roles: Contributor, Owner in 2022-12-12, Contributor, Owner in 2024-01-24, nothing in 2025-03-10, nothing in 2025-10-02",
                "network.resource-group-role: Network Contributor in 2022-12-12, Network Contributor in 2024-01-24, Windows 365 Network Interface Contributor in 2025-03-10, Windows 365 Network Interface Contributor in 2025-10-02"
            ]
        );
        assert_eq!(
            values("IMG004"),
            ["image.generation: 2 in 2022-12-12, 2 in 2024-01-24, 2 in 2025-03-10, 2 in 2025-10-02"]
        );
    }
}
