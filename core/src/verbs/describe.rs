//! The verb `describe`: reports the versions of the engine and its rulebooks.

use crate::evaluation::report::{ENGINE, Engine};
use crate::vocabulary::Text;
use crate::vocabulary::instant::Day;
use crate::{rulebook, rules};
use serde::Serialize;

/// Returns names and versions of the engine and of its rulebooks.
///
/// ```
/// let about = greenlight_core::describe();
/// assert_eq!(about.engine.name, "greenlight");
/// ```
pub fn describe() -> Description {
    Description {
        engine: ENGINE,
        format_version: crate::evaluation::report::FORMAT_VERSION.into(),
        rulebook: rulebook::DEFAULT,
        rules: u32::try_from(rules::ALL.len()).unwrap_or(u32::MAX),
    }
}

/// The versions of the engine and its rulebooks.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Description {
    /// The name and version of the engine.
    pub engine: Engine,
    /// The version of the document formats.
    pub format_version: Text,
    /// The date of the newest complete rulebook.
    pub rulebook: Day,
    /// The number of rules.
    pub rules: u32,
}
