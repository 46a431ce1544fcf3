//! The summary of a simulation: the document that the verb `simulate` answers with.

use super::percentile::Percentiles;
use crate::evaluation::report::{Engine, Finding, Notice, OwnValue, Question, Task};
use crate::vocabulary::instant::{Day, Instant};
use crate::vocabulary::{Level, Outcome, Provenance, Text};
use greenlight_json::Pointer;
use serde::Serialize;

/// The version of the summary's shape: a minor step adds, a major step breaks.
pub const FORMAT_VERSION: &str = "1.0";

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
        /// How often the scenario was simulated; counts are of all of them together.
        pub replicates: u32,
        /// Whether it was stopped before its end.
        pub partial: bool,
        /// When it was stopped.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub stopped_at: Option<Instant>,
        /// Events that happened.
        pub events: u64,
        /// What became of the machines that were asked for.
        pub machines: Machines,
        /// What became of the machines that were there at the beginning.
        pub machines_before: Machines,
        /// How long it took from the request until a machine was active.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub time_to_active_ms: Option<Percentiles>,
        /// What became of the other requests.
        pub actions: Actions,
        /// The rules that refused requests.
        pub refusals: Vec<RefusalLine>,
        /// The facts that were missing to judge requests.
        pub missing: Vec<MissingFact>,
        /// The error codes that occurred.
        pub failures: Vec<FailureLine>,
        /// What machines share.
        pub resources: Vec<Resource>,
        /// What is left to do.
        pub obligations: Vec<Obligation>,
        /// What nobody publishes and the simulation assumed.
        pub assumptions: Vec<Assumption>,
        /// What to know about the summary itself.
        pub warnings: Vec<Notice>,
        /// Each request, when they are few. Like all that follows, of the first replicate.
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

    /// An error code that occurred.
    pub struct FailureLine {
        /// The code, as published.
        pub code: Text,
        /// Attempts that failed with it.
        pub attempts: u64,
        /// Machines that failed for good with it.
        pub machines: u64,
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
        /// Of what is taken at the end, what failed attempts still hold.
        #[serde(default, skip_serializing_if = "is_none")]
        pub held: u32,
        /// How often there was none left.
        pub refusals: u64,
        /// When there was none left for the first time.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub first_refusal: Option<Instant>,
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

    /// A request of the timeline.
    pub struct RequestLine {
        /// When.
        pub at: Instant,
        /// The entry, as a pointer into the scenario.
        pub entry: Pointer,
        /// Who.
        pub actor: String,
        /// What.
        pub action: Text,
        /// What the rules say of it, or of the first machine that they refuse.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub outcome: Option<Outcome>,
        /// Why it could not happen, though no rule forbids it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub impossible: Option<String>,
        /// How many were accepted.
        pub accepted: u32,
        /// How many were refused.
        pub refused: u32,
        /// How it ended, in a sentence.
        pub message: String,
        /// What is wrong.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub findings: Vec<Finding>,
        /// What is still to be said.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub questions: Vec<Question>,
        /// What to do once the machine exists.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub tasks: Vec<Task>,
    }

    /// A machine.
    pub struct MachineLine {
        /// Its name.
        pub name: String,
        /// Its environment.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub environment: Option<String>,
        /// What became of it: `refused`, or a phase such as `active` or `failed`.
        pub ended: Text,
        /// When it was asked for, if it was not there at the beginning.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub asked_at: Option<Instant>,
        /// When it first was active.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub active_at: Option<Instant>,
        /// How long that took.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub time_to_active_ms: Option<u64>,
        /// Attempts to provision it.
        pub attempts: u8,
        /// The attempts that failed, in their order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub failed_attempts: Vec<FailedAttempt>,
        /// The rules that refused it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub refused_by: Vec<Text>,
        /// The request that asked for it, by its place under `requests`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub request: Option<u32>,
        /// What became of it, in a sentence.
        pub message: String,
    }

    /// An attempt to provision a machine that failed.
    pub struct FailedAttempt {
        /// Which one, from 1.
        pub attempt: u8,
        /// When it failed.
        pub at: Instant,
        /// The error code, as published; `failures` says what it means.
        pub code: Text,
        /// Where it came from: `fault`, `fact`, `no-address`, `no-capacity`.
        pub because: Text,
        /// What happened, in a sentence.
        pub message: String,
    }

    /// Something that happened.
    pub struct TimelineLine {
        /// When.
        pub at: Instant,
        /// What kind of thing: `request`, `change`, `machine`.
        pub kind: Text,
        /// The machine it happened to.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub machine: Option<String>,
        /// How bad it is, if it is.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub level: Option<Level>,
        /// What happened, in a sentence.
        pub message: String,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_none(number: &u32) -> bool {
    *number == 0
}
