//! What is known of a published error or status code, as a document.

#[cfg(feature = "texts")]
mod page;

use crate::lifecycle::published::{Group, Mode, Published};
use crate::rulebook::Source;
use crate::vocabulary::{Provenance, Text};
use serde::Serialize;

#[cfg(feature = "texts")]
pub use page::{catalogue, page};

/// What is said about a published code.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct PublishedCode {
    /// Its spelling.
    pub code: Text,
    /// What it is about.
    pub group: Group,
    /// When it occurs.
    pub when: Text,
    /// Whether trying again helps: `no` where there is nothing to retry, `once`, `after-waiting` or `after-fix`.
    pub retry: Text,
    /// The rules that could have told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foreseen_by: Vec<Text>,
    /// The fact that could have told, which no rule asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_by: Option<Text>,
    /// Why nothing could have told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_foreseeable: Option<Text>,
    /// The HTTP status that comes with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http: Option<u16>,
    /// What else it is called: by older pages, or in other places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Text>,
    /// The number that Windows has for it, as messages write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub windows: Option<i32>,
    /// Its number, where it is a status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u16>,
    /// The run mode in which it occurs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// What it means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<Text>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Text>,
    /// What to know about how it is published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// How far code, meaning and remedy can be shown to hold; when it occurs, whether trying again helps and what could have told are
    /// assumed.
    pub provenance: Provenance,
    /// Where it is published.
    pub source: Source,
    /// The page about it, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

impl Published {
    /// Everything said about it, its page left out.
    pub fn published_code(&self) -> PublishedCode {
        let (meaning, remedy, note) = self.texts();
        PublishedCode {
            code: self.code.into(),
            group: self.group,
            when: self.when.into(),
            retry: self.retry.word().into(),
            foreseen_by: self.foresight.rules().into_iter().map(Text::from).collect(),
            told_by: self.foresight.fact().map(Text::from),
            not_foreseeable: self.foresight.reason().map(Text::from),
            http: self.http,
            also: self.also.iter().map(|also| Text::new(also)).collect(),
            windows: self.windows,
            number: self.number,
            mode: self.mode,
            meaning: meaning.map(Text::from),
            remedy: remedy.map(Text::from),
            note: note.map(Text::from),
            provenance: self.provenance,
            source: self.cited(),
            page: None,
        }
    }

    /// Meaning, remedy and note, where texts are compiled in.
    #[cfg(feature = "texts")]
    const fn texts(&self) -> (Option<&'static str>, Option<&'static str>, Option<&'static str>) {
        (Some(self.meaning), Some(self.remedy), self.note)
    }

    #[cfg(not(feature = "texts"))]
    const fn texts(&self) -> (Option<&'static str>, Option<&'static str>, Option<&'static str>) {
        let _ = self;
        (None, None, None)
    }
}
