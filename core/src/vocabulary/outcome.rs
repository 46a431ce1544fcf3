//! The outcome of a case, in one word.

use super::choices;

choices! {
    /// The outcome of a case, in one word.
    pub enum Outcome {
        /// Every rule of level error that applies is met.
        Ready = "ready",
        /// A rule of level error is broken.
        Blocked = "blocked",
        /// No rule of level error is broken, but some cannot be judged yet.
        NeedsFacts = "needs-facts",
    }
}
