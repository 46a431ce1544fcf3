//! The levels of rules: how severe it is to break one.

use super::choices;

choices! {
    /// How severe it is to break a rule.
    pub enum Level {
        /// The action fails or is refused.
        Error = "error",
        /// The action may fail, or something should be fixed.
        Warning = "warning",
        /// Worth knowing.
        Note = "note",
    }
}
