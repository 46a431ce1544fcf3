//! What the host reads of a ledger of licences in order to lay it out; every sentence in it is the engine's.

use serde::Deserialize;

use super::Notice;

/// A ledger, as far as it is shown in words.
#[derive(Debug, Deserialize)]
pub(crate) struct Licences {
    pub(crate) as_of: String,
    pub(crate) rulebook: String,
    pub(crate) product: Said,
    pub(crate) tenant: Tenant,
    pub(crate) trials: Vec<Said>,
    pub(crate) environments: Vec<Environment>,
    pub(crate) people: Vec<Person>,
    pub(crate) questions: Vec<Question>,
    pub(crate) warnings: Vec<Notice>,
}

/// Anything that says what it is.
#[derive(Debug, Deserialize)]
pub(crate) struct Said {
    pub(crate) says: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Tenant {
    pub(crate) says: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Environment {
    pub(crate) name: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) machines: Vec<Machine>,
    pub(crate) now: Option<Balance>,
    pub(crate) request: Option<Said>,
    pub(crate) machines_alone: Option<Balance>,
    pub(crate) after: Option<Balance>,
    pub(crate) overage: Vec<Said>,
    pub(crate) remarks: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) says: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Machine {
    pub(crate) name: String,
    pub(crate) counts: String,
    pub(crate) says: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Balance {
    pub(crate) state: State,
    pub(crate) says: String,
}

/// Whether capacity suffices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum State {
    Enough,
    Short,
    Unknown,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) creates: Vec<String>,
    pub(crate) plans: Vec<Said>,
    pub(crate) licences: Vec<Said>,
}

/// A fact that is missing.
#[derive(Debug, Deserialize)]
pub(crate) struct Question {
    pub(crate) at: String,
    pub(crate) message: String,
}
