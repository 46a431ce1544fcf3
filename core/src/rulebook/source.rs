//! Where a value or a rule is said.

use super::{Citation, Entry, Page};
use crate::vocabulary::instant::Day;
use serde::Serialize;
use std::borrow::Cow;

/// Where something is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// The page, or the overlay.
    pub page: Cow<'static, str>,
    /// Its section.
    pub section: &'static str,
    /// The date of the version cited.
    pub date: Day,
    /// Where the page is published; nothing for an overlay.
    pub url: &'static str,
}

/// A section of a page.
pub fn cited(page: Option<&Page>, section: &'static str) -> Source {
    match page {
        Some(page) => Source { page: page.title.into(), section, date: page.date, url: page.url },
        None => Source { page: "".into(), section, date: super::FIRST, url: "" },
    }
}

impl Entry {
    /// Where the value is said.
    pub fn source(&self) -> Source {
        let citation = self.citation();
        cited(citation.and_then(Citation::page), citation.map_or("", |citation| citation.section))
    }
}
