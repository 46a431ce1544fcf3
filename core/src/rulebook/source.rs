//! Where a value or a rule is said.

use super::{Citation, Entry, Page};
use crate::vocabulary::Text;
use crate::vocabulary::instant::Day;
use serde::Serialize;
use std::borrow::Cow;

/// Where something is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Source {
    /// The page, or the overlay.
    pub page: Cow<'static, str>,
    /// Its section.
    pub section: Text,
    /// The date of the version cited.
    pub date: Day,
    /// Where the page is published; nothing for an overlay.
    pub url: Text,
}

/// A section of a page.
pub fn cited(page: Option<&Page>, section: &'static str) -> Source {
    match page {
        Some(page) => {
            Source { page: page.title.into(), section: section.into(), date: page.date, url: page.url.into() }
        }
        None => Source { page: "".into(), section: section.into(), date: super::FIRST, url: "".into() },
    }
}

impl Entry {
    /// Where the value is said.
    pub fn source(&self) -> Source {
        let citation = self.citation();
        cited(citation.and_then(Citation::page), citation.map_or("", |citation| citation.section))
    }
}
