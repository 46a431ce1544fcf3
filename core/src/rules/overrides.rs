//! The organisation's values and waivers, as far as rules ask for them.

use super::RuleId;
use super::context::Context;
use crate::rulebook::{Entry, Key};
use std::fmt;

/// The values and waivers of an organisation, as passed to the rules.
pub trait Overrides {
    /// Returns the number to use instead of the entry's, with its index in the overlay.
    fn number(&self, key: Key, entry: &Entry, microsofts: u64) -> Option<(usize, u64)>;

    /// Returns the terms to use instead of the entry's, with their index in the overlay.
    fn words(&self, key: Key, entry: &Entry, greenlights: &[u8]) -> Option<(usize, &[u8])>;

    /// Whether a rule cannot cover others here because it is relaxed or waived, so that another rule's finding of the same defect counts.
    fn passes_over(&self, cx: &Context<'_>, rule: RuleId) -> bool;
}

// Not a supertrait: a module for a form would then contain the code to format a whole overlay.
impl fmt::Debug for dyn Overrides + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Overrides")
    }
}
