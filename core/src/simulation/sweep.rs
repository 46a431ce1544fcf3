//! Machines that nobody uses, in environments where nothing spares them: they may be removed. What counts as use is what the rules say.

use super::ask::DAY;
use super::machine_state::Event;
use super::random::Purpose;
use super::world::World;
use crate::facts::At;
use crate::facts::entities::{Machine, Started};
use crate::facts::fact::Fact;
use crate::facts::ledger::Ledger;
use crate::facts::request::Request;
use crate::lifecycle::machine::Signal;
use crate::rulebook::{Key, Value, entries};
use crate::vocabulary::Phase;
use crate::vocabulary::instant::Instant;
use greenlight_json::InlineStr;

/// Draws for the sweep of inactive machines.
const SWEEP: Purpose = Purpose(0x0fff);
/// The values that decide who is removed.
const DECISIVE: [Key; 3] = [Key::InactivityDays, Key::InactivityCertain, Key::InactivitySparedByCapacity];

impl World {
    /// Watches an active machine for inactivity, if nothing spares it.
    pub(super) fn watch(&mut self, id: u32) {
        let Some(&state) = self.machine_states.get(id as usize) else {
            return;
        };
        if state.watched || state.machine.phase != Phase::Active || self.is_spared(state.spec) {
            return;
        }
        let Some(end) = self.idle_until(id) else { return };
        if let Some(state) = self.machine_states.get_mut(id as usize) {
            state.watched = true;
        }
        let delay = u64::try_from(end.since(self.instant())).unwrap_or(0);
        self.later(delay, Event::Sweep(id));
    }

    /// Watches every machine that has come to need it.
    pub(super) fn watch_all(&mut self) {
        if self.capacity_spares() && self.licences.iter().all(|licences| licences.licensed) {
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
        if state.machine.phase != Phase::Active || self.is_spared(state.spec) {
            return;
        }
        if self.is_in_use(id, days) {
            self.watch(id);
            return;
        }
        let certain = self.is_certain();
        self.log.sweeps |= !certain;
        let day = u16::try_from(self.now / DAY % u64::from(u16::MAX)).unwrap_or(0);
        if certain || self.draws.happens(state.entity, SWEEP, day, self.plan.removal) {
            let _ = self.step(id, Signal::Swept, None);
            return;
        }
        if let Some(state) = self.machine_states.get_mut(id as usize) {
            state.watched = true;
        }
        self.later(days.saturating_mul(DAY), Event::Sweep(id));
    }

    /// Looks again on each day on which the rulebook changes what decides.
    pub(super) fn foresee_changes_of_the_rulebook(&mut self) {
        let known = |entry: &&crate::rulebook::Entry| entry.published <= self.plan.book.date;
        let days = DECISIVE.iter().flat_map(|key| entries(*key)).filter(known).map(|entry| entry.since);
        for day in days.collect::<Vec<_>>() {
            self.review_at(day.start());
        }
    }

    /// Removes the machines that have been inactive for too long, where that is certain.
    pub(super) fn sweep_all(&mut self) {
        self.watch_all();
        let Some(days) = self.inactivity().filter(|_| self.is_certain()) else { return };
        for id in 0..u32::try_from(self.machine_states.len()).unwrap_or(u32::MAX) {
            let state = self.machine_states.get(id as usize).copied();
            let active = state.filter(|state| state.machine.phase == Phase::Active);
            if active.is_some_and(|state| !self.is_spared(state.spec)) && !self.is_in_use(id, days) {
                let _ = self.step(id, Signal::Swept, None);
            }
        }
    }

    /// When a machine counts as inactive, unless it is used before.
    pub(super) fn idle_until(&self, id: u32) -> Option<Instant> {
        let days = i64::try_from(self.inactivity()?.saturating_mul(DAY)).unwrap_or(i64::MAX);
        let (name, facts) = self.as_used(id);
        let (ledger, request) = (Ledger::default(), Request::nobodys());
        let sign = self.context(&ledger, &request).last_sign(At::of(&"machines", &name, &facts))?;
        Some(sign.plus_ms(days))
    }

    /// Whether it is in use, as the rules say.
    fn is_in_use(&self, id: u32, days: u64) -> bool {
        let (name, facts) = self.as_used(id);
        let (ledger, request) = (Ledger::default(), Request::nobodys());
        self.context(&ledger, &request).in_use(At::of(&"machines", &name, &facts), days) == Ok(true)
    }

    /// A machine as the rules see it. A use that nobody knows of is taken to be at the beginning at the latest: what came after it is
    /// simulated.
    fn as_used(&self, id: u32) -> (InlineStr, Machine) {
        let mut facts = self.machine_facts(id);
        let begun = self.plan.start;
        for time in [&mut facts.last_run, &mut facts.last_desktop_use] {
            if time.value().is_none() {
                *time = Fact::known(Started::On(begun));
            }
        }
        let never = [&facts.last_run, &facts.last_desktop_use];
        let never = never.iter().all(|time| time.value() == Some(&Started::Never));
        if never && facts.requested.value().is_none() {
            facts.requested = Fact::known(begun);
        }
        (self.name(id).into(), facts)
    }

    /// Whether the environment has capacity, and that spares its machines.
    fn is_spared(&mut self, spec: u32) -> bool {
        self.capacity_spares() && self.licences_of(spec).is_none_or(|licences| licences.licensed)
    }

    fn capacity_spares(&self) -> bool {
        let flag = self.plan.book.value(Key::InactivitySparedByCapacity, self.instant());
        flag != Some(Value::Flag(false))
    }

    fn is_certain(&self) -> bool {
        self.plan.book.value(Key::InactivityCertain, self.instant()) == Some(Value::Flag(true))
    }

    /// How many days a machine may be inactive.
    fn inactivity(&self) -> Option<u64> {
        match self.plan.book.value(Key::InactivityDays, self.instant()) {
            Some(Value::Number(days)) => Some(days),
            _ => None,
        }
    }
}
