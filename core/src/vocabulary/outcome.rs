//! The answer to a case in one word.

use serde::Serialize;

/// The one-word answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Every rule of level error that applies is met.
    Ready,
    /// A rule of level error is broken.
    Blocked,
    /// No rule of level error is broken, but some cannot be judged yet.
    NeedsFacts,
}
