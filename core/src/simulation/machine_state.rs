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
}

/// Why an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) code: ProvisioningCode,
    pub(super) cause: FailureCause,
}

/// Where a failure came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FailureCause {
    /// A fault of the scenario.
    Fault,
    /// A fact.
    Fact,
    /// No address was free; but for those that are still held after something else, one would have been, and most of them, so many, are held
    /// because of the root.
    NoAddress { held: u16, root: Option<Root> },
    /// Azure had no capacity.
    NoCapacity,
}

impl FailureCause {
    /// The word for it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Fault => RootOrigin::Fault.word(),
            Self::Fact => RootOrigin::Fact.word(),
            Self::NoAddress { .. } => RootOrigin::NoAddress.word(),
            Self::NoCapacity => RootOrigin::NoCapacity.word(),
        }
    }
}

/// What a failure goes back to: the first thing that went wrong, and not what followed from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Root {
    pub(super) code: ProvisioningCode,
    pub(super) origin: RootOrigin,
}

/// Where a root came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RootOrigin {
    /// A fault of the scenario.
    Fault,
    /// A fact.
    Fact,
    /// The subnet is too small.
    NoAddress,
    /// Machines that are gone still held their addresses.
    Gone,
    /// Azure had no capacity.
    NoCapacity,
}

impl RootOrigin {
    const ALL: [Self; 5] = [Self::Fault, Self::Fact, Self::NoAddress, Self::Gone, Self::NoCapacity];

    /// What a word stands for.
    pub(super) fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.word() == word)
    }

    /// The word for it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Fault => "fault",
            Self::Fact => "fact",
            Self::NoAddress => "no-address",
            Self::Gone => "machines-gone",
            Self::NoCapacity => "no-capacity",
        }
    }
}

impl Root {
    /// Of an address that a machine held which is gone.
    pub(super) const GONE: Self =
        Self { code: ProvisioningCode::NoEnoughIpAddress, origin: RootOrigin::Gone };
}

impl Failure {
    /// What it goes back to.
    pub(super) const fn root(self) -> Root {
        let origin = match self.cause {
            FailureCause::NoAddress { root: Some(root), .. } => return root,
            FailureCause::NoAddress { root: None, .. } => RootOrigin::NoAddress,
            FailureCause::Fault => RootOrigin::Fault,
            FailureCause::Fact => RootOrigin::Fact,
            FailureCause::NoCapacity => RootOrigin::NoCapacity,
        };
        Root { code: self.code, origin }
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
    /// An address that was held because of this root is released on this network.
    Released { network: u16, root: Root },
    /// A look at an active machine that may have become inactive.
    Sweep(u32),
    /// The network connection that an entry asked for is ready.
    Connected(u32),
    /// Something may end or change at this instant: a trial, what the rulebook says.
    Review,
}

impl MachineState {
    /// The attempt, to tell its draws apart.
    pub(super) const fn draw(&self) -> u16 {
        self.machine.attempt as u16
    }
}
