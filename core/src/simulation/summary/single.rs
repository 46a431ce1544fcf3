//! Single things of one replicate: each request, each machine, what happened in its order.

use crate::evaluation::report::{Finding, Question, Task};
use crate::vocabulary::instant::Instant;
use crate::vocabulary::{Level, Outcome, Text};
use greenlight_json::Pointer;
use serde::Serialize;

parts! {
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
        /// The code of what its refusal goes back to, where that are addresses alone that were still held; `failures` counts it there.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub refused_after: Option<Text>,
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
        /// The code of what it goes back to, where that is another; `failures` counts it there.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub root: Option<Text>,
        /// What happened, in a sentence.
        pub message: String,
    }

    /// Something that happened.
    pub struct TimelineLine {
        /// When.
        pub at: Instant,
        /// What kind of thing: `request`, `change`, `machine`, `end` (of a trial, of units, of a person's account).
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
