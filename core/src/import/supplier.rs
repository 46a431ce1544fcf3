//! What supplies a fact: the one call to make, or where it stands for people.

use super::by_hand::{BY_HAND, ByHand};
use super::calls::{Call, Whole, calls};
use greenlight_json::Pointer;
use std::borrow::Cow;

/// What supplies a fact.
#[derive(Clone, Copy, Debug)]
pub enum Supplier {
    /// This call.
    Call(&'static Call),
    /// No call; a person finds it.
    Person(&'static ByHand),
}

/// The call that supplies a fact, or where it stands; none for what is no fact.
pub fn supplier(at: &Pointer) -> Option<Supplier> {
    let keys: Vec<Cow<'_, str>> = at.keys().collect();
    let supplies = |call: &&Call| !call.planned && call.supplies.iter().any(|fact| fits(fact, &keys));
    // What a list never holds in full is asked of whoever may hold it.
    let call = calls().filter(supplies).min_by_key(|call| matches!(call.whole, Whole::Never(_)));
    let stands = || BY_HAND.iter().find(|it| it.facts.iter().any(|fact| fits(fact, &keys)));
    call.map(Supplier::Call).or_else(|| stands().map(Supplier::Person))
}

/// Whether a place is that of a fact, or in it.
fn fits(fact: &str, keys: &[Cow<'_, str>]) -> bool {
    let mut wanted = fact.split('/').skip(1);
    let mut keys = keys.iter();
    wanted.all(|wanted| keys.next().is_some_and(|key| wanted == "*" || wanted == *key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_supplied_by_one_call_or_stands_somewhere() {
        for (at, supplier_is) in [
            ("/networks/corp/subnet/free", "az-network-vnet-usages"),
            ("/people/ann/roles/prod", "dataverse-systemusers"),
            ("/subscriptions/s/grants/3/role", "az-role-assignment"),
            ("/environments/prod/geography", "power-platform-environments"),
            ("/images/a~1b/session", "image-probe"),
            ("/environments/prod/cross_geo", "by hand"),
            ("/tenant", "nothing"),
        ] {
            let at = Pointer::parse(at).unwrap();
            let found = match supplier(&at) {
                Some(Supplier::Call(call)) => call.id,
                Some(Supplier::Person(_)) => "by hand",
                None => "nothing",
            };
            assert_eq!(found, supplier_is, "{at}");
        }
    }
}
