//! The places of the facts that a document states.

use greenlight_json::Pointer;
use serde_json::{Map, Value};

/// Returns the places of facts and lists in `value`, in document order; `at` is the place of `value` in its document.
pub(crate) fn stated_places(value: &Value, at: &Pointer) -> Vec<Pointer> {
    let mut places = Vec::new();
    add_places(value, at, &mut places);
    places
}

fn add_places(value: &Value, at: &Pointer, places: &mut Vec<Pointer>) {
    match value {
        Value::Object(fields) if !is_fact(fields) => {
            for (key, value) in fields {
                add_places(value, &at.clone().key(key), places);
            }
        }
        _ if *at != Pointer::ROOT => places.push(at.clone()),
        _ => {}
    }
}

/// Returns whether an object is itself a fact: a count with a lower bound, or a list that states whether it is complete.
fn is_fact(fields: &Map<String, Value>) -> bool {
    fields.contains_key("at_least") || fields.contains_key("complete")
}
