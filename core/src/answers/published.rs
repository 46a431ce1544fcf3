//! A published error or status code, as a document.

#[cfg(feature = "texts")]
mod page;

use crate::lifecycle::published::{Group, Mode, Published};
use crate::rulebook::Source;
use crate::vocabulary::{Provenance, Text};
use serde::Serialize;

#[cfg(feature = "texts")]
pub use page::{catalogue, page};

/// A published code and what is known about it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct PublishedCode {
    /// The code as it is spelled.
    pub code: Text,
    /// The group of codes that it belongs to.
    pub group: Group,
    /// When it occurs.
    pub when: Text,
    /// Whether a retry helps: `no` if there is nothing to retry, `once`, `after-waiting` or `after-fix`.
    pub retry: Text,
    /// The rules that could have predicted it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foreseen_by: Vec<Text>,
    /// The fact that could have predicted it, if no rule asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_by: Option<Text>,
    /// Why nothing could have predicted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_foreseeable: Option<Text>,
    /// The HTTP status that comes with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http: Option<u16>,
    /// Other names of the code: on older pages, or in other places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Text>,
    /// Its number in Windows, as messages write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub windows: Option<i32>,
    /// Its number, if it is a status.
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
    /// A note about how it is published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// How well founded code, meaning and remedy are. When it occurs, whether a retry helps and what could have predicted it are assumed.
    pub provenance: Provenance,
    /// The page that publishes it.
    pub source: Source,
    /// The page about it, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

impl Published {
    /// Returns the document of the code, without its page.
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

    /// Returns meaning, remedy and note, if the texts are compiled in.
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
