//! The JSON Schemas of `messages.json` and of `fields.json`, for whoever writes a catalogue in another language or makes forms of the fields.

use crate::Generated;
use anyhow::Result;
use serde_json::{Value, json};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Both schemas.
pub(super) fn files() -> Result<Vec<Generated>> {
    [("messages", messages()), ("fields", fields())]
        .into_iter()
        .map(|(name, schema)| {
            let text = serde_json::to_string_pretty(&schema)? + "\n";
            Ok(Generated { path: format!("schemas/{name}.schema.json"), text })
        })
        .collect()
}

fn messages() -> Value {
    json!({
        "$schema": DIALECT,
        "title": "Catalogue of messages",
        "description": "Everything that answers say, by name: in English as the package has it, or in another language.",
        "type": "object",
        "properties": {
            "format_version": { "title": "Version of this shape", "type": "string" },
            "language": { "title": "The language, as `Intl` names it", "type": "string" },
            "rules": table("What rules say, by code", &json!({ "$ref": "#/$defs/Rule" })),
            "phrases": table("Phrases, by name; a notice has that of its phrase for a code", &message()),
            "questions": table("Questions, by their place with `*` for what the case names", &message()),
            "lists": table("What stands between the members of a list", &text("What stands between")),
            "values": table("Words that are always the same, by what they are in English", &text("The word")),
            "errors": table("What each code of an error means", &text("What it means")),
        },
        "required": ["format_version", "language", "rules", "phrases", "questions", "lists", "values", "errors"],
        "additionalProperties": false,
        "$defs": {
            "Message": {
                "title": "A sentence with `{words}`; where it counts, a form for each kind of number",
                "anyOf": [{ "type": "string" }, { "$ref": "#/$defs/Forms" }],
            },
            "Forms": {
                "title": "A form for each kind of number, as `Intl.PluralRules` names them, and `zero` for none",
                "type": "object",
                "properties": {
                    "zero": text("Of none"),
                    "one": text("Of one"),
                    "two": text("Of two"),
                    "few": text("Of few"),
                    "many": text("Of many"),
                    "other": text("Of any other number"),
                },
                "required": ["other"],
                "additionalProperties": false,
            },
            "Rule": {
                "title": "What a rule says when it is broken",
                "type": "object",
                "properties": {
                    "name": text("Its name"),
                    "says": { "title": "What is wrong", "$ref": "#/$defs/Message" },
                    "steps": { "title": "How to mend it, step by step", "type": "array", "items": message() },
                },
                "required": ["name", "says", "steps"],
                "additionalProperties": false,
            },
        },
    })
}

fn fields() -> Value {
    json!({
        "$schema": DIALECT,
        "title": "Fields of cases and requests",
        "description": "What a form needs to know of every fact and of every field of a request.",
        "type": "object",
        "properties": {
            "format_version": { "title": "Version of this shape", "type": "string" },
            "fields": table("The fields, by their place with `*` for what the case names", &json!({ "$ref": "#/$defs/Field" })),
        },
        "required": ["format_version", "fields"],
        "additionalProperties": false,
        "$defs": {
            "Field": {
                "title": "A field",
                "type": "object",
                "properties": {
                    "label": text("Its name, as people write it"),
                    "hint": text("What it means"),
                    "type": {
                        "title": "What it takes",
                        "enum": ["text", "number", "yes-no", "choice", "list", "instant", "day"],
                    },
                    "unit": text("What its number counts"),
                    "words": { "title": "The words it takes", "type": "array", "items": { "$ref": "#/$defs/Word" } },
                    "asked": table("Who asks for it: the codes of the rules, by action", &json!({
                        "type": "array",
                        "items": text("A code"),
                    })),
                    "actions": {
                        "title": "The actions to whose form it belongs, where no rule asks for it",
                        "type": "array",
                        "items": text("An action"),
                        "minItems": 1,
                    },
                    "call": {
                        "title": "The call that supplies it",
                        "type": "object",
                        "properties": {
                            "id": text("Its name, as reports of imports write it"),
                            "ask": text("The command, or the address that is read"),
                            "least": text("The least role or permission that may make it"),
                        },
                        "required": ["id", "ask", "least"],
                        "additionalProperties": false,
                    },
                    "stands": text("Where a person finds it, as no call supplies it"),
                    "usual": { "title": "What it is unless somebody changed it" },
                },
                "required": ["label", "hint", "type"],
                "anyOf": [{ "required": ["asked"] }, { "required": ["actions"] }],
                "additionalProperties": false,
            },
            "Word": {
                "title": "A word, and what it means or how people call it",
                "type": "object",
                "properties": {
                    "word": text("As documents write it"),
                    "means": text("What it means"),
                    "name": text("Microsoft's name of it"),
                },
                "required": ["word"],
                "additionalProperties": false,
            },
        },
    })
}

fn message() -> Value {
    json!({ "$ref": "#/$defs/Message" })
}

fn text(title: &str) -> Value {
    json!({ "title": title, "type": "string" })
}

fn table(title: &str, of: &Value) -> Value {
    json!({ "title": title, "type": "object", "additionalProperties": of })
}
