//! What the host reads of a diagnosis in order to lay it out; every sentence in it is the engine's.

use serde::Deserialize;

use super::licences::Question;
use super::{Level, Notice};

/// A diagnosis, as far as it is shown in words.
#[derive(Debug, Deserialize)]
pub(crate) struct Diagnosis {
    pub(crate) as_of: String,
    pub(crate) rulebook: String,
    pub(crate) conclusion: Conclusion,
    pub(crate) says: String,
    pub(crate) error_code: Option<Published>,
    pub(crate) status_code: Option<Published>,
    pub(crate) waiting: Option<Waiting>,
    pub(crate) causes: Vec<Cause>,
    pub(crate) next: Option<NextStep>,
    pub(crate) questions: Vec<Question>,
    pub(crate) warnings: Vec<Notice>,
}

/// What a diagnosis comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Conclusion {
    CauseFound,
    Explained,
    NothingFound,
    NeedsFacts,
}

/// What is published about an error or a status.
#[derive(Debug, Deserialize)]
pub(crate) struct Published {
    pub(crate) code: String,
    pub(crate) meaning: Option<String>,
    pub(crate) remedy: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) not_foreseeable: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Waiting {
    pub(crate) says: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct NextStep {
    pub(crate) says: String,
    pub(crate) by: Vec<String>,
}

/// How a rule is connected with what is wrong; the likeliest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Likelihood {
    Likely,
    Possible,
    Beside,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Cause {
    pub(crate) likelihood: Likelihood,
    pub(crate) rule: String,
    pub(crate) level: Level,
    pub(crate) leads_to: Option<String>,
    pub(crate) says: String,
    pub(crate) at: Option<String>,
    pub(crate) fixers: Vec<String>,
    #[serde(default)]
    pub(crate) steps: Vec<String>,
    pub(crate) command: Option<String>,
}
