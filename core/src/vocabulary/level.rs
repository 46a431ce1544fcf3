//! How bad it is when a rule is broken.

use super::choices;

choices! {
    /// How bad a broken rule is.
    pub enum Level {
        /// The action fails or is refused.
        Error = "error",
        /// The action may fail, or something is worth mending.
        Warning = "warning",
        /// Worth knowing.
        Note = "note",
    }
}
