//! What the engine is.

use super::text;
use crate::evaluation::report::{ENGINE, Engine};
use crate::rulebook;
use crate::rules;
use crate::vocabulary::instant::Day;
use serde::Serialize;
use std::borrow::Cow;

/// Names and versions of the engine and of its rulebooks.
pub fn describe() -> String {
    text(&described())
}

/// [`describe`], before it is text.
pub fn described() -> Description {
    Description {
        engine: ENGINE,
        format_version: crate::evaluation::report::FORMAT_VERSION.into(),
        rulebook: rulebook::DEFAULT,
        rules: u32::try_from(rules::ALL.len()).unwrap_or(u32::MAX),
    }
}

/// What the engine is.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Description {
    /// The engine.
    pub engine: Engine,
    /// Version of the documents' shape.
    pub format_version: Cow<'static, str>,
    /// The newest complete rulebook.
    pub rulebook: Day,
    /// How many rules there are.
    pub rules: u32,
}
