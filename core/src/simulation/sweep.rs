//! Machines that nobody uses, in environments without capacity: they may be removed.

use super::ask::DAY;
use super::machine_state::Event;
use super::random::Purpose;
use super::world::World;
use crate::lifecycle::machine::Signal;
use crate::rulebook::{Key, Value};
use crate::vocabulary::Phase;

/// Draws for the sweep of inactive machines.
const SWEEP: Purpose = Purpose(0x0fff);

impl World<'_, '_, '_, '_> {
    /// Watches an active machine for inactivity, if its environment has no capacity.
    pub(super) fn watch(&mut self, id: u32) {
        let Some(days) = self.inactivity() else { return };
        let Some(&state) = self.machine_states.get(id as usize) else {
            return;
        };
        let licensed = self.licences_of(state.spec).is_none_or(|licences| licences.licensed);
        if state.watched || licensed || state.machine.phase != Phase::Active {
            return;
        }
        if let Some(state) = self.machine_states.get_mut(id as usize) {
            state.watched = true;
        }
        self.later(days.saturating_sub(state.idle(self.now)), Event::Sweep(id));
    }

    /// Watches every machine that has come to need it.
    pub(super) fn watch_all(&mut self) {
        if self.licences.iter().all(|licences| licences.licensed) {
            return;
        }
        for id in 0..u32::try_from(self.machine_states.len()).unwrap_or(u32::MAX) {
            self.watch(id);
        }
    }

    /// Looks whether a machine has been inactive for too long, and removes it if it has and chance or certainty says so.
    pub(super) fn sweep(&mut self, id: u32) {
        let Some(days) = self.inactivity() else { return };
        let Some(state) = self.machine_states.get_mut(id as usize) else {
            return;
        };
        state.watched = false;
        let state = *state;
        if state.idle(self.now) < days {
            self.watch(id);
            return;
        }
        let licensed = self.licences_of(state.spec).is_none_or(|licences| licences.licensed);
        if licensed || state.machine.phase != Phase::Active {
            return;
        }
        let flag = self.plan.book.value(Key::InactivityCertain, self.instant());
        let certain = flag == Some(Value::Flag(true));
        self.log.sweeps |= !certain;
        let day = u16::try_from(self.now / DAY % u64::from(u16::MAX)).unwrap_or(0);
        if certain || self.draws.happens(state.entity, SWEEP, day, self.plan.removal_ppm) {
            let _ = self.step(id, Signal::Swept, None);
            return;
        }
        if let Some(state) = self.machine_states.get_mut(id as usize) {
            state.watched = true;
        }
        self.later(days, Event::Sweep(id));
    }

    /// How long a machine may be inactive.
    fn inactivity(&self) -> Option<u64> {
        match self.plan.book.value(Key::InactivityDays, self.instant()) {
            Some(Value::Number(days)) => Some(days.saturating_mul(DAY)),
            _ => None,
        }
    }
}
