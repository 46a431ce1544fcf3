//! Things found by what ids say of them, without a look at each: by name, group and subscription, or by the scope they lie in.

use crate::import::ids::folded;
use std::collections::{BTreeMap, BTreeSet};

/// A group or a subscription, as far as an id says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum IdPart {
    /// Whichever.
    Any,
    /// One that is not known.
    Unknown,
    /// This one.
    Is(String),
}

/// By what something is looked for: its name, and its group and subscription as far as they are known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Called<'a> {
    pub(super) name: &'a str,
    pub(super) group: Option<&'a str>,
    pub(super) subscription: Option<&'a str>,
}

/// Things by name, whose group and subscription agree where both are known; all without case.
#[derive(Debug)]
pub(super) struct Alike<T>(BTreeMap<String, BTreeMap<(IdPart, IdPart), BTreeSet<T>>>);

impl<T> Default for Alike<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Ord + Clone> Alike<T> {
    pub(super) fn insert(&mut self, called: Called<'_>, thing: &T) {
        let of_name = self.0.entry(called.name.to_ascii_lowercase()).or_default();
        for parts in noted(called) {
            of_name.entry(parts).or_default().insert(thing.clone());
        }
    }

    pub(super) fn remove(&mut self, called: Called<'_>, thing: &T) {
        let Some(of_name) = self.0.get_mut(&called.name.to_ascii_lowercase()) else { return };
        for parts in noted(called) {
            of_name.get_mut(&parts).map(|things| things.remove(thing));
        }
    }

    /// The first that could be this one.
    pub(super) fn first(&self, called: Called<'_>) -> Option<&T> {
        self.agreeing(called).filter_map(BTreeSet::first).min()
    }

    /// The only one that could be this one.
    pub(super) fn only(&self, called: Called<'_>) -> Option<&T> {
        let mut alike = self.agreeing(called).flatten();
        alike.next().filter(|_| alike.next().is_none())
    }

    /// Those that could be this one; none is in two of the sets.
    fn agreeing(&self, called: Called<'_>) -> impl Iterator<Item = &BTreeSet<T>> {
        let of_name = self.0.get(&called.name.to_ascii_lowercase());
        let (groups, subscriptions) = (wanted(called.group), wanted(called.subscription));
        let pairs = groups.into_iter().flat_map(move |group| {
            let pair = move |subscription| (group.clone(), subscription);
            subscriptions.clone().into_iter().map(pair)
        });
        pairs.filter_map(move |pair| of_name?.get(&pair))
    }
}

/// Under which parts a thing is noted, so that one look finds those that agree.
fn noted(called: Called<'_>) -> [(IdPart, IdPart); 4] {
    let known =
        |part: Option<&str>| part.map_or(IdPart::Unknown, |part| IdPart::Is(part.to_ascii_lowercase()));
    let (group, subscription) = (known(called.group), known(called.subscription));
    [
        (group.clone(), subscription.clone()),
        (group, IdPart::Any),
        (IdPart::Any, subscription),
        (IdPart::Any, IdPart::Any),
    ]
}

/// Which parts agree with one.
fn wanted(part: Option<&str>) -> Vec<IdPart> {
    match part {
        Some(part) => vec![IdPart::Is(part.to_ascii_lowercase()), IdPart::Unknown],
        None => vec![IdPart::Any],
    }
}

/// Things by the id of what they are or lie in.
#[derive(Debug)]
pub(super) struct ByScope<T>(BTreeMap<String, Vec<T>>);

impl<T> Default for ByScope<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Copy> ByScope<T> {
    pub(super) fn insert(&mut self, id: &str, thing: T) {
        self.0.entry(folded(id)).or_default().push(thing);
    }

    /// Those that a scope of Azure's covers.
    pub(super) fn covered(&self, scope: &str) -> impl Iterator<Item = T> {
        let scope = folded(scope);
        let below = format!("{scope}/");
        let itself = self.0.get(&scope).into_iter().flatten();
        let inside = self.0.range(below.clone()..).take_while(move |(id, _)| id.starts_with(&*below));
        itself.chain(inside.flat_map(|(_, things)| things)).copied()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::ids::covers;

    /// By looking at each, as the index must find it at once.
    #[test]
    fn what_is_found_is_what_agrees() {
        let parts = [None, Some("a"), Some("B"), Some("b")];
        let all: Vec<Called<'_>> = ["x", "X", "y"]
            .into_iter()
            .flat_map(|name| parts.map(|group| (name, group)))
            .flat_map(|(name, group)| parts.map(|subscription| Called { name, group, subscription }))
            .collect();
        let part = |one: Option<&str>, other: Option<&str>| match (one, other) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            _ => true,
        };
        let agree = |one: &Called<'_>, other: &Called<'_>| {
            one.name.eq_ignore_ascii_case(other.name)
                && part(one.group, other.group)
                && part(one.subscription, other.subscription)
        };
        for step in 1..all.len() {
            let some: Vec<Called<'_>> = all.iter().copied().step_by(step).collect();
            let mut index = Alike::default();
            for (place, called) in some.iter().enumerate() {
                index.insert(*called, &place);
            }
            for gone in 0..2 {
                for wanted in &all {
                    let mut alike = (gone..some.len()).filter(|place| agree(&some[*place], wanted));
                    let first = alike.next();
                    assert_eq!(index.first(*wanted).copied(), first, "{step} {wanted:?}");
                    let only = first.filter(|_| alike.next().is_none());
                    assert_eq!(index.only(*wanted).copied(), only, "{step} {wanted:?}");
                }
                index.remove(some[0], &0);
            }
        }
    }

    #[test]
    fn what_lies_in_a_scope_is_what_it_covers() {
        let ids = ["", "/", "/s/a", "/S/a/", "/s/a-b", "/s/a/x", "/s/a/x/y", "/s/b"];
        let mut index = ByScope::default();
        for (place, id) in ids.iter().enumerate() {
            index.insert(id, place);
        }
        for scope in ids {
            let mut found: Vec<usize> = index.covered(scope).collect();
            found.sort_unstable();
            let covered: Vec<usize> = (0..ids.len()).filter(|place| covers(scope, ids[*place])).collect();
            assert_eq!(found, covered, "{scope}");
        }
    }
}
