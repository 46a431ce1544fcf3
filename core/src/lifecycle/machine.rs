//! The life of one hosted machine, as a pure function of `(phase, signal)`.

#![deny(clippy::wildcard_enum_match_arm)]

mod holdings;
mod picture;

pub use holdings::{HeldResources, Resource};
pub use picture::{Status, diagram, status, table};

use crate::facts::value::Connectivity;
use crate::vocabulary::{Phase, choices};

choices! {
    /// What the world tells a machine. Error codes travel beside the signal.
    pub enum Signal {
        /// The rules found the request ready.
        Accepted = "accepted",
        /// The rules found the request blocked, or lacked facts.
        Rejected = "rejected",
        /// The work of this phase is finished.
        Done = "done",
        /// The work of this phase failed; the attempt is over.
        Faltered = "faltered",
        /// Something is wrong that does not stop provisioning.
        Warned = "warned",
        /// The connection between machine and service was lost.
        ConnectionLost = "connection-lost",
        /// The connection between machine and service is back.
        ConnectionRestored = "connection-restored",
        /// Somebody asked for a restart.
        RestartAsked = "restart-asked",
        /// The sweep for inactivity took the machine.
        Swept = "swept",
        /// Somebody asked for deletion.
        DeleteAsked = "delete-asked",
        /// The connections of the flows were pointed at this machine.
        ConnectionsRebound = "connections-rebound",
    }
}

/// One cell of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition {
    /// Go to this phase.
    To(Phase),
    /// Stay in this phase; something beside it changes.
    Stay,
    /// Start another attempt, or fail if this was the last.
    Retry,
    /// The signal cannot happen here; the machine is unchanged.
    Refuse,
}

/// The whole lifecycle. Diagram, table, model check and replay are derived from this match.
#[must_use]
pub const fn next(phase: Phase, signal: Signal) -> Transition {
    use Signal::{
        Accepted, ConnectionLost, ConnectionRestored, ConnectionsRebound, DeleteAsked, Done, Faltered,
        Rejected, RestartAsked, Swept, Warned,
    };
    use Transition::{Refuse, Stay, To};

    match phase {
        Phase::Requested => match signal {
            Accepted => To(Phase::Checks),
            Rejected => To(Phase::Refused),
            Done | Faltered | Warned | ConnectionLost | ConnectionRestored | RestartAsked | Swept
            | DeleteAsked | ConnectionsRebound => Refuse,
        },
        Phase::Checks => provisioning(signal, Phase::Capacity),
        Phase::Capacity => provisioning(signal, Phase::Network),
        Phase::Network => provisioning(signal, Phase::Image),
        Phase::Image => provisioning(signal, Phase::VirtualMachine),
        Phase::VirtualMachine => provisioning(signal, Phase::EntraJoin),
        Phase::EntraJoin => provisioning(signal, Phase::IntuneEnrolment),
        Phase::IntuneEnrolment => provisioning(signal, Phase::Registration),
        Phase::Registration => provisioning(signal, Phase::Active),
        Phase::Active => match signal {
            RestartAsked => To(Phase::Restarting),
            Swept => To(Phase::Removed),
            DeleteAsked => To(Phase::Deleting),
            ConnectionLost | ConnectionRestored | ConnectionsRebound => Stay,
            Accepted | Rejected | Done | Faltered | Warned => Refuse,
        },
        Phase::Restarting => match signal {
            Done => To(Phase::Active),
            DeleteAsked => To(Phase::Deleting),
            Accepted | Rejected | Faltered | Warned | ConnectionLost | ConnectionRestored | RestartAsked
            | Swept | ConnectionsRebound => Refuse,
        },
        Phase::Failed | Phase::Removed => match signal {
            DeleteAsked => To(Phase::Deleting),
            Accepted | Rejected | Done | Faltered | Warned | ConnectionLost | ConnectionRestored
            | RestartAsked | Swept | ConnectionsRebound => Refuse,
        },
        Phase::Deleting => match signal {
            Done => To(Phase::Deleted),
            Accepted | Rejected | Faltered | Warned | ConnectionLost | ConnectionRestored | RestartAsked
            | Swept | DeleteAsked | ConnectionsRebound => Refuse,
        },
        Phase::Refused | Phase::Deleted => Refuse,
    }
}

