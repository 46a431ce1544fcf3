//! Calls drawn from a number: calls of the corpus with some of what they say changed, so that doors are compared where nobody thought to look.

use crate::{Case, Door, Native};
use greenlight_core::simulation::random::{Draws, Entity, Purpose};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Each verb with how many of a hundred calls are of it: most judge, and those that take long are few.
const VERBS: &[(&str, usize)] = &[
    ("check", 58),
    ("check-lines", 4),
    ("outcomes", 4),
    ("diagnose", 6),
    ("why", 5),
    ("licences", 4),
    ("missing-facts", 4),
    ("redact", 4),
    ("explain", 2),
    ("roles", 2),
    ("rulebook", 2),
    ("import-facts", 1),
    ("simulate", 1),
    ("open", 1),
    ("replay", 1),
    ("shard", 1),
];

/// What stands where it should not: what numbers, names and lists must not be, and what they may be just about.
const ODD: &[&str] = &[
    "null",
    "true",
    "0",
    "-1",
    "1.5",
    "9007199254740991",
    "9007199254740992",
    "\"\"",
    "\"none\"",
    "\"*\"",
    "\"a/b~c\"",
    "\"\u{202e}\u{7f}é\"",
    "\"0001-01-01\"",
    "\"9999-12-31T23:59:59.999Z\"",
    "[]",
    "{}",
    "{\"at_least\":3}",
    "{\"items\":[],\"complete\":false}",
    "{\"value\":null,\"attested\":{\"by\":\"ann\",\"on\":\"2024-02-10\"}}",
];

/// Bytes that a text is cut off or hit with.
const PIECES: &[&str] = &["", "{", "}", "]", ",", "\"", "\\", "\n", "\u{1}", "\\ud800", "é", "1e400"];

/// How many values of one field are kept to choose from.
const VALUES_MAX: usize = 64;

/// What calls are drawn from.
#[derive(Debug)]
pub struct Calls {
    inputs: BTreeMap<String, Vec<String>>,
    /// The values that a field has anywhere, by its name.
    values: BTreeMap<String, Vec<Value>>,
    /// The fields beside which others may stand, by the name of what holds them.
    fields: BTreeMap<String, Vec<String>>,
}

impl Calls {
    /// Calls drawn from these.
    pub fn of(corpus: &[Case]) -> Self {
        let mut inputs: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut values: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut fields: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for case in corpus {
            inputs.entry(case.verb.clone()).or_default().push(case.input.clone());
            let Ok(input) = serde_json::from_str::<Value>(&case.input) else { continue };
            each(&input, "", &mut |holder, name, value| {
                fields.entry(holder.to_owned()).or_default().insert(name.to_owned());
                let values = values.entry(name.to_owned()).or_default();
                if values.len() < VALUES_MAX {
                    values.insert(value.to_string());
                }
            });
        }
        let read = |texts: BTreeSet<String>| -> Vec<Value> {
            texts.iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
        };
        Self {
            inputs,
            values: values.into_iter().map(|(name, texts)| (name, read(texts))).collect(),
            fields: fields.into_iter().map(|(name, fields)| (name, fields.into_iter().collect())).collect(),
        }
    }

    /// The call with this number: always the same, whatever other numbers are drawn.
    pub fn call(&self, number: u64) -> Case {
        let mut dice = Dice::new(number);
        let verb = verb(&mut dice);
        let input = match verb {
            "check-lines" | "outcomes" => {
                let lines: Vec<String> =
                    (0..=dice.below(4)).map(|_| self.input("check", &mut dice)).collect();
                lines.join("\n")
            }
            verb => self.input(verb, &mut dice),
        };
        Case {
            note: format!("call {number}"),
            verb: verb.to_owned(),
            input,
            expect: crate::Expect::default(),
        }
    }

    /// Calls and what the engine answers without any WebAssembly, in the order of their numbers.
    pub fn answered(&self, numbers: std::ops::Range<u64>) -> impl Iterator<Item = (Case, String)> {
        numbers.map(|number| {
            let case = self.call(number);
            let answer = case.answer_of(&Native);
            (case, answer)
        })
    }

    fn input(&self, verb: &str, dice: &mut Dice) -> String {
        let known = self.inputs.get(verb).map_or(&[][..], Vec::as_slice);
        let Some(text) = dice.of(known) else { return String::new() };
        let Ok(mut input) = serde_json::from_str::<Value>(text) else { return hit(text, dice) };
        for _ in 0..dice.below(7) {
            self.change(&mut input, dice);
        }
        bound(&mut input);
        let text = input.to_string();
        if dice.below(12) == 0 { hit(&text, dice) } else { text }
    }

