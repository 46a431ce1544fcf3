//! How far a value or a rule can be shown to hold.

use serde::Serialize;

/// How far a value or a rule can be shown to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// Microsoft says it of hosted machines.
    Stated,
    /// Microsoft says it of Windows 365, Dataverse or a neighbouring page; assumed to hold here.
    Adjacent,
    /// Ours.
    Assumed,
    /// The organisation says it, in its overlay.
    Organisation,
}
