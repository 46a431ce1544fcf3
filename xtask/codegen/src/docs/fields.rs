//! `docs/fields.json`: every field of a case and of a request, for whoever makes a form of them.

mod asked;

use super::case::{CaseSchema, Place};
use crate::Generated;
use anyhow::Result;
use asked::{Asked, asked};
use greenlight_core::evaluation::words;
use greenlight_core::facts::request::Action;
use greenlight_core::facts::usual;
use greenlight_core::import::supplier::{Supplier, supplier};
use greenlight_core::json::Pointer;
use greenlight_core::rulebook::term::{Term, Vocabulary};
use greenlight_core::rulebook::{AdminRole, App, AzureRole, Geography, Licence, Plan, Role};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The fields; `answers` are those of the corpus.
pub(super) fn file(answers: &[String]) -> Result<Generated> {
    let case = CaseSchema::new();
    let places: Vec<Place<'_>> = case.places().into_iter().filter(is_field).collect();
    let asked = asked(&places.iter().map(|place| place.at.clone()).collect::<Vec<_>>(), answers)?;
    let fields = places.iter().map(|place| {
        let at = place.at.to_string();
        let mut field = field(place, asked.get(&at));
        if asked.get(&at).is_none_or(Asked::is_empty) {
            field.insert("actions".to_owned(), actions(&place.at, &asked).into_iter().collect());
        }
        (at, Value::from(field))
    });
    let fields: Map<String, Value> = fields.collect();
    let document = json!({ "format_version": "1.0", "fields": fields });
    Ok(Generated {
        path: "docs/fields.json".to_owned(),
        text: serde_json::to_string_pretty(&document)? + "\n",
    })
}

/// The actions to whose form a field belongs that no rule asks for: its own, of one of a request; else those in which something is asked for
/// beside it, in the same thing or the same collection; else all of them.
fn actions(at: &Pointer, asked: &BTreeMap<String, Asked>) -> BTreeSet<String> {
    let keys: Vec<String> = at.keys().map(String::from).collect();
    if let [request, action, _, ..] = keys.as_slice()
        && request == "request"
    {
        return BTreeSet::from([action.clone()]);
    }
    let within = |part: &str| -> BTreeSet<String> {
        let inside =
            asked.iter().filter(|(at, _)| at.strip_prefix(part).is_some_and(|rest| rest.starts_with('/')));
        inside.flat_map(|(_, by)| by.keys().cloned()).collect()
    };
    let written = at.as_str();
    let collection = written.strip_suffix("_complete").into_iter();
    let around = written
        .match_indices('/')
        .rev()
        .filter_map(|(end, _)| written.get(..end))
        .filter(|part| !part.is_empty());
    let found = collection.chain(around).map(within).find(|actions| !actions.is_empty());
    found.unwrap_or_else(|| Action::WORDS.iter().map(|&action| action.to_owned()).collect())
}

/// Whether somebody states something there, and not only within it.
fn is_field(place: &Place<'_>) -> bool {
    let groups =
        |schema: &&Value| schema["properties"].is_object() || schema["additionalProperties"].is_object();
    let first = place.at.keys().next().unwrap_or_default();
    first != "$schema" && !place.takes.is_empty() && !place.takes.iter().any(groups)
}

fn field(place: &Place<'_>, asked: Option<&Asked>) -> Map<String, Value> {
    let keys: Vec<String> = place.at.keys().map(String::from).collect();
    let name = keys.iter().rev().map(String::as_str).find(|key| *key != "*").unwrap_or_default();
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| drop(out.insert(name.to_owned(), value));
    put("label", label(name).into());
    put("hint", hint(place).into());
    let (kind, of) = kind(place);
    put("type", kind.into());
    if let Some(unit) = unit(name) {
        put("unit", unit.into());
    }
    if let Some(words) = choices(&of) {
        put("words", words);
    }
    if let Some(asked) = asked {
        put("asked", json!(asked));
    }
    match supplier(&place.at) {
        Some(Supplier::Call(call)) => {
            put("call", json!({ "id": call.id, "ask": call.ask, "least": call.least }));
        }
        Some(Supplier::Person(by_hand)) => put("stands", by_hand.stands.into()),
        None => {}
    }
    if let Some(usual) = usual::as_it_comes(&place.at).and_then(|change| change.value().cloned()) {
        put("usual", usual);
    }
    out
}

/// What the schema says of it; of what stands under names, what is asked.
fn hint(place: &Place<'_>) -> String {
    let asked = || words::question(&place.at).split_once(": ").map(|(_, asked)| asked.to_owned());
    let said = place.schema["description"].as_str().map(str::to_owned);
    said.or_else(asked).unwrap_or_default()
}

/// What kind of value it takes, and the type of it, or of each of a list.
fn kind(place: &Place<'_>) -> (&'static str, Value) {
    let list = place.takes.iter().find(|schema| schema["type"] == "array");
    if let Some(list) = list {
        return ("list", list["items"].clone());
    }
    let one = place.takes.first().copied().cloned().unwrap_or_default();
    let text_at = |at: &str| one.pointer(at).and_then(Value::as_str);
    let text = text_at("/description").unwrap_or_default();
    let kind = match text_at("/type").or_else(|| text_at("/type/0")) {
        _ if one.get("oneOf").is_some() => "choice",
        Some("integer") => "number",
        Some("boolean") => "yes-no",
        _ if text.starts_with("an instant") => "instant",
        _ if text.starts_with("a day") => "day",
        _ => "text",
    };
    (kind, one)
}

/// The words it takes, each with how people call it; a word of a vocabulary that organisations add to may be another.
fn choices(of: &Value) -> Option<Value> {
    if let Some(closed) = of["oneOf"].as_array() {
        let word = |word: &Value| json!({ "word": word["const"], "means": word["description"] });
        return Some(closed.iter().map(word).collect());
    }
    let name = of["description"].as_str().or_else(|| of["$ref"].as_str())?;
    Some(match name.trim_start_matches("#/$defs/") {
        "Geography" | "a Power Platform geography" => terms::<Geography>(),
        "Plan" | "a Power Automate plan" => terms::<Plan>(),
        "Licence" | "a prerequisite licence" => terms::<Licence>(),
        "Role" | "a Dataverse security role" => terms::<Role>(),
        "AdminRole" | "a tenant-wide administrator role" => terms::<AdminRole>(),
        "App" | "a service principal's application" => terms::<App>(),
        "AzureRole" | "an Azure role" => terms::<AzureRole>(),
        _ => return None,
    })
}

fn terms<V: Vocabulary>() -> Value {
    Term::<V>::all().map(|term| json!({ "word": term.id(), "name": term.name() })).collect()
}

/// What a number counts, by the end of its name.
fn unit(name: &str) -> Option<&'static str> {
    let units = [("_gb", "GB"), ("_minutes", "minutes"), ("_hours", "hours"), ("_days", "days")];
    units.into_iter().find(|(end, _)| name.ends_with(end)).map(|(_, unit)| unit)
}

/// A name as people write it.
fn label(name: &str) -> String {
    let bare = if unit(name).is_some() { name.rsplit_once('_').map_or(name, |(bare, _)| bare) } else { name };
    let word = |word: &str| match word {
        "os" | "dns" | "tls" | "rpa" => word.to_uppercase(),
        word => word.to_owned(),
    };
    let words: Vec<String> = bare.split(['_', '-']).map(word).collect();
    let line = words.join(" ");
    let mut letters = line.chars();
    letters.next().map(|first| first.to_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}
