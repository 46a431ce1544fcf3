//! What the engine is.

use crate::evaluation::report::{ENGINE, Engine};
use crate::vocabulary::instant::Day;
use crate::{rulebook, rules};
use serde::Serialize;

/// Names and versions of the engine and of its rulebooks.
pub fn describe() -> Description {
    Description {
        engine: ENGINE,
        format_version: crate::evaluation::report::FORMAT_VERSION,
        rulebook: rulebook::DEFAULT,
        rules: u32::try_from(rules::ALL.len()).unwrap_or(u32::MAX),
    }
}

/// What the engine is.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Description {
    engine: Engine,
    /// Version of the documents' shape.
    format_version: &'static str,
    /// The newest complete rulebook.
    rulebook: Day,
    /// How many rules there are.
    rules: u32,
}
