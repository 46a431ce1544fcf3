//! How far a value or a rule can be shown to hold.

use super::choices;

choices! {
    /// How far a value or a rule can be shown to hold.
    pub enum Provenance {
        /// Microsoft says it of hosted machines.
        Stated = "stated",
        /// Microsoft says it of Windows 365, Dataverse or a neighbouring page; assumed to hold here.
        Adjacent = "adjacent",
        /// Ours.
        Assumed = "assumed",
        /// The organisation says it, in its overlay.
        Organisation = "organisation",
    }
}
