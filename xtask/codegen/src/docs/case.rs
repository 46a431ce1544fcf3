//! The schema of cases: every place that a fact can stand at, and what may stand there.

use greenlight_core::evaluation::words;
use greenlight_core::json::Pointer;
use greenlight_core::schema;
use serde_json::Value;

/// The schema of cases.
pub(super) struct CaseSchema(Value);

/// A place of a case, with `*` for what the case names.
pub(super) struct Place<'s> {
    /// The place.
    pub(super) at: Pointer,
    /// What may stand there, but for the form in which a fact says where it is from.
    pub(super) takes: Vec<&'s Value>,
    /// What the schema says of it there.
    pub(super) schema: &'s Value,
}

impl CaseSchema {
    /// The schema as it is published.
    pub(super) fn new() -> Self {
        let case = schema::all().into_iter().find(|(name, _)| *name == "case");
        Self(case.map(|(_, schema)| schema).unwrap_or_default())
    }

    /// The types that it refers to, by name.
    pub(super) fn types(&self) -> impl Iterator<Item = (&str, &Value)> {
        let types = self.0.get("$defs").and_then(Value::as_object).into_iter().flatten();
        types.map(|(name, schema)| (name.as_str(), schema))
    }

    /// Every place but those within lists, of which nobody asks one by one.
    pub(super) fn places(&self) -> Vec<Place<'_>> {
        let mut places = Vec::new();
        self.walk(&self.0, &mut Vec::new(), &mut places);
        places
    }

    fn walk<'s>(&'s self, schema: &'s Value, keys: &mut Vec<&'s str>, places: &mut Vec<Place<'s>>) {
        let at = Pointer::of(keys);
        let named = words::sentence(&at).1.names().count();
        if named < keys.iter().filter(|key| **key == "*").count() {
            return;
        }
        let takes = self.alternatives(schema);
        let mut within: Vec<(&'s str, &'s Value)> = Vec::new();
        for taken in &takes {
            let fields = taken["properties"].as_object().into_iter().flatten();
            within.extend(fields.map(|(field, schema)| (field.as_str(), schema)));
            let mut add = |schema: &'s Value| within.extend(schema.is_object().then_some(("*", schema)));
            add(&taken["additionalProperties"]);
            if self.alternatives(&taken["items"]).iter().any(|item| item["properties"].is_object()) {
                add(&taken["items"]);
            }
        }
        if !keys.is_empty() {
            places.push(Place { at, takes, schema });
        }
        for (key, schema) in within {
            keys.push(key);
            self.walk(schema, keys, places);
            keys.pop();
        }
    }

    /// What may stand somewhere.
    fn alternatives<'s>(&'s self, schema: &'s Value) -> Vec<&'s Value> {
        if let Some(name) = schema["$ref"].as_str() {
            let known = name.strip_prefix('#').and_then(|pointer| self.0.pointer(pointer));
            return known.map(|known| self.alternatives(known)).unwrap_or_default();
        }
        if let Some(any) = schema["anyOf"].as_array() {
            return any.iter().flat_map(|one| self.alternatives(one)).collect();
        }
        if !schema.is_object()
            || schema.pointer("/properties/attested").is_some()
            || schema.get("type").is_some_and(|kind| kind == "null")
        {
            return Vec::new();
        }
        vec![schema]
    }
}
