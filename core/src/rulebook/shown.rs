//! Values of the rulebook as documents and sentences show them.

use super::term::{Vocabulary as _, Word};
use super::{
    AdminRole, App, AzureRole, Entry, Geography, Key, Licence, Plan, Role, Value, describe, vocabulary,
};
use crate::rulebook::{OPERATIONS, TABLES};
use crate::vocabulary::Text;
use greenlight_json::join::joined;
use serde::Serialize;
use std::fmt;

/// A value: a number, a yes or no, a text, or several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RulebookValueShown"))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
#[serde(untagged)]
pub enum DisplayValue {
    /// A number; its unit is in the key's name.
    Number(u64),
    /// Yes or no.
    Flag(bool),
    /// A word.
    Text(Text),
    /// Several words.
    List(Vec<String>),
}

impl fmt::Display for DisplayValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Flag(flag) => f.write_str(if *flag { "yes" } else { "no" }),
            Self::Text(text) => f.write_str(text),
            Self::List(items) if items.is_empty() => f.write_str("nothing"),
            Self::List(items) => f.write_str(&joined(items, ", ")),
        }
    }
}

/// A value of a key, with Microsoft's names for its words.
pub fn shown(key: Key, value: Value) -> DisplayValue {
    let word = |place: &u8| words(vocabulary(key)).get(usize::from(*place)).map_or("", |word| word.name);
    match value {
        Value::Number(number) => DisplayValue::Number(number),
        Value::Flag(flag) => DisplayValue::Flag(flag),
        Value::Text(text) => DisplayValue::Text(text.into()),
        Value::Texts(texts) => DisplayValue::List(texts.iter().map(ToString::to_string).collect()),
        Value::Term(place) => DisplayValue::Text(word(&place).into()),
        Value::Terms(places) => {
            DisplayValue::List(places.iter().map(|place| word(place).to_owned()).collect())
        }
        Value::Privileges(bits) => DisplayValue::List(privileges(bits)),
    }
}

/// The name of the word that an entry is about, where its key has a parameter.
pub fn subject(key: Key, entry: &Entry) -> Option<&'static str> {
    words(describe(key).1).get(usize::from(entry.of())).map(|word| word.name)
}

/// A set of privileges; `flow-machine.*` are all on that table.
pub fn privileges(bits: u64) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = bits;
    for table in TABLES {
        let row = rest & 0xff;
        rest >>= OPERATIONS.len();
        if row == 0xff {
            names.push(format!("{table}.*"));
            continue;
        }
        let held = (0_u32..).zip(OPERATIONS).filter(|(place, _)| row >> place & 1 == 1);
        names.extend(held.map(|(_, operation)| format!("{table}.{operation}")));
    }
    names
}

/// The words of a vocabulary, by its name.
fn words(vocabulary: &str) -> &'static [Word] {
    match vocabulary {
        "AdminRole" => AdminRole::WORDS,
        "App" => App::WORDS,
        "AzureRole" => AzureRole::WORDS,
        "Geography" => Geography::WORDS,
        "Licence" => Licence::WORDS,
        "Plan" => Plan::WORDS,
        "Role" => Role::WORDS,
        _ => &[],
    }
}
