//! The summary of a simulation: the document that the verb `simulate` answers with.

pub use super::percentile::{Percentiles, TimeToActive};
use crate::evaluation::report::{Engine, Notice, OwnValue};
use crate::vocabulary::expected;
use crate::vocabulary::instant::{Day, Instant};
use crate::vocabulary::{Level, Provenance, Text};
use greenlight_json::{Pointer, object};
use serde::Serialize;

/// The version of the summary's shape: a minor step adds, a major step breaks.
pub const FORMAT_VERSION: &str = "2.1";

/// Declares parts of the summary: all of them are written and none is read.
macro_rules! parts {
    ($($(#[$meta:meta])* pub struct $name:ident { $($fields:tt)* })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
        pub struct $name { $($fields)* }
    )+};
}

pub(super) use parts;

mod single;
mod writing;

pub use single::{FailedAttempt, MachineLine, RequestLine, TimelineLine};
pub(crate) use writing::text;

parts! {
    /// What came of a scenario.
    pub struct Summary {
        /// Version of this shape.
        pub format_version: Text,
        /// The engine.
        pub engine: Engine,
        /// Everything published by this day was known.
        pub rulebook: Day,
        /// The organisation's overlay by which requests were judged, when there is one, and what it did to them.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub overlay: Option<OverlayLines>,
        /// When simulated time began.
        pub as_of: Instant,
        /// When it ended, or would have.
        pub until: Instant,
        /// What randomness grew from.
        pub seed: String,
        /// How often the scenario was to be simulated.
        pub replicates: u32,
        /// How many of these replicates came to their end: fewer than `replicates` when it was stopped.
        pub replicates_ended: u32,
        /// How many replicates all counts and times are of, taken together: those that came to their end, and none that was cut off; where none
        /// came to its end, the one that was cut off. Only `resources` and what follows it is of another.
        pub totals_over_replicates: u32,
        /// The replicate, from 0, that single things are shown of: `resources`, `obligations`, `requests`, `each_machine`, `timeline`.
        pub shown_replicate: u32,
        /// Whether it was stopped before its end.
        pub partial: bool,
        /// When it was stopped.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub stopped_at: Option<Instant>,
        /// Events that happened in them.
        pub events: u64,
        /// What became of the machines that were asked for.
        pub machines: Machines,
        /// What became of the machines that were there at the beginning.
        pub machines_before: Machines,
        /// How long it took from the request until a machine was active, over all that were asked for.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub time_to_active_ms: Option<TimeToActive>,
        /// What became of the objectives, each in a share of the replicates.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub objectives: Vec<ObjectiveLine>,
        /// What became of the other requests.
        pub actions: Actions,
        /// The rules that refused requests.
        pub refusals: Vec<RefusalLine>,
        /// The rules that warned of requests.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub warned: Vec<WarnedLine>,
        /// The facts that were missing to judge requests.
        pub missing: Vec<MissingFact>,
        /// What failed attempts, and requests that held addresses alone refused, go back to.
        pub failures: Vec<FailureLine>,
        /// What machines share. Like all that follows but assumptions and warnings, of one replicate: `shown_replicate`.
        pub resources: Vec<Resource>,
        /// What is left to do.
        pub obligations: Vec<Obligation>,
        /// What nobody publishes and the simulation assumed.
        pub assumptions: Vec<Assumption>,
        /// What to know about the summary itself.
        pub warnings: Vec<Notice>,
        /// Each request, when they are few.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub requests: Option<Vec<RequestLine>>,
        /// Each machine, when they are few.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub each_machine: Option<Vec<MachineLine>>,
        /// What happened, in its order, when it is little.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub timeline: Option<Vec<TimelineLine>>,
    }

    /// How many machines ended as what.
    #[derive(Copy, Default)]
    pub struct Machines {
        /// All of them.
        pub total: u64,
        /// Refused by the rules.
        pub refused: u64,
        /// Still being provisioned.
        pub provisioning: u64,
        /// Active.
        pub active: u64,
        /// Restarting.
        pub restarting: u64,
        /// Failed.
        pub failed: u64,
        /// Removed for inactivity.
        pub removed: u64,
        /// Deleted, or being deleted.
        pub deleted: u64,
    }

    /// How many other requests ended how.
    #[derive(Copy, Default)]
    pub struct Actions {
        /// The rules found them ready, and they happened.
        pub accepted: u64,
        /// The rules found them blocked, or lacked facts.
        pub refused: u64,
        /// The machine could not do it at that time.
        pub impossible: u64,
    }

    /// What became of an objective.
    pub struct ObjectiveLine {
        /// The objective, as it was asked.
        pub objective: String,
        /// Whether it holds in as many replicates as it is wanted in.
        pub met: bool,
        /// Whether that decides anything: one replicate does not.
        pub decided: bool,
        /// Replicates in which it holds.
        pub held_in: u32,
        /// Replicates that came to their end.
        pub replicates: u32,
        /// The share of them in which it is wanted, in parts per million.
        pub wanted_ppm: u64,
        /// What became of it, in a sentence.
        pub message: String,
    }

    /// A rule that warned of requests.
    pub struct WarnedLine {
        /// The rule.
        pub code: Text,
        /// Its name.
        pub name: Text,
        /// Entries of the timeline that it warned of; machines that are asked for together are one.
        pub requests: u64,
        /// What it said of the first of them.
        pub message: String,
        /// What it advised then.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub steps: Vec<String>,
    }

    /// An overlay and what it did to requests.
    pub struct OverlayLines {
        /// Whose it is.
        pub name: String,
        /// The day this version of it was decided.
        pub date: Day,
        /// The rules that were broken, or lacked facts, at another level than their own.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub levels: Vec<LevelLine>,
        /// The waivers by which broken rules did not count.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub waived: Vec<WaiverLine>,
        /// The values that were used instead of the rulebook's.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub values: Vec<OwnValue>,
    }

    /// A rule that had another level than its own.
    pub struct LevelLine {
        /// The rule.
        pub code: Text,
        /// Its name.
        pub name: Text,
        /// Its level under the overlay.
        pub level: Level,
        /// What it would be.
        pub was: Level,
        /// Why.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
        /// Requests that broke it, or that lacked facts for it.
        pub requests: u64,
    }

    /// A waiver by which a broken rule did not count.
    pub struct WaiverLine {
        /// The rule.
        pub code: Text,
        /// Its name.
        pub name: Text,
        /// The waiver, as a place in the request to simulate.
        pub waiver: Pointer,
        /// Why it does not count.
        pub reason: String,
        /// The first day on which it counts again.
        pub until: Day,
        /// Requests that broke it.
        pub requests: u64,
    }

    /// A rule that refused requests.
    pub struct RefusalLine {
        /// The rule.
        pub code: Text,
        /// Its name.
        pub name: Text,
        /// Requests that it refused.
        pub requests: u64,
        /// Of these, those that would have been accepted if no address were still held after a failed attempt or a machine that is gone:
        /// `failures` tells after which.
        #[serde(default, skip_serializing_if = "none")]
        pub held_back: u64,
    }

    /// A fact that was missing.
    pub struct MissingFact {
        /// Where it would stand.
        pub at: Pointer,
        /// The question, in a sentence.
        pub message: String,
        /// Requests that could not be judged without it.
        pub requests: u64,
    }

    /// What failed attempts and held addresses go back to: the first thing that went wrong, with what followed from it.
    pub struct FailureLine {
        /// Its code, as published.
        pub code: Text,
        /// Where it came from: `fault`, `fact`, `no-address` (the subnet is too small), `machines-gone` (they still held their addresses),
        /// `no-capacity`.
        pub because: Text,
        /// Attempts that failed because of it.
        pub attempts: u64,
        /// Of these, those that failed with another code.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub led_to: Vec<Consequence>,
        /// Machines that failed for good because of it.
        pub machines: u64,
        /// Requests for machines that were refused only because addresses were still held after it.
        #[serde(default, skip_serializing_if = "none")]
        pub refused: u64,
        /// When it occurred first.
        pub first_at: Instant,
        /// What it means.
        pub meaning: Text,
        /// What to do about it.
        pub remedy: Text,
        /// Whether trying again helps: `no`, `after-waiting`, `after-fix`.
        pub retry: Text,
        /// The phase in which it occurs.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub phase: Option<Text>,
        /// The rules that could have foreseen it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub foreseen_by: Vec<Text>,
        /// The fact that would have decided, though no rule asks for it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub told_by: Option<Text>,
        /// Why nothing could have foreseen it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub not_foreseeable: Option<Text>,
    }

    /// A code that attempts failed with because of another.
    pub struct Consequence {
        /// The code, as published.
        pub code: Text,
        /// Attempts that failed with it.
        pub attempts: u64,
    }

    /// Something that machines share.
    pub struct Resource {
        /// What: `licence`, `address`, `azure-capacity`, `enrolment`.
        pub resource: Text,
        /// Where: an environment, a network, a region.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub of: String,
        /// How much there is; absent when it is not known or not limited.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub limit: Option<u32>,
        /// How much is taken at the end.
        pub taken: u32,
        /// How much was taken at most.
        pub peak: u32,
        /// Of what is taken at the end, what failed attempts and machines that are gone still hold.
        #[serde(default, skip_serializing_if = "is_none")]
        pub held: u32,
        /// How often there was none left.
        pub refusals: u64,
        /// When there was none left for the first time.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub first_refusal: Option<Instant>,
        /// How often somebody waited for one, which is no shortage.
        #[serde(default, skip_serializing_if = "is_none")]
        pub waits: u32,
        /// The longest such wait.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub longest_wait_ms: Option<u64>,
    }

    /// Something left to do.
    pub struct Obligation {
        /// A stable word for it.
        pub what: Text,
        /// By when.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub due: Option<Instant>,
        /// The machine it is about.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub machine: Option<String>,
        /// What to do, in a sentence.
        pub message: String,
    }

    /// Something assumed.
    pub struct Assumption {
        /// What about.
        pub name: Text,
        /// What was taken.
        pub value: String,
        /// How far it can be shown to hold.
        pub provenance: Provenance,
        /// Whether the scenario says so and not the engine.
        pub by_scenario: bool,
    }
}

object!(Machines, expected::MACHINES, {
    total, refused, provisioning, active, restarting, failed, removed, deleted,
});

object!(Actions, expected::ACTIONS, { accepted, refused, impossible });

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_none(number: &u32) -> bool {
    *number == 0
}

#[cfg_attr(target_pointer_width = "64", expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so"))]
pub(super) fn none(number: &u64) -> bool {
    *number == 0
}
