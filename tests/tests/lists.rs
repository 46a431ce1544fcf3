//! The catalogue of messages and the list of fields are as their JSON Schemas say, and a change that is not is noticed.
#![expect(clippy::unwrap_used, reason = "an integration test: it may panic")]

use serde_json::{Value, json};

const MESSAGES: (&str, &str) =
    (include_str!("../../docs/messages.json"), include_str!("../../schemas/messages.schema.json"));
const FIELDS: (&str, &str) =
    (include_str!("../../docs/fields.json"), include_str!("../../schemas/fields.schema.json"));

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// What is wrong with a value by a schema, as far as our schemas go; a keyword that is not known is wrong as well.
fn wrong(value: &Value, schema: &Value, whole: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    let object = || value.as_object().into_iter().flatten();
    for (keyword, said) in schema.as_object().unwrap() {
        let within = |schema: &Value| wrong(value, schema, whole, at);
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "$ref" => {
                found.extend(within(whole.pointer(said.as_str().unwrap().trim_start_matches('#')).unwrap()));
            }
            "type" => {
                let kind = match value {
                    Value::String(_) => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                    Value::Bool(_) => "boolean",
                    Value::Number(_) => "integer",
                    Value::Null => "null",
                };
                found.extend((said != kind).then(|| format!("{at} is {kind}, not {said}")));
            }
            "enum" => {
                let one = said.as_array().unwrap().contains(value);
                found.extend((!one).then(|| format!("{at} is {value}, not one of {said}")));
            }
            "anyOf" => {
                let any = said.as_array().unwrap().iter().any(|schema| within(schema).is_empty());
                found.extend((!any).then(|| format!("{at} is none of {said}")));
            }
            "required" => {
                let missing = said.as_array().unwrap().iter().filter_map(Value::as_str);
                let missing = missing.filter(|name| value.get(name).is_none());
                found.extend(missing.map(|name| format!("{at} lacks {name}")));
            }
            "minItems" => {
                let few = value.as_array().is_some_and(|items| (items.len() as u64) < said.as_u64().unwrap());
                found.extend(few.then(|| format!("{at} is too short")));
            }
            "items" => {
                for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(wrong(item, said, whole, &format!("{at}/{place}")));
                }
            }
            "properties" => {
                for (name, schema) in said.as_object().unwrap() {
                    let member = value.get(name);
                    found.extend(
                        member.into_iter().flat_map(|it| wrong(it, schema, whole, &format!("{at}/{name}"))),
                    );
                }
            }
            "additionalProperties" => {
                for (name, member) in
                    object().filter(|(name, _)| schema["properties"].get(name.as_str()).is_none())
                {
                    let at = format!("{at}/{name}");
                    found.extend(match said {
                        Value::Bool(false) => vec![format!("{at} is not known")],
                        said => wrong(member, said, whole, &at),
                    });
                }
            }
            other => found.push(format!("the keyword {other} is not known")),
        }
    }
    found
}

#[test]
fn the_lists_are_as_their_schemas_say() {
    for (list, schema) in [MESSAGES, FIELDS] {
        let schema = read(schema);
        assert_eq!(wrong(&read(list), &schema, &schema, ""), Vec::<String>::new());
    }
}

#[test]
fn what_is_not_as_the_schema_says_is_noticed() {
    for ((list, schema), at, value) in [
        (MESSAGES, "/language", json!(1)),
        (MESSAGES, "/phrases/units", json!({ "one": "a" })),
        (MESSAGES, "/rules/IMG004", json!({ "name": "a", "says": "b" })),
        (MESSAGES, "/rules/IMG004/steps", json!([1])),
        (MESSAGES, "/errors", json!({ "a": null })),
        (FIELDS, "/fields/~1as_of", json!({ "label": "a", "hint": "b", "type": "text" })),
        (FIELDS, "/fields/~1as_of/actions", json!([])),
        (FIELDS, "/fields/~1as_of/type", json!("date")),
        (
            FIELDS,
            "/fields/~1as_of",
            json!({ "label": "a", "hint": "b", "type": "day", "asked": {}, "more": 1 }),
        ),
    ] {
        let (mut list, schema) = (read(list), read(schema));
        *list.pointer_mut(at).unwrap() = value;
        assert_eq!(wrong(&list, &schema, &schema, "").len(), 1, "{at}");
    }
}
