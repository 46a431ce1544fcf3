//! The facts while a simulation changes them.

use crate::facts::Case;
use crate::facts::scenario::Scenario;
use crate::vocabulary::error::Error;
use serde_json::{Map, Value, json};

/// The facts, read and as a document.
#[derive(Debug)]
pub(super) struct Facts<'s> {
    /// As they are read.
    pub(super) case: Case,
    /// Counts how often they changed.
    pub(super) version: u32,
    document: &'s Value,
    value: Option<Value>,
}

impl<'s> Facts<'s> {
    /// The facts at the beginning of a scenario.
    pub(super) fn new(scenario: &Scenario, document: &'s Value) -> Self {
        Self { case: scenario.case(), version: 0, document, value: None }
    }

    /// Changes the facts.
    ///
    /// # Errors
    /// What no longer can be read; the facts then are as they were.
    pub(super) fn change(&mut self, edit: impl FnOnce(&mut Value)) -> Result<(), Error> {
        let value = self.value.get_or_insert_with(|| Scenario::facts_of(self.document));
        edit(value);
        self.case = greenlight_json::from_value(value)?;
        self.version = self.version.saturating_add(1);
        Ok(())
    }
}

/// The value at a path, made where it is not there.
fn at<'v>(value: &'v mut Value, path: &[&str]) -> &'v mut Value {
    let mut here = value;
    for key in path {
        if !here.is_object() {
            *here = Value::Object(Map::new());
        }
        let Value::Object(fields) = here else { return here };
        here = fields.entry(*key).or_insert(Value::Null);
    }
    here
}

/// Sets a fact.
pub(super) fn set(facts: &mut Value, path: &[&str], to: Value) {
    *at(facts, path) = to;
}

/// Adds to a count that is known; one that is not stays unknown.
pub(super) fn add(facts: &mut Value, path: &[&str], more: u64) {
    let mut count = at(facts, path);
    if let Value::Object(fields) = count {
        let key = if fields.contains_key("at_least") { "at_least" } else { "value" };
        count = fields.entry(key).or_insert(Value::Null);
    }
    if let Some(number) = count.as_u64() {
        *count = number.saturating_add(more).into();
    }
}

/// Adds a member to a list, once; a list that is not known is then known to hold it.
pub(super) fn insert(facts: &mut Value, path: &[&str], member: Value) {
    let list = at(facts, path);
    if list.is_null() {
        *list = json!({"items": [member], "complete": false});
    } else if let Some(items) = items(list)
        && !items.contains(&member)
    {
        items.push(member);
    }
}

/// Takes the members out of a list that `gone` says.
pub(super) fn remove(facts: &mut Value, path: &[&str], gone: impl Fn(&Value) -> bool) {
    if let Some(items) = items(at(facts, path)) {
        items.retain(|item| !gone(item));
    }
}

fn items(list: &mut Value) -> Option<&mut Vec<Value>> {
    match list {
        Value::Array(items) => Some(items),
        Value::Object(fields) => fields.entry("items").or_insert_with(|| json!([])).as_array_mut(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: Value, edit: impl Fn(&mut Value), after: Value) {
        let mut value = json!({"a": {"b": before}});
        edit(&mut value);
        assert_eq!(value, json!({"a": {"b": after}}));
    }

    #[test]
    fn lists_are_whole_or_not_as_before() {
        let add = |value: &mut Value| insert(value, &["a", "b"], json!("x"));
        check(json!([]), add, json!(["x"]));
        check(json!(["x", "y"]), add, json!(["x", "y"]));
        check(json!(null), add, json!({"items": ["x"], "complete": false}));
        let partial = |items: Value| json!({"items": items, "complete": false, "source": "s"});
        check(partial(json!(["y"])), add, partial(json!(["y", "x"])));
        let take = |value: &mut Value| remove(value, &["a", "b"], |item| item == "x");
        check(json!(["x", "y"]), take, json!(["y"]));
        check(partial(json!(["x"])), take, partial(json!([])));
        check(json!(null), take, json!(null));
    }

    #[test]
    fn counts_grow_only_where_they_are_known() {
        let more = |value: &mut Value| add(value, &["a", "b"], 2);
        check(json!(3), more, json!(5));
        check(json!(null), more, json!(null));
        check(json!({"at_least": 3}), more, json!({"at_least": 5}));
        check(json!({"value": 3, "source": "s"}), more, json!({"value": 5, "source": "s"}));
    }

    #[test]
    fn what_is_not_there_is_made() {
        let mut value = json!(null);
        set(&mut value, &["a", "b", "c"], json!(1));
        assert_eq!(value, json!({"a": {"b": {"c": 1}}}));
    }
}
