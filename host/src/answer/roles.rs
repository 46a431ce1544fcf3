//! What the host reads of an answer about roles in order to lay it out.

use serde::Deserialize;

use super::licences::Question;

#[derive(Debug, Deserialize)]
pub(crate) struct Roles {
    pub(crate) as_of: String,
    pub(crate) rulebook: String,
    pub(crate) matrix: Vec<Row>,
    pub(crate) actions: Vec<Needs>,
    pub(crate) person: Option<Person>,
    pub(crate) questions: Vec<Question>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Row {
    pub(crate) role: String,
    pub(crate) tables: Vec<Cell>,
    pub(crate) provenance: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Cell {
    pub(crate) table: String,
    pub(crate) everything: bool,
    pub(crate) operations: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Needs {
    pub(crate) action: String,
    #[serde(default)]
    pub(crate) privileges: Vec<String>,
    pub(crate) roles: Vec<Bringer>,
    pub(crate) says: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Bringer {
    pub(crate) role: String,
    pub(crate) brings: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Person {
    pub(crate) actions: Vec<Can>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Can {
    pub(crate) can: String,
    pub(crate) says: String,
}