/// What every phase of an attempt has in common; `then` is where it leads when its work is done.
const fn provisioning(signal: Signal, then: Phase) -> Transition {
    match signal {
        Signal::Done => Transition::To(then),
        Signal::Faltered => Transition::Retry,
        Signal::Warned => Transition::Stay,
        Signal::DeleteAsked => Transition::To(Phase::Deleting),
        Signal::Accepted
        | Signal::Rejected
        | Signal::ConnectionLost
        | Signal::ConnectionRestored
        | Signal::RestartAsked
        | Signal::Swept
        | Signal::ConnectionsRebound => Transition::Refuse,
    }
}

impl Phase {
    /// Whether this is one of the phases of an attempt to provision.
    #[must_use]
    pub const fn is_provisioning(self) -> bool {
        matches!(next(self, Signal::Faltered), Transition::Retry)
    }

    /// Whether nothing can happen any more.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Refused | Self::Deleted)
    }

    /// What leaving this phase in the ordinary way has taken from a shared stock.
    #[must_use]
    pub const fn takes(self) -> Option<Resource> {
        match self {
            Self::Requested => Some(Resource::Licence),
            Self::Capacity => Some(Resource::AzureCapacity),
            Self::Network => Some(Resource::Address),
            Self::Refused
            | Self::Checks
            | Self::Image
            | Self::VirtualMachine
            | Self::EntraJoin
            | Self::IntuneEnrolment
            | Self::Registration
            | Self::Active
            | Self::Restarting
            | Self::Failed
            | Self::Removed
            | Self::Deleting
            | Self::Deleted => None,
        }
    }

    /// Whether entering this phase starts work that the world will report as done.
    #[must_use]
    pub const fn has_work(self) -> bool {
        matches!(next(self, Signal::Done), Transition::To(_))
    }

    /// Whether a machine in this phase may keep what it took.
    const fn keeps(self) -> bool {
        match self {
            Self::Refused | Self::Failed | Self::Removed | Self::Deleted => false,
            Self::Requested
            | Self::Checks
            | Self::Capacity
            | Self::Network
            | Self::Image
            | Self::VirtualMachine
            | Self::EntraJoin
            | Self::IntuneEnrolment
            | Self::Registration
            | Self::Active
            | Self::Restarting
            | Self::Deleting => true,
        }
    }
}

/// A machine: small, copyable and hashable, so that it is its own model state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Machine {
    /// Where it is.
    pub phase: Phase,
    /// Whether the service can reach it.
    pub connectivity: Connectivity,
    /// Which attempt to provision this is or was, from 1; 0 before the first.
    pub attempt: u8,
    /// What it took from the shared stocks and still has.
    pub holds: HeldResources,
    /// Provisioning went on past a warning.
    pub warned: bool,
    /// It replaces a removed machine and the connections of the flows still point at that one.
    pub must_rebind: bool,
}

/// What the world must do after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Effects {
    /// Start the work of this phase.
    pub begin: Option<Phase>,
    /// Give these back to the stocks.
    pub release: HeldResources,
}

/// The signal made no sense for this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Impossible {
    /// Where the machine was, and stays.
    pub phase: Phase,
    /// What it was told.
    pub signal: Signal,
}

impl Machine {
    /// A machine somebody has just asked for.
    pub const NEW: Self = Self {
        phase: Phase::Requested,
        connectivity: Connectivity::Disconnected,
        attempt: 0,
        holds: HeldResources::NONE,
        warned: false,
        must_rebind: false,
    };

