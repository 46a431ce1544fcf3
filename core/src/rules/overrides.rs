//! What an organisation lays over rules and rulebook, as far as rules ask for it.

use super::RuleId;
use super::context::Context;
use crate::rulebook::{Entry, Key};
use std::fmt;

/// Values and waivers of an organisation, handed to the rules.
pub trait Overrides {
    /// The number that counts for the key instead of the entry's, after its place in the overlay.
    fn number(&self, key: Key, entry: &Entry, microsofts: u64) -> Option<(usize, u64)>;

    /// The words that count for the key instead of the entry's, after their place in the overlay.
    fn words(&self, key: Key, entry: &Entry, greenlights: &[u8]) -> Option<(usize, &[u8])>;

    /// Whether a rule speaks for no other here: it is relaxed or waived, and what another says of the same defect counts.
    fn passes_over(&self, cx: &Context<'_>, rule: RuleId) -> bool;
}

// Not asked of who implements it: a module for a form would carry how to show a whole overlay.
impl fmt::Debug for dyn Overrides + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Overrides")
    }
}
