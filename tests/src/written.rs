//! The cases by hand: changes to the golden case of a rulebook or to an earlier case, or whole inputs.

use crate::{Case, Expect};
use greenlight_core::json::patch::merge;
use greenlight_core::rulebook::Book;
use greenlight_core::rules::examples;
use serde::Deserialize;
use serde::de::Error as _;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const FILES: &[(&str, &str)] = &[
    ("bad-input", include_str!("../cases/bad-input.json")),
    ("documents", include_str!("../cases/documents.json")),
    ("outcomes", include_str!("../cases/outcomes.json")),
    ("rulebooks", include_str!("../cases/rulebooks.json")),
    ("rulings", include_str!("../cases/rulings.json")),
    ("field-reports", include_str!("../cases/field-reports.json")),
    ("reliability", include_str!("../cases/reliability.json")),
    ("verbs", include_str!("../cases/verbs.json")),
    ("words", include_str!("../cases/words.json")),
];

/// A case as its file holds it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    note: String,
    #[serde(default)]
    verb: Option<String>,
    /// The rulebook that judges it and whose golden case is changed; general availability where none is named.
    #[serde(default)]
    book: Option<String>,
    /// The note of the earlier case, of this file or one before, that is changed.
    #[serde(default)]
    on: Option<String>,
    #[serde(default)]
    patch: Option<Value>,
    /// What is called otherwise everywhere in the case, and what.
    #[serde(default)]
    rename: BTreeMap<String, String>,
    /// The machine that is diagnosed.
    #[serde(default)]
    machine: Option<String>,
    #[serde(default)]
    options: Option<Value>,
    #[serde(default)]
    input: Option<Value>,
    #[serde(default)]
    expect: Expect,
}

/// Every case by hand, file by file.
pub(crate) fn cases() -> serde_json::Result<Vec<Case>> {
    let mut judged = BTreeMap::new();
    let mut cases = Vec::new();
    for (file, text) in FILES {
        for one in serde_json::from_str::<Vec<Written>>(text)? {
            let (note, verb, expect) =
                (format!("{file}: {}", one.note), one.verb.clone(), one.expect.clone());
            let input = match &one.input {
                Some(Value::String(text)) => text.clone(),
                Some(value) => value.to_string(),
                None => changed(one, &mut judged)?.to_string(),
            };
            cases.push(Case { note, verb: verb.unwrap_or_else(|| "check".to_owned()), input, expect });
        }
    }
    Ok(cases)
}

/// The request about a case that is a change to another, which is kept for those that change it in turn.
fn changed(one: Written, judged: &mut BTreeMap<String, Value>) -> serde_json::Result<Value> {
    let book = match &one.book {
        Some(date) => named(Book::ALL.iter().copied().find(|book| book.date().to_string() == *date), date)?,
        None => Book::General,
    };
    let mut case = match &one.on {
        Some(note) => named(judged.get(note).cloned(), note)?,
        None => examples::golden(book)?,
    };
    merge(&mut case, &one.patch.unwrap_or_else(|| json!({})));
    if !one.rename.is_empty() {
        case = renamed(case, &one.rename);
    }
    let mut options = json!({"rulebook": book.date().to_string()});
    merge(&mut options, &one.options.unwrap_or_else(|| json!({})));
    let mut request = json!({"case": case, "options": options});
    if let Some(machine) = one.machine {
        merge(&mut request, &json!({"machine": machine}));
    }
    judged.insert(one.note, case);
    Ok(request)
}

/// What is called so.
fn named<T>(found: Option<T>, name: &str) -> serde_json::Result<T> {
    found.ok_or_else(|| serde_json::Error::custom(format!("nothing is called `{name}`")))
}

/// A value in which texts and keys that are whole names are others.
fn renamed(value: Value, names: &BTreeMap<String, String>) -> Value {
    let other = |name: String| names.get(&name).cloned().unwrap_or(name);
    match value {
        Value::String(text) => Value::String(other(text)),
        Value::Array(items) => items.into_iter().map(|item| renamed(item, names)).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(key, member)| (other(key), renamed(member, names))).collect()
        }
        plain => plain,
    }
}
