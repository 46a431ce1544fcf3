//! Writing a case as a document that reads back as the same case.

use super::Case;
use super::origin::Origin;
use greenlight_json::write;
use serde::ser::{Error as _, Serialize, SerializeMap as _, Serializer};
use serde_json::{Map, Value};

impl Serialize for Case {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { schema, as_of, facts, request, origins } = self;
        let mut facts: Value = serde_json::from_str(&write::text(facts)).map_err(S::Error::custom)?;
        // Innermost first: once a list is written with its origin, its members are at other pointers.
        for (at, origin) in origins.iter().rev() {
            if let Some(fact) = facts.pointer_mut(at.as_str()) {
                origin.write_into(fact);
            }
        }
        let mut document = serializer.serialize_map(None)?;
        if let Some(schema) = schema {
            document.serialize_entry("$schema", schema)?;
        }
        if let Some(as_of) = as_of {
            document.serialize_entry("as_of", as_of)?;
        }
        for (name, fact) in facts.as_object().into_iter().flatten() {
            document.serialize_entry(name, fact)?;
        }
        if let Some(request) = request {
            document.serialize_entry("request", request)?;
        }
        document.end()
    }
}

impl Origin {
    /// Writes the origin into a fact; groups of facts are left as they are.
    pub(crate) fn write_into(&self, fact: &mut Value) {
        let Ok(Value::Object(origin)) = serde_json::to_value(self) else { return };
        let mut whole = match std::mem::take(fact) {
            Value::Object(fields) if fields.contains_key("at_least") || fields.contains_key("complete") => {
                fields
            }
            Value::Array(items) => Map::from_iter([
                ("items".to_owned(), Value::Array(items)),
                ("complete".to_owned(), Value::Bool(true)),
            ]),
            group @ (Value::Object(_) | Value::Null) => {
                *fact = group;
                return;
            }
            value => Map::from_iter([("value".to_owned(), value)]),
        };
        whole.extend(origin);
        *fact = Value::Object(whole);
    }
}
