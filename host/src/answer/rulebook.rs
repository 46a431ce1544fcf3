//! What the host reads of a rulebook in order to lay it out.

use std::fmt;

use serde::Deserialize;

use super::Source;

/// The values of a rulebook, or what changed since another.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Answer {
    Values(Listed),
    Changes(Changes),
}

#[derive(Debug, Deserialize)]
pub(crate) struct Listed {
    pub(crate) as_of: String,
    pub(crate) rulebook: String,
    pub(crate) values: Vec<Dated>,
    pub(crate) silent: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Dated {
    pub(crate) key: String,
    pub(crate) of: Option<String>,
    pub(crate) meaning: String,
    pub(crate) value: Shown,
    pub(crate) since: String,
    pub(crate) until: Option<String>,
    pub(crate) published: String,
    pub(crate) provenance: String,
    pub(crate) source: Source,
}

/// A value that a report used.
#[derive(Debug, Deserialize)]
pub(crate) struct Used {
    pub(crate) key: String,
    pub(crate) of: Option<String>,
    pub(crate) value: Shown,
    pub(crate) since: String,
    pub(crate) source: Source,
}

/// A number, a yes or no, a text, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Shown {
    Number(u64),
    Flag(bool),
    Text(String),
    List(Vec<String>),
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Flag(flag) => f.write_str(if *flag { "yes" } else { "no" }),
            Self::Text(text) => f.write_str(text),
            Self::List(items) if items.is_empty() => f.write_str("nothing"),
            Self::List(items) => f.write_str(&items.join(", ")),
        }
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Changes {
    pub(crate) from: AtInstant,
    pub(crate) to: AtInstant,
    #[serde(rename = "values")]
    pub(crate) changed: Vec<ValueChange>,
    pub(crate) rules: Vec<RuleChange>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct AtInstant {
    pub(crate) rulebook: String,
    pub(crate) as_of: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct ValueChange {
    pub(crate) key: String,
    pub(crate) says: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct RuleChange {
    pub(crate) code: String,
    pub(crate) change: String,
    pub(crate) says: String,
}
