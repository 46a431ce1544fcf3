//! What a simulation remembers for its summary: counts always, single things only while they are few.

use super::machine_state::{Failure, Root};
use super::overlay_effects::OverlayEffects;
use super::percentile::Sample;
use super::summary::Actions;
use super::warn::Warnings;
use crate::evaluation::report::{Finding, Question, Task};
use crate::vocabulary::{Level, Outcome, ProvisioningCode};
use greenlight_json::Pointer;
use std::collections::BTreeMap;

/// Single machines and requests are listed when there are at most this many.
pub(super) const FEW: u32 = 200;

/// What a simulation remembers.
#[derive(Debug, Default)]
pub(super) struct Log {
    pub(super) events: u64,
    pub(super) asked: u64,
    pub(super) refused: u64,
    /// Requests other than for new machines.
    pub(super) actions: Actions,
    /// Requests refused, by the rule that was broken.
    pub(super) refusals: BTreeMap<&'static str, u64>,
    /// Of these, those that held addresses alone refused.
    pub(super) held_back: BTreeMap<&'static str, u64>,
    /// Requests refused, by the fact that was missing.
    pub(super) missing: BTreeMap<Pointer, u64>,
    /// What the rules warned of, in this replicate and those before.
    pub(super) warned: Warnings,
    /// What the overlay did to requests.
    pub(super) overlay_effects: OverlayEffects,
    /// Attempts that failed, by what that goes back to.
    pub(super) error_counts: BTreeMap<Root, ErrorCount>,
    pub(super) time_to_active: Sample,
    /// Spans from which a duration was drawn, as bits.
    pub(super) spans: u32,
    /// An inactive machine could be removed and chance decided.
    pub(super) sweeps: bool,
    pub(super) history: Option<History>,
}

/// How often attempts failed because of one root.
#[derive(Clone, Debug, Default)]
pub(super) struct ErrorCount {
    pub(super) times: u64,
    pub(super) first: u64,
    /// Machines that failed for good because of it.
    pub(super) failed: u64,
    /// Requests that were refused because of it alone.
    pub(super) refused: u64,
    /// Of the attempts, those that failed with another code than the root's.
    pub(super) led_to: BTreeMap<ProvisioningCode, u64>,
}

/// Single things in the order in which they happened.
#[derive(Debug, Default)]
pub(super) struct History {
    pub(super) requests: Vec<Request>,
    pub(super) items: Vec<(u64, LogItem)>,
    /// The place of the first request of each entry.
    pub(super) places: BTreeMap<u32, u32>,
    /// What is remembered in words.
    pub(super) told: Vec<Occurrence>,
    /// The failed attempts of each machine that had one: when, which attempt, and why.
    pub(super) failures: BTreeMap<u32, Vec<(u64, u8, Failure)>>,
}

/// Something that happened, in words.
#[derive(Debug)]
pub(super) struct Occurrence {
    pub(super) kind: &'static str,
    pub(super) machine: Option<String>,
    pub(super) level: Option<Level>,
    pub(super) message: String,
}

/// A request of the timeline and how it ended.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub(super) entry: u32,
    pub(super) accepted: u32,
    pub(super) refused: u32,
    pub(super) outcome: Option<Outcome>,
    /// What refused it, or some of its machines, where that are addresses alone that are still held.
    pub(super) held_back: Option<HeldBack>,
    /// Why it could not be, though no rule forbids it.
    pub(super) impossible: Option<String>,
    pub(super) findings: Vec<Finding>,
    pub(super) questions: Vec<Question>,
    pub(super) tasks: Vec<Task>,
}

/// That addresses which nobody uses, and which are not free yet, alone refuse requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HeldBack {
    /// After what most of them are held.
    pub(super) root: Root,
    /// So many are held after that.
    pub(super) addresses: u32,
    /// Machines, the first of those refused, that would be accepted otherwise.
    pub(super) requests: u32,
}

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LogItem {
    /// A request, by its place.
    Asked(u32),
    /// Facts or resources changed, by the entry that says so.
    Changed(u32),
    /// The network connection that an entry asked for is ready.
    Connected(u32),
    /// Something became of a machine.
    Machine(u32, MachineEvent),
    /// Something else, by its place.
    Told(u32),
}

/// What became of a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MachineEvent {
    /// An attempt failed; this one.
    AttemptFailed(u8, Failure),
    /// All attempts failed.
    Failed,
    /// Provisioning goes on past a warning.
    Warned(Failure),
    Active,
    Restarting,
    Back,
    Lost,
    Reached,
    Rebound,
    Prepared,
    Removed,
    Deleting,
    Deleted,
}

impl Log {
    /// An empty log, but for what was warned of before; with a history where single things are wanted.
    pub(super) fn new(history: bool, warned: Warnings) -> Self {
        Self { history: history.then(History::default), warned, ..Self::default() }
    }

    /// Remembers what became of a machine.
    pub(super) fn became(&mut self, time: u64, machine: u32, became: MachineEvent) {
        if let (Some(history), MachineEvent::AttemptFailed(attempt, failure)) = (&mut self.history, became) {
            history.failures.entry(machine).or_default().push((time, attempt, failure));
        }
        self.item(time, LogItem::Machine(machine, became));
    }

    /// Remembers one thing.
    pub(super) fn item(&mut self, time: u64, item: LogItem) {
        if let Some(history) = &mut self.history {
            history.items.push((time, item));
        }
    }

    /// Remembers a request.
    pub(super) fn request(&mut self, time: u64, request: Request) {
        if let Some(history) = &mut self.history {
            let place = u32::try_from(history.requests.len()).unwrap_or(u32::MAX);
            history.places.entry(request.entry).or_insert(place);
            history.requests.push(request);
            history.items.push((time, LogItem::Asked(place)));
        }
    }

    /// Counts a failed attempt, or a warning.
    pub(super) fn count_error(&mut self, time: u64, failure: Failure) {
        let root = failure.root();
        let count =
            self.error_counts.entry(root).or_insert(ErrorCount { first: time, ..ErrorCount::default() });
        count.times += 1;
        if failure.code != root.code {
            *count.led_to.entry(failure.code).or_default() += 1;
        }
    }

    /// Remembers something in words, where single things are wanted.
    pub(super) fn record(&mut self, time: u64, told: impl FnOnce() -> Occurrence) {
        if let Some(history) = &mut self.history {
            let place = u32::try_from(history.told.len()).unwrap_or(u32::MAX);
            history.told.push(told());
            history.items.push((time, LogItem::Told(place)));
        }
    }
}
