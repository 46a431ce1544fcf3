//! How well founded a value or a rule is: who states it.

use super::choices;

choices! {
    /// How well founded a value or a rule is: who states it.
    pub enum Provenance {
        /// Microsoft states it of hosted machines.
        Stated = "stated",
        /// Microsoft states it of Windows 365 or Dataverse, or on a neighbouring page; it is assumed to hold for hosted machines too.
        Adjacent = "adjacent",
        /// Greenlight's own assumption.
        Assumed = "assumed",
        /// The organisation states it, in its overlay.
        Organisation = "organisation",
    }
}
