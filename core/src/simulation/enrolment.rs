//! Enrolling in Intune: so many at once, and whoever comes later waits for a place.

use super::stock::Stock;
use super::world::World;
use crate::vocabulary::Phase;
use std::collections::VecDeque;

/// The places for those who enrol, and who waits for one.
#[derive(Debug)]
pub(super) struct Enrolment {
    pub(super) places: Stock,
    queue: VecDeque<Waiting>,
    /// How often somebody waited.
    pub(super) waits: u32,
    longest_wait: u64,
}

#[derive(Clone, Copy, Debug)]
struct Waiting {
    machine: u32,
    serial: u16,
    since: u64,
}

impl Enrolment {
    /// With so many places, `None` for as many as anybody wants.
    pub(super) const fn new(places: Option<u32>) -> Self {
        Self { places: Stock::new(places, 0), queue: VecDeque::new(), waits: 0, longest_wait: 0 }
    }

    /// The longest wait until now, those that last included.
    pub(super) fn longest_wait(&self, now: u64) -> u64 {
        let lasting = self.queue.front().map_or(0, |waiting| now.saturating_sub(waiting.since));
        self.longest_wait.max(lasting)
    }
}

impl World {
    /// Takes a place, or joins those who wait for one.
    pub(super) fn enrol(&mut self, id: u32, serial: u16) -> bool {
        if self.enrolment.places.is_exhausted() {
            self.enrolment.waits += 1;
            self.enrolment.queue.push_back(Waiting { machine: id, serial, since: self.now });
            return false;
        }
        self.enrolment.places.book();
        if let Some(state) = self.machine_states.get_mut(id as usize) {
            state.enrolling = true;
        }
        true
    }

    /// Leaves the place to the next who waits.
    pub(super) fn enrolled(&mut self, id: u32) {
        if let Some(state) = self.machine_states.get_mut(id as usize) {
            state.enrolling = false;
        }
        self.enrolment.places.give_back();
        while let Some(next) = self.enrolment.queue.pop_front() {
            let waited = self.now.saturating_sub(next.since);
            self.enrolment.longest_wait = self.enrolment.longest_wait.max(waited);
            let state = self.machine_states.get(next.machine as usize);
            if state.is_some_and(|state| state.serial == next.serial) {
                self.begin(next.machine, Phase::IntuneEnrolment);
                return;
            }
        }
    }
}
