//! Which rules ask for a field in which action, found by taking facts away from the rules' examples, and by what is asked in the corpus.

use anyhow::Result;
use greenlight_core::Case;
use greenlight_core::evaluation::words;
use greenlight_core::facts::ledger::Ledger;
use greenlight_core::json::{self, Pointer};
use greenlight_core::rulebook::Book;
use greenlight_core::rules::context::Context;
use greenlight_core::rules::rule::{Rule, Stop};
use greenlight_core::rules::{ALL, examples};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The codes of the rules that ask for a field, by action.
pub(super) type Asked = BTreeMap<String, BTreeSet<&'static str>>;

/// What is asked of these places, which have `*` for what a case names.
pub(super) fn asked(places: &[Pointer], answers: &[String]) -> Result<BTreeMap<String, Asked>> {
    let mut all: BTreeMap<String, Asked> = BTreeMap::new();
    find(&mut all, by)?;
    // What is asked for only where much else is told.
    let silent: Vec<&Pointer> = places.iter().filter(|at| !all.contains_key(at.as_str())).collect();
    find(&mut all, |rule, book, case| {
        let stated = silent.iter().flat_map(|place| stated(case, place));
        stated.filter(|at| lacks(rule, book, &without(case, at)).contains(at)).collect()
    })?;
    for answer in answers.iter().filter(|answer| answer.contains("\"questions\"")) {
        note(&mut all, &serde_json::from_str(answer)?);
    }
    Ok(all)
}

/// What a report asks.
fn note(all: &mut BTreeMap<String, Asked>, report: &Value) {
    let Some(action) = report.pointer("/request/action").and_then(Value::as_str) else { return };
    for question in report["questions"].as_array().into_iter().flatten() {
        let Some(at) = question["at"].as_str().and_then(Pointer::parse) else { continue };
        let codes: Vec<&str> =
            question["rules"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let rules = ALL.iter().map(|rule| rule.id.code()).filter(|code| codes.contains(code));
        let of = all.entry(words::sentence(&at).0.to_string()).or_default();
        of.entry(action.to_owned()).or_default().extend(rules);
    }
}

fn find(
    all: &mut BTreeMap<String, Asked>,
    by: impl Fn(&Rule, Book, &Value) -> BTreeSet<Pointer>,
) -> Result<()> {
    for rule in ALL {
        for (_, book, case) in examples::of(rule) {
            let case = case?;
            let action = action(&case);
            for at in by(rule, book, &case) {
                let of = all.entry(words::sentence(&at).0.to_string()).or_default();
                of.entry(action.clone()).or_default().insert(rule.id.code());
            }
        }
    }
    Ok(())
}

/// Where a case states something at a place with `*` for what it names.
fn stated(case: &Value, place: &Pointer) -> Vec<Pointer> {
    let mut found = vec![Pointer::ROOT];
    for key in place.keys() {
        let within = |at: &Pointer| match (case.pointer(at.as_str()), &*key) {
            (Some(Value::Object(things)), "*") => things.keys().map(|name| at.clone().key(name)).collect(),
            (Some(Value::Array(each)), "*") => (0..each.len()).map(|place| at.clone().index(place)).collect(),
            (Some(here), key) if here.get(key).is_some() => vec![at.clone().key(key)],
            _ => Vec::new(),
        };
        found = found.iter().flat_map(within).collect();
    }
    found
}

/// The action that a case requests.
fn action(case: &Value) -> String {
    let fields = case["request"].as_object().into_iter().flat_map(Map::keys);
    fields.filter(|field| *field != "actor").cloned().collect()
}

/// The places that a rule asks of a case of which only names are told, one after the other as it gets what it asked for; and those of the
/// request, each taken away by itself.
fn by(rule: &Rule, book: Book, case: &Value) -> BTreeSet<Pointer> {
    let mut asked = BTreeSet::new();
    let mut told = names(case);
    loop {
        let new: Vec<Pointer> =
            lacks(rule, book, &told).into_iter().filter(|at| !asked.contains(at)).collect();
        if new.is_empty() {
            break;
        }
        for at in new {
            if let Some(value) = case.pointer(at.as_str()) {
                state(&mut told, &at, value);
            }
            asked.insert(at);
        }
    }
    for at in requested(case) {
        asked.extend(lacks(rule, book, &without(case, &at)).into_iter().filter(|lacking| *lacking == at));
    }
    asked
}

/// The case without its facts.
fn names(case: &Value) -> Value {
    let bare = |(name, value): (&String, &Value)| {
        let value = match value {
            _ if ["as_of", "request"].contains(&name.as_str()) => value.clone(),
            Value::Object(_) if name == "tenant" => json!({}),
            Value::Object(things) => things.keys().map(|name| (name.clone(), json!({}))).collect(),
            value => value.clone(),
        };
        (name.clone(), value)
    };
    case.as_object().into_iter().flatten().map(bare).collect()
}

/// What a rule lacks of a case.
fn lacks(rule: &Rule, book: Book, case: &Value) -> Vec<Pointer> {
    let Ok(case) = json::from_str::<Case>(&case.to_string()) else { return Vec::new() };
    let (Some(request), Some(now)) = (&case.request, case.as_of) else { return Vec::new() };
    let ledger = Ledger::default();
    match (rule.check)(&Context::new(&case, &ledger, request, now, book.rulebook())) {
        Err(Stop::Unknown(missing)) => missing.into_paths(),
        _ => Vec::new(),
    }
}

/// The fields of the request.
fn requested(case: &Value) -> Vec<Pointer> {
    let details = case["request"].as_object().into_iter().flatten();
    let fields = details.flat_map(|(action, fields)| {
        fields
            .as_object()
            .into_iter()
            .flat_map(Map::keys)
            .map(|field| Pointer::of(&["request", action, field]))
    });
    fields.chain([Pointer::of(&["request", "actor"])]).collect()
}

/// Puts a value at a place.
fn state(case: &mut Value, at: &Pointer, value: &Value) {
    let mut here = case;
    for key in at.keys() {
        if !here.is_object() {
            *here = json!({});
        }
        here = &mut here[&*key];
    }
    *here = value.clone();
}

/// The case without what stands at a place.
fn without(case: &Value, at: &Pointer) -> Value {
    let mut left = case.clone();
    if let Some((whole, last)) = at.as_str().rsplit_once('/')
        && let Some(fields) = left.pointer_mut(whole).and_then(Value::as_object_mut)
    {
        fields.remove(last);
    }
    left
}
