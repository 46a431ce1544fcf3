//! Changes of examples to the golden case: a JSON object whose keys are pointers, converted to one merge patch.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// The action that the golden cases request.
const GOLDEN_ACTION: &str = "create-machine";

/// Converts a change to a merge patch on one line, with fields in the order of the change.
///
/// A key such as `/images/finance/generation` is a pointer, and its value is merged there; `null` removes what is there. Any other key is a
/// field of the case. A request has one action: naming another than the golden case's removes that one.
///
/// # Errors
/// If the change is not JSON.
pub(super) fn merge_patch(change: &str) -> serde_json::Result<String> {
    let Json::Object(changes) = serde_json::from_str(change)? else {
        return Err(serde_json::Error::custom("a change is an object"));
    };
    let mut patch = Vec::new();
    for (key, value) in changes {
        match key.strip_prefix('/') {
            Some(pointer) => {
                let segments: Vec<String> = pointer.split('/').map(unescaped).collect();
                put(&mut patch, &segments, value);
            }
            None => put(&mut patch, &[key], value),
        }
    }
    if let Some((_, Json::Object(request))) = patch.iter_mut().find(|(key, _)| key == "request") {
        ask_for_one_action(request);
    }
    Ok(Json::Object(patch).to_string())
}

fn unescaped(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}

/// Merges `value` into the fields at the path given by the segments.
fn put(fields: &mut Vec<Field>, segments: &[String], value: Json) {
    let [first, rest @ ..] = segments else { return };
    let at = fields.iter().position(|(key, _)| key == first).unwrap_or_else(|| {
        fields.push((first.clone(), Json::Value(Value::Null)));
        fields.len() - 1
    });
    let Some((_, target)) = fields.get_mut(at) else { return };
    match (target, value) {
        (Json::Object(inner), value) if !rest.is_empty() => put(inner, rest, value),
        (target, value) if !rest.is_empty() => {
            let mut inner = Vec::new();
            put(&mut inner, rest, value);
            *target = Json::Object(inner);
        }
        (Json::Object(inner), Json::Object(more)) => {
            for (key, value) in more {
                put(inner, &[key], value);
            }
        }
        (target, value) => *target = value,
    }
}

/// Removes the golden case's action if another one is named.
fn ask_for_one_action(request: &mut Vec<Field>) {
    let other = request.iter().position(|(key, _)| key != "actor");
    if let Some(at) = other.filter(|_| request.iter().all(|(key, _)| key != GOLDEN_ACTION)) {
        request.insert(at, (GOLDEN_ACTION.to_owned(), Json::Value(Value::Null)));
    }
}

type Field = (String, Json);

/// JSON that keeps the order of its fields.
enum Json {
    Object(Vec<Field>),
    Array(Vec<Json>),
    Value(Value),
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let comma = |at: usize| if at == 0 { "" } else { ", " };
        match self {
            Self::Object(fields) => {
                f.write_str("{")?;
                for (at, (key, value)) in fields.iter().enumerate() {
                    write!(f, "{}{}: {value}", comma(at), Value::from(key.as_str()))?;
                }
                f.write_str("}")
            }
            Self::Array(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", comma(at))?;
                }
                f.write_str("]")
            }
            Self::Value(value) => value.fmt(f),
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Ordered)
    }
}

/// Deserializes JSON in order.
struct Ordered;

impl<'de> Visitor<'de> for Ordered {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Value(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Value(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Value(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Value(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Value(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut read = Vec::new();
        while let Some(item) = items.next_element()? {
            read.push(item);
        }
        Ok(Json::Array(read))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Json, A::Error> {
        let mut read = Vec::new();
        while let Some(field) = fields.next_entry()? {
            read.push(field);
        }
        Ok(Json::Object(read))
    }
}

#[cfg(test)]
mod tests {
    use super::merge_patch;

    #[test]
    fn changes_become_one_merge_patch() {
        for (change, patch) in [
            ("{}", "{}"),
            (r#"{"/a/b/c": 1}"#, r#"{"a": {"b": {"c": 1}}}"#),
            (
                r#"{ "/b/c" : null, "/a": [true, {"z": -1, "y": "é"}] }"#,
                r#"{"b": {"c": null}, "a": [true, {"z": -1, "y": "é"}]}"#,
            ),
            (r#"{"/a/c": 1, "/b": 2, "/a/b": {"d": 3}}"#, r#"{"a": {"c": 1, "b": {"d": 3}}, "b": 2}"#),
            (r#"{"/a": {"c": 1}, "/a/b": 2, "/a/c": 3}"#, r#"{"a": {"c": 3, "b": 2}}"#),
            (r#"{"/a/b": 1, "/a": {"c": 2, "b": null}}"#, r#"{"a": {"b": null, "c": 2}}"#),
            (r#"{"a": {"b/c": 1}, "/a/b~1c": 2, "/a/~0": 3}"#, r#"{"a": {"b/c": 2, "~": 3}}"#),
            (r#"{"/request/create-machine/count": 2}"#, r#"{"request": {"create-machine": {"count": 2}}}"#),
            (r#"{"/request/actor": "maker-b"}"#, r#"{"request": {"actor": "maker-b"}}"#),
            (r#"{"/request": null}"#, r#"{"request": null}"#),
            (
                r#"{"/request/edit/machine": "bot-01"}"#,
                r#"{"request": {"create-machine": null, "edit": {"machine": "bot-01"}}}"#,
            ),
            (
                r#"{"request": {"actor": "maker-b", "edit": {}}}"#,
                r#"{"request": {"actor": "maker-b", "create-machine": null, "edit": {}}}"#,
            ),
        ] {
            assert_eq!(merge_patch(change).unwrap(), patch, "{change}");
        }
        assert!(merge_patch("[]").is_err() && merge_patch("{").is_err());
    }
}
