//! The facts of a scenario as they change: through accepted requests, and through the JSON merge patches of its timeline.

use super::Scenario;
use super::timeline::TimelineAction;
use crate::facts::Case;
use crate::facts::change::{Change, Step};
use crate::vocabulary::error::Error;
use greenlight_json;
use greenlight_json::{Pointer, patch};
use serde_json::{Map, Value};

/// The facts, and the document that patches are merged into, if there are any.
#[derive(Debug)]
pub struct ChangingFacts {
    case: Case,
    document: Option<Value>,
    version: u32,
}

impl ChangingFacts {
    /// Creates the initial facts; `document` is the scenario as it was read, needed only if its timeline [patches](is_patched) facts.
    pub fn new(scenario: &Scenario, document: &Value) -> Self {
        let case = Case { as_of: scenario.as_of, facts: scenario.facts.clone(), ..Case::default() };
        let document = is_patched(scenario).then(|| Scenario::facts_of(document));
        Self { case, document, version: 0 }
    }

    /// Returns the facts, as a case without a request.
    pub const fn case(&self) -> &Case {
        &self.case
    }

    /// Returns how many times the facts have changed.
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// Changes one fact.
    ///
    /// # Errors
    /// If the change is not one of facts.
    pub fn apply(&mut self, change: &Change) -> Result<(), Error> {
        self.case.facts.apply(change)?;
        self.version = self.version.saturating_add(1);
        if let Some(document) = &mut self.document {
            let value = match change.step() {
                Step::Forget => None,
                Step::Set => change.value().cloned(),
                Step::Add | Step::Remove | Step::Complete => self.case.facts.known_in_part(change.at()),
            };
            put(document, change.at(), value);
        }
        Ok(())
    }

    /// Merges a JSON merge patch into the facts.
    ///
    /// # Errors
    /// If the patched document is not valid; the error says where.
    pub fn patch(&mut self, patch: &Value) -> Result<(), Error> {
        let document = self.document.get_or_insert(Value::Null);
        patch::merge(document, patch);
        self.case = greenlight_json::from_value(document)?;
        self.version = self.version.saturating_add(1);
        Ok(())
    }
}

/// Returns whether the timeline of a scenario patches its facts.
pub fn is_patched(scenario: &Scenario) -> bool {
    scenario.timeline.iter().any(|entry| matches!(entry.what, TimelineAction::Change(_)))
}

/// Sets the value that a pointer leads to, or removes it if there is no value.
fn put(document: &mut Value, at: &Pointer, value: Option<Value>) {
    let keys: Vec<_> = at.keys().collect();
    let Some((last, way)) = keys.split_last() else { return };
    let mut here = document;
    for key in way {
        if value.is_none() && here.get(key.as_ref()).is_none() {
            return;
        }
        let Value::Object(fields) = made(here) else { return };
        here = fields.entry(key.as_ref()).or_insert(Value::Null);
    }
    let Value::Object(fields) = made(here) else { return };
    match value {
        Some(value) => drop(fields.insert(last.to_string(), value)),
        None => drop(fields.remove(last.as_ref())),
    }
}

/// Returns the value as an object, replacing it with an empty one if it is not an object.
fn made(value: &mut Value) -> &mut Value {
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::typed::facts;
    use crate::facts::value::Switch;
    use serde_json::json;

    #[test]
    fn changes_and_patches_meet_in_one_document() {
        let document = json!({
            "as_of": "2024-02-12", "seed": "7",
            "environments": {"prod": {"cross_geo": "enabled", "image_names": {"items": ["a"], "source": "s"}}},
            "timeline": [{"at": "d1", "change": {}}],
        });
        let scenario: Scenario = greenlight_json::from_value(&document).unwrap();
        let mut changing = ChangingFacts::new(&scenario, &document);
        let prod = || facts().environments().entry("prod");
        changing.apply(&prod().cross_geo().set(&Switch::Disabled)).unwrap();
        changing.apply(&prod().image_names().with_member(&"b".into())).unwrap();
        changing.apply(&facts().images().entry("finance").os().build().forget()).unwrap();
        changing.patch(&json!({"environments": {"prod": {"geography": "europe"}, "dev": {}}})).unwrap();
        changing.apply(&facts().environments().entry("dev").forget()).unwrap();
        changing.patch(&json!({"people": {"ana": {}}})).unwrap();
        assert_eq!(changing.version(), 6);
        assert_eq!(
            serde_json::to_value(&changing.case().facts).unwrap(),
            json!({
                "environments": {"prod": {"cross_geo": "disabled", "geography": "europe", "image_names": ["a", "b"]}},
                "people": {"ana": {}},
            })
        );
    }
}
