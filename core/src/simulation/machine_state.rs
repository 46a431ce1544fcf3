//! What the world keeps for each machine, and the events that wait for one.

use super::random::Entity;
use crate::lifecycle::machine::Machine;
use crate::vocabulary::ProvisioningCode;

/// A time that has not come.
pub(super) const NEVER: u64 = u64::MAX;

/// A machine in the world: one line of a processor's cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct MachineState {
    pub(super) machine: Machine,
    /// Which machine of its spec it is.
    pub(super) place: u32,
    pub(super) spec: u32,
    /// Counts the phases it entered: work of an earlier phase no longer concerns it.
    pub(super) serial: u16,
    /// How many machines had its name before.
    pub(super) earlier: u8,
    /// It was promised an address and has not taken it yet.
    pub(super) promised: bool,
    /// It enrols right now.
    pub(super) enrolling: bool,
    /// A sweep for inactivity will look at it.
    pub(super) watched: bool,
    pub(super) failure: Option<Failure>,
    pub(super) entity: Entity,
    pub(super) asked: u64,
    /// When it became active for the first time.
    pub(super) active: u64,
    /// When it was last used, counted from the beginning; before it, less than nothing.
    pub(super) used: i64,
}

/// Why an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) code: ProvisioningCode,
    pub(super) cause: Cause,
}

/// Where a failure came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// A fault of the scenario.
    Fault,
    /// A fact.
    Fact,
    /// No address was free; this many were held by failed attempts, of which one had failed for this reason.
    NoAddress { held: u16, blame: Option<ProvisioningCode> },
    /// Azure had no capacity.
    NoCapacity,
}

impl Cause {
    /// The word for it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Fault => "fault",
            Self::Fact => "fact",
            Self::NoAddress { .. } => "no-address",
            Self::NoCapacity => "no-capacity",
        }
    }
}

const _: () = assert!(size_of::<MachineState>() == 64);

/// What waits for its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// An entry of the timeline.
    Entry(u32),
    /// A machine's work of a phase is finished, unless it has left that phase.
    Work { machine: u32, serial: u16 },
    /// A failed attempt's address is released on this network.
    Released { network: u16 },
    /// A look at an active machine that may have become inactive.
    Sweep(u32),
    /// The network connection that an entry asked for is ready.
    Connected(u32),
}

impl MachineState {
    /// How long it has not been used.
    pub(super) fn idle(&self, now: u64) -> u64 {
        let now = i64::try_from(now).unwrap_or(i64::MAX);
        u64::try_from(now.saturating_sub(self.used)).unwrap_or(0)
    }

    /// The attempt, told apart from those of earlier machines of the same name.
    pub(super) const fn draw(&self) -> u16 {
        (self.earlier as u16) << 8 | self.machine.attempt as u16
    }
}
