//! What a document states, fact by fact.

use greenlight_json::Pointer;
use serde_json::{Map, Value};

/// The places of facts and lists in a document, or in a part of one that stands at `at`, in its order.
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

/// Whether an object is a fact: a count of which the least is known, or a list that may not be whole.
fn is_fact(fields: &Map<String, Value>) -> bool {
    fields.contains_key("at_least") || fields.contains_key("complete")
}
