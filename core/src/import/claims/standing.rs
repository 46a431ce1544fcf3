//! Which claims of one fact hold in place of others.

use super::PLANNED;
use super::said::Saying;
use crate::vocabulary::instant::Instant;
use std::collections::BTreeMap;

/// What is said of a fact by one record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim<'t> {
    pub(super) number: u32,
    pub(super) value: u32,
    pub(super) saying: Saying,
    /// The text of the value.
    pub(super) text: &'t str,
    pub(super) call: &'static str,
}

impl Claim<'_> {
    /// Azure does not tell names apart by case.
    pub(super) fn is_as(&self, other: &Self) -> bool {
        self.value == other.value || self.text.eq_ignore_ascii_case(other.text)
    }
}

/// Which claims of one fact hold in place of others: the newer one of the same call, or of what changes by itself; else the one of higher
/// rank; and what is before what is planned.
pub(super) struct Standing {
    /// Whether what is said changes by itself, so that all calls count as one.
    moves: bool,
    /// Whether something is said that is no plan.
    is: bool,
    calls: BTreeMap<&'static str, CallClaims>,
}

/// What one call says: its newest instant, its highest rank, and the highest for each instant.
#[derive(Default)]
struct CallClaims {
    newest: Option<Instant>,
    highest: Option<u8>,
    ranks: BTreeMap<Option<Instant>, u8>,
}

impl Standing {
    pub(super) fn of(claims: &[Claim<'_>], moves: bool) -> Self {
        let is = claims.iter().any(|claim| claim.saying.rank != PLANNED);
        let mut standing = Self { moves, is, calls: BTreeMap::new() };
        for claim in claims.iter().filter(|claim| !is || claim.saying.rank != PLANNED) {
            let Saying { rank, seen, .. } = claim.saying;
            let said = standing.calls.entry(standing.call(claim)).or_default();
            said.newest = said.newest.max(seen);
            said.highest = said.highest.max(Some(rank));
            let highest = said.ranks.entry(seen).or_default();
            *highest = rank.max(*highest);
        }
        standing
    }

    fn call(&self, claim: &Claim<'_>) -> &'static str {
        if self.moves { "" } else { claim.call }
    }

    /// Whether another holds in place of this one.
    pub(super) fn beats(&self, claim: &Claim<'_>) -> bool {
        let Saying { rank, seen, .. } = claim.saying;
        if self.is && rank == PLANNED {
            return true;
        }
        let Some(at) = seen else {
            return self.calls.values().any(|said| said.highest > Some(rank));
        };
        let own = self.call(claim);
        self.calls.iter().any(|(call, said)| {
            if *call != own {
                return said.highest > Some(rank);
            }
            let higher = |at: Option<Instant>| said.ranks.get(&at).is_some_and(|other| *other > rank);
            said.newest > Some(at) || higher(None) || higher(seen)
        })
    }
}
