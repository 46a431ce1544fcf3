//! Joining a local domain as well: where it is known how often the synchronisation runs, a machine waits for the next run.

use super::machine_state::MachineState;
use super::random::{Entity, Purpose};
use super::world::World;
use crate::facts::scenario::length::Span;

/// The step ends after so long: said of Windows 365, taken to hold here.
pub(super) const LONGEST: u64 = 90 * MINUTE;
const MINUTE: u64 = 60_000;
/// Draws for when in its interval a network's synchronisation runs.
const SYNC: Purpose = Purpose(0x0ffe);

impl World {
    /// How long it takes to join.
    pub(super) fn hybrid_join(&mut self, state: &MachineState, turn: u16) -> u64 {
        let given = self.plan.scenario.durations.given(Span::HybridJoin).is_some();
        let Some((network, every)) = self.synchronisation(state.spec).filter(|_| !given) else {
            return self.draw(Span::HybridJoin, state, turn);
        };
        let joined = self.draw(Span::DomainJoin, state, turn);
        let first = self.draws.bits(network, SYNC, 0) % every;
        let since = self.now.saturating_add(joined).saturating_add(every - first) % every;
        let wait = (every - since) % every;
        joined.saturating_add(wait).min(LONGEST)
    }

    /// The network of a spec's machines, and how often its synchronisation runs, where that is known.
    fn synchronisation(&self, spec: u32) -> Option<(Entity, u64)> {
        let network = self.plan.names.networks.name(self.plan.specs.get(spec as usize)?.network?);
        let every = *self.facts.case().facts.networks.get(network)?.domain.sync_minutes.value()?;
        let every = every.checked_mul(MINUTE).filter(|every| *every > 0)?;
        Some((Entity::named(network), every))
    }
}
