//! What the engine is.

use crate::evaluation::report::{ENGINE, Engine};
use crate::vocabulary::Text;
use crate::vocabulary::instant::Day;
use crate::{rulebook, rules};
use serde::Serialize;

/// Names and versions of the engine and of its rulebooks.
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

/// What the engine is.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Description {
    /// The engine.
    pub engine: Engine,
    /// Version of the documents' shape.
    pub format_version: Text,
    /// The newest complete rulebook.
    pub rulebook: Day,
    /// How many rules there are.
    pub rules: u32,
}
