//! Variants of a case in which one thing copies the facts of another wherever it has none of its own.

use super::named;
use crate::facts::Case;
use crate::facts::change::{Change, Step};
use crate::facts::entities::Facts;
use crate::facts::stated::stated_places;
use greenlight_json::{Pointer, write};
use serde_json::Value;

/// A thing to copy facts from.
#[derive(Debug)]
pub struct Model {
    collection: &'static str,
    name: String,
}

impl Model {
    /// Returns the thing that the request names at a pointer, or else the first that it could name.
    pub fn at(case: &Case, at: &Pointer) -> Option<Self> {
        let (collection, _) = named::refers_to(at)?;
        let rest = at.below("request")?;
        let request: Value = greenlight_json::from_str(&write::text(case.request.as_ref()?)).ok()?;
        let name = match request.pointer(rest.as_str()).and_then(Value::as_str) {
            Some(name) => name.to_owned(),
            None => named::declared(&case.facts, collection).first()?.to_string(),
        };
        Some(Self { collection, name })
    }

    /// Returns the case with the facts of this thing copied to `to`, where `to` has none: once with all facts, once without references to
    /// other things. A variant that contradicts the case is left out.
    pub fn lend(&self, case: &Case, to: &str) -> Vec<Case> {
        let described = described(&case.facts, self.collection, &self.name).filter(|_| to != self.name);
        let Some(described) = described.and_then(|text| greenlight_json::from_str::<Value>(&text).ok())
        else {
            return Vec::new();
        };
        let thing = Pointer::ROOT.key(self.collection).key(to);
        let lent = |refers: bool| {
            let mut case = case.clone();
            for place in stated_places(&described, &Pointer::ROOT) {
                let at = place.keys().fold(thing.clone(), |at, key| at.key(&key));
                if (refers || !named::is_reference(&at)) && !case.states(&at) {
                    let value = described.pointer(place.as_str()).cloned();
                    case.apply(&Change::unchecked(Step::Set, at, value)).ok()?;
                }
            }
            case.resolve().is_ok().then_some(case)
        };
        [true, false].into_iter().filter_map(lent).collect()
    }
}

/// Returns the facts of a thing as JSON.
fn described(facts: &Facts, collection: &str, name: &str) -> Option<String> {
    match collection {
        "environments" => facts.environments.get(name).map(write::text),
        "people" => facts.people.get(name).map(write::text),
        "images" => facts.images.get(name).map(write::text),
        "networks" => facts.networks.get(name).map(write::text),
        "machines" => facts.machines.get(name).map(write::text),
        "groups" => facts.groups.get(name).map(write::text),
        "flows" => facts.flows.get(name).map(write::text),
        _ => None,
    }
}