    /// Changes one thing somewhere in a value.
    fn change(&self, value: &mut Value, dice: &mut Dice) {
        let mut places = Vec::new();
        pointers(value, &mut String::new(), &mut places);
        let Some(place) = dice.of(&places).cloned() else { return };
        let (above, name) = place.rsplit_once('/').unwrap_or(("", ""));
        let holder = above.rsplit('/').next().unwrap_or_default().to_owned();
        let name = name.to_owned();
        let Some(group) = value.pointer_mut(above) else { return };
        match (group, dice.below(10)) {
            (Value::Object(group), 0..=3) => drop(group.remove(&name)),
            (Value::Object(group), 4..=5) => self.add(group, &holder, dice),
            (Value::Object(group), 6) => {
                let it = group.remove(&name).unwrap_or_default();
                group.insert(name, json!({"items": it, "complete": false}));
            }
            (Value::Object(group), 7) => drop(group.insert(name, odd(dice))),
            (Value::Object(group), _) => {
                if let Some(other) = self.values.get(&name).and_then(|values| dice.of(values)) {
                    group.insert(name, other.clone());
                }
            }
            (Value::Array(items), 0..=4) if !items.is_empty() => drop(items.remove(dice.below(items.len()))),
            (Value::Array(items), 5..=8) => items.extend(dice.of(&items.clone()).cloned()),
            (Value::Array(items), _) => items.push(odd(dice)),
            _ => {}
        }
    }

    /// Adds a field that the like has elsewhere.
    fn add(&self, group: &mut Map<String, Value>, holder: &str, dice: &mut Dice) {
        let field = self.fields.get(holder).and_then(|fields| dice.of(fields));
        let value = field.and_then(|field| self.values.get(field)).and_then(|values| dice.of(values));
        if let (Some(field), Some(value)) = (field, value) {
            group.insert(field.clone(), value.clone());
        }
    }
}

/// What falls for one call, one after the other.
#[derive(Debug)]
struct Dice {
    call: Entity,
    thrown: u32,
}

impl Dice {
    fn new(number: u64) -> Self {
        Self { call: Entity::named(&number.to_string()), thrown: 0 }
    }

    /// A number below another; 0 where there is none.
    fn below(&mut self, limit: usize) -> usize {
        self.thrown += 1;
        let bits = Draws::new("calls", 0).bits(self.call.at(self.thrown), Purpose(0), 0);
        usize::try_from(bits >> 16).unwrap_or_default().checked_rem(limit).unwrap_or_default()
    }

    fn of<'a, T>(&mut self, several: &'a [T]) -> Option<&'a T> {
        several.get(self.below(several.len()))
    }
}

fn verb(dice: &mut Dice) -> &'static str {
    let mut left = dice.below(VERBS.iter().map(|(_, share)| share).sum());
    for (verb, share) in VERBS {
        match left.checked_sub(*share) {
            Some(less) => left = less,
            None => return verb,
        }
    }
    "check"
}

fn odd(dice: &mut Dice) -> Value {
    dice.of(ODD).and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// Cuts a text off, or puts something in the place of some bytes.
fn hit(text: &str, dice: &mut Dice) -> String {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let begin = dice.below(places.len());
    let end = (begin + dice.below(4)).min(places.len() - 1);
    let at = |place: usize| places.get(place).copied().unwrap_or_default();
    let (before, after) = (text.get(..at(begin)), text.get(at(end)..));
    let piece = dice.of(PIECES).copied().unwrap_or_default();
    [before.unwrap_or_default(), piece, after.unwrap_or_default()].concat()
}

/// Keeps a scenario to milliseconds of work, whatever it became.
fn bound(input: &mut Value) {
    if let Some(Value::Object(scenario)) = input.get_mut("scenario") {
        scenario
            .insert("limits".to_owned(), json!({"events": 4000, "events_at_once": 1000, "machines": 100}));
        if scenario.get("replicates").and_then(Value::as_u64).is_some_and(|replicates| replicates > 20) {
            scenario.insert("replicates".to_owned(), json!(20));
        }
    }
}

/// Every field of every object, with the name of what holds it.
fn each(value: &Value, holder: &str, visit: &mut impl FnMut(&str, &str, &Value)) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                visit(holder, name, value);
                each(value, name, visit);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| each(item, holder, visit)),
        _ => {}
    }
}

/// The place of every value within another, as a JSON Pointer.
fn pointers(value: &Value, at: &mut String, places: &mut Vec<String>) {
    let mut inside = |key: &str, value: &Value, places: &mut Vec<String>| {
        let length = at.len();
        at.push('/');
        at.push_str(&key.replace('~', "~0").replace('/', "~1"));
        places.push(at.clone());
        pointers(value, at, places);
        at.truncate(length);
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| inside(key, value, places)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(place, value)| inside(&place.to_string(), value, places));
        }
        _ => {}
    }
}

/// Calls that a door answers otherwise than the engine without any WebAssembly, in words.
pub fn differing(door: &impl Door, calls: &Calls, numbers: std::ops::Range<u64>) -> Vec<String> {
    let mut found = Vec::new();
    for (case, expected) in calls.answered(numbers) {
        let answer = case.answer_of(door);
        if answer != expected {
            found.push(format!(
                "{} {}\n  {}\n  expected {expected}\n  answered {answer}",
                case.note, case.verb, case.input
            ));
        }
    }
    found
}
