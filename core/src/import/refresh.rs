//! New facts over an older tenant file: what was known stays where nothing newer is said, and what changed is told.

use super::report::Change;
use greenlight_json::Pointer;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Lays new facts over old ones.
pub(super) fn over(
    old: Map<String, Value>,
    new: &Map<String, Value>,
    changes: &mut Vec<Change>,
) -> Map<String, Value> {
    members(old, new, &Pointer::ROOT, changes)
}

fn members(
    mut old: Map<String, Value>,
    new: &Map<String, Value>,
    at: &Pointer,
    changes: &mut Vec<Change>,
) -> Map<String, Value> {
    for (name, value) in new {
        let here = at.clone().key(name);
        let joined = match (old.remove(name), value) {
            (None, value) => value.clone(),
            (Some(was), value) => joined(was, value, here, changes),
        };
        old.insert(name.clone(), joined);
    }
    old
}

fn joined(was: Value, is: &Value, at: Pointer, changes: &mut Vec<Change>) -> Value {
    if let (Some((before, all_before)), Some((now, all_now))) = (listing(&was), listing(is)) {
        return list((before, all_before), (now, all_now), at, changes);
    }
    match (was, is) {
        (Value::Object(was), Value::Object(is))
            if !is.contains_key("at_least") && !was.contains_key("at_least") =>
        {
            Value::Object(members(was, is, &at, changes))
        }
        (was, is) => {
            if was != *is {
                changes.push(Change { fact: at, was, is: is.clone() });
            }
            is.clone()
        }
    }
}

/// A whole list holds in place of the older one; a partial one adds to it.
fn list(
    (before, all_before): (&[Value], bool),
    (now, all_now): (&[Value], bool),
    at: Pointer,
    changes: &mut Vec<Change>,
) -> Value {
    // Lists of thousands are compared by their texts, in order: what is equal is written alike.
    let texts = |items: &[Value]| items.iter().map(Value::to_string).collect::<BTreeSet<_>>();
    let (held, named) = (texts(before), texts(now));
    let added: Vec<Value> = now.iter().filter(|item| !held.contains(&item.to_string())).cloned().collect();
    if all_now {
        if held != named {
            changes.push(Change { fact: at, was: Value::from(before), is: Value::from(now) });
        }
        return Value::from(now);
    }
    let grew = !added.is_empty();
    let items: Vec<Value> = before.iter().cloned().chain(added).collect();
    if grew {
        changes.push(Change { fact: at, was: Value::from(before), is: Value::from(items.as_slice()) });
    }
    // What was whole, and has more members now, was whole then.
    if all_before && !grew { Value::from(items) } else { json!({"items": items, "complete": false}) }
}

/// The members of a list, and whether they are all.
fn listing(value: &Value) -> Option<(&[Value], bool)> {
    match value {
        Value::Array(items) => Some((items, true)),
        Value::Object(members) if members.contains_key("complete") => {
            let items = members.get("items").and_then(Value::as_array);
            Some((items.map_or(&[][..], Vec::as_slice), false))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_facts_hold_and_old_ones_stay() {
        for (old, new, both, changed) in [
            (json!({"a": {"x": 1, "y": 2}}), json!({"a": {"x": 3}}), json!({"a": {"x": 3, "y": 2}}), 1),
            (json!({"a": [1]}), json!({"a": {"items": [1], "complete": false}}), json!({"a": [1]}), 0),
            (
                json!({"a": [1]}),
                json!({"a": {"items": [2], "complete": false}}),
                json!({"a": {"items": [1, 2], "complete": false}}),
                1,
            ),
            (json!({"a": {"items": [1, 2], "complete": false}}), json!({"a": [2]}), json!({"a": [2]}), 1),
            (json!({"a": 4}), json!({"a": {"at_least": 5}}), json!({"a": {"at_least": 5}}), 1),
            (json!({}), json!({"a": 1}), json!({"a": 1}), 0),
        ] {
            let (Value::Object(before), Value::Object(now)) = (old.clone(), &new) else { panic!("{old}") };
            let mut changes = Vec::new();
            assert_eq!(Value::Object(over(before, now, &mut changes)), both, "{old} {new}");
            assert_eq!(changes.len(), changed, "{old} {new}");
        }
    }
}