    /// A machine asked for in place of a removed one.
    pub const REPLACEMENT: Self = Self { must_rebind: true, ..Self::NEW };

    /// A machine that was there and in use before anything was simulated.
    pub const IN_USE: Self = Self {
        phase: Phase::Active,
        connectivity: Connectivity::Connected,
        attempt: 1,
        holds: HeldResources::OF_ATTEMPT.with(Resource::Licence),
        warned: false,
        must_rebind: false,
    };

    /// A machine that was asked for before anything was simulated and is not ready yet.
    pub const PROVISIONING: Self = Self {
        phase: Phase::Checks,
        connectivity: Connectivity::Disconnected,
        holds: HeldResources::NONE.with(Resource::Licence),
        ..Self::IN_USE
    };

    /// A machine that came to this phase before anything was simulated.
    #[must_use]
    pub const fn at(self, phase: Phase) -> Self {
        self.enter(phase).0
    }

    /// Takes one step: the next machine and what the world must now do. `attempts` is how often provisioning is tried in total.
    ///
    /// # Errors
    /// [`Impossible`] if the signal cannot happen to this machine; it is unchanged.
    pub const fn step(self, signal: Signal, attempts: u8) -> Result<(Self, Effects), Impossible> {
        let moved = match next(self.phase, signal) {
            Transition::To(phase) => Some(self.take(signal).enter(phase)),
            Transition::Retry if self.attempt < attempts => Some(self.try_again()),
            Transition::Retry => Some(self.enter(Phase::Failed)),
            Transition::Stay => self.beside(signal),
            Transition::Refuse => None,
        };
        match moved {
            Some(moved) => Ok(moved),
            None => Err(Impossible { phase: self.phase, signal }),
        }
    }

    /// The machine with what its phase takes, if the signal says that it succeeded.
    const fn take(self, signal: Signal) -> Self {
        match (signal, self.phase.takes()) {
            (Signal::Accepted | Signal::Done, Some(resource)) => {
                Self { holds: self.holds.with(resource), ..self }
            }
            _ => self,
        }
    }

    const fn enter(self, phase: Phase) -> (Self, Effects) {
        let (holds, release) =
            if phase.keeps() { (self.holds, HeldResources::NONE) } else { (HeldResources::NONE, self.holds) };
        let machine = Self {
            phase,
            connectivity: if matches!(phase, Phase::Active) {
                Connectivity::Connected
            } else {
                Connectivity::Disconnected
            },
            attempt: if matches!((self.phase, phase), (Phase::Requested, Phase::Checks)) {
                1
            } else {
                self.attempt
            },
            holds,
            ..self
        };
        let begin = if phase.has_work() { Some(phase) } else { None };
        (machine, Effects { begin, release })
    }

    const fn try_again(self) -> (Self, Effects) {
        let machine = Self {
            phase: Phase::Checks,
            attempt: self.attempt.saturating_add(1),
            holds: self.holds.without(HeldResources::OF_ATTEMPT),
            ..self
        };
        let effects =
            Effects { begin: Some(Phase::Checks), release: self.holds.common(HeldResources::OF_ATTEMPT) };
        (machine, effects)
    }

    /// What a signal changes beside the phase; `None` where it would change nothing.
    const fn beside(self, signal: Signal) -> Option<(Self, Effects)> {
        use Connectivity::{Connected, Disconnected};
        let mut after = self;
        match (signal, self.connectivity) {
            (Signal::Warned, _) => after.warned = true,
            (Signal::ConnectionLost, Connected) => after.connectivity = Disconnected,
            (Signal::ConnectionRestored, Disconnected) => after.connectivity = Connected,
            (Signal::ConnectionsRebound, _) if self.must_rebind => after.must_rebind = false,
            _ => return None,
        }
        Some((after, Effects::NONE))
    }
}

impl Effects {
    /// Nothing to do.
    pub const NONE: Self = Self { begin: None, release: HeldResources::NONE };
}

#[cfg(test)]
mod model;
