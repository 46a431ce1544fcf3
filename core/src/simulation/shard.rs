//! A shard: what some of a simulation's replicates came to, in numbers that add up, for whoever brings all of them together.

use super::phrases;
use super::summary::{Actions, Machines, none, parts};
use crate::facts::scenario::{SEED, Scenario};
use crate::vocabulary::expected;
use crate::vocabulary::instant::{Day, Instant};
use crate::vocabulary::{Level, ProvisioningCode};
use crate::vocabulary::{ToWord as _, Word};
use greenlight_json::object;
use serde::Serialize;
use std::ops::Range;

/// The version of a shard's shape; one of another version is not merged.
pub const FORMAT_VERSION: &str = "1.1";

/// So much of a digest tells one from another.
const DIGITS_SHOWN: usize = 12;

parts! {
    /// What some of a simulation's replicates came to: `merge` makes of all shards the summary that `simulate` gives.
    ///
    /// The replicates of shard `number` are those behind the first, shared out evenly in their order. The first one, of which single things are
    /// shown, is left to `merge`.
    pub struct Shard {
        /// Version of this shape.
        pub format_version: String,
        /// What it is a part of.
        pub simulation: SimulationIdentity,
        /// Which of the shards it is, from 1.
        pub number: u32,
        /// When it was stopped; absent where it came to its end.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub stopped_at: Option<Instant>,
        /// Events that happened.
        pub events: u64,
        /// What became of the machines that were there at the beginning.
        pub machines_before: Machines,
        /// What became of requests other than for machines.
        pub actions: Actions,
        /// Requests refused, by the rule that was broken.
        pub refusals: Vec<Counted>,
        /// Of these, those that held addresses alone refused.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub held_back: Vec<Counted>,
        /// Requests refused, by the place of the fact that was missing.
        pub missing: Vec<Counted>,
        /// What the rules warned of.
        pub warned: Vec<WarnedCount>,
        /// Attempts that failed, by what that goes back to.
        pub failures: Vec<FailureCount>,
        /// What the overlay did to requests.
        pub overlay_effects: OverlayCounts,
        /// Lengths of time that were drawn, in the words of the scenario.
        pub durations: Vec<String>,
        /// Whether chance decided about an inactive machine.
        pub sweeps: bool,
        /// The replicates that came to their end, in their order: all that is counted is of these.
        pub replicates: Vec<ReplicateCounts>,
    }

    /// What tells one simulation from another, and one way to share it out from another.
    pub struct SimulationIdentity {
        /// The engine and its version.
        pub engine: String,
        /// The digest of what the engine was built from, where whoever had it simulated knows that.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub engine_digest: Option<String>,
        /// Everything published by this day was known.
        pub rulebook: Day,
        /// What randomness grows from.
        pub seed: String,
        /// How often the scenario is simulated.
        pub replicates: u32,
        /// How many shards there are.
        pub shards: u32,
        /// The SHA-256 digest of the scenario in canonical form.
        pub scenario: String,
        /// The same of the overlay, when there is one.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub overlay: Option<String>,
    }

    /// How often something was counted.
    pub struct Counted {
        /// What.
        pub what: String,
        /// How often.
        pub times: u64,
    }

    /// What a rule warned of.
    pub struct WarnedCount {
        /// The rule.
        pub code: String,
        /// Entries of the timeline that it warned of.
        pub requests: u64,
        /// What it said of the first of them.
        pub message: String,
        /// What it advised then.
        pub steps: Vec<String>,
    }

    /// Attempts that failed because of one thing.
    pub struct FailureCount {
        /// Its code, as published.
        pub code: ProvisioningCode,
        /// Where it came from, in the word of the summary.
        pub because: String,
        /// Attempts that failed because of it.
        pub attempts: u64,
        /// Machines that failed for good because of it.
        pub machines: u64,
        /// Requests that were refused only because addresses were still held after it.
        #[serde(default, skip_serializing_if = "none")]
        pub refused: u64,
        /// When it occurred first, in milliseconds from the beginning.
        pub first_ms: u64,
        /// Of the attempts, those that failed with another code.
        pub led_to: Vec<Counted>,
    }

    /// What an overlay did to requests.
    #[derive(Default)]
    pub struct OverlayCounts {
        /// Rules at another level than their own.
        pub levels: Vec<LevelCount>,
        /// Waivers by which broken rules did not count.
        pub waived: Vec<WaiverCount>,
        /// Values that were used instead of the rulebook's.
        pub values: Vec<ReplacedValue>,
    }

    /// A rule that had another level than its own.
    pub struct LevelCount {
        /// The rule.
        pub code: String,
        /// What its level would be.
        pub was: Level,
        /// Requests.
        pub requests: u64,
    }

    /// A waiver by which a broken rule did not count.
    pub struct WaiverCount {
        /// The waiver, by its place in the overlay.
        pub waiver: u32,
        /// Requests.
        pub requests: u64,
    }

    /// A value of the rulebook instead of which the overlay's was used.
    pub struct ReplacedValue {
        /// What for.
        pub key: String,
        /// The rulebook's: its words, or its number as one.
        pub was: Vec<String>,
    }

    /// What one replicate came to.
    pub struct ReplicateCounts {
        /// What became of the machines that were asked for.
        pub machines: Machines,
        /// How long those took that became active, in milliseconds, in order: each as what it took longer than the one before.
        pub times: Vec<u64>,
    }
}

object!(Shard, expected::SHARD, {
    format_version: required, simulation: required, number: required, stopped_at, events: required, machines_before: required,
    actions: required, refusals: required, held_back, missing: required, warned: required, failures: required, overlay_effects: required,
    durations: required, sweeps: required, replicates: required,
});

object!(SimulationIdentity, expected::SIMULATION_IDENTITY, {
    engine: required, engine_digest, rulebook: required, seed: required, replicates: required, shards: required, scenario: required, overlay,
});

object!(Counted, expected::COUNTED, { what: required, times: required });

object!(WarnedCount, expected::WARNED_COUNT, {
    code: required, requests: required, message: required, steps: required,
});

object!(FailureCount, expected::FAILURE_COUNT, {
    code: required, because: required, attempts: required, machines: required, refused, first_ms: required, led_to: required,
});

object!(OverlayCounts, expected::OVERLAY_COUNTS, { levels, waived, values });

object!(LevelCount, expected::LEVEL_COUNT, { code: required, was: required, requests: required });

object!(WaiverCount, expected::WAIVER_COUNT, { waiver: required, requests: required });

object!(ReplacedValue, expected::REPLACED_VALUE, { key: required, was: required });

object!(ReplicateCounts, expected::REPLICATE_COUNTS, { machines: required, times: required });

impl SimulationIdentity {
    /// Of a scenario under a rulebook; `scenario` and `overlay` are digests of what was written.
    pub fn new(
        asked: &Scenario,
        rulebook: Day,
        shards: u32,
        scenario: String,
        overlay: Option<String>,
    ) -> Self {
        let engine = crate::evaluation::report::ENGINE;
        Self {
            engine: format!("{} {}", engine.name, engine.version),
            engine_digest: None,
            rulebook,
            seed: asked.seed.as_deref().unwrap_or(SEED).to_owned(),
            replicates: asked.replicates.unwrap_or(1),
            shards,
            scenario,
            overlay,
        }
    }

    /// The first thing in which another simulation differs from this one: what it is, and what it is there and here.
    pub(super) fn difference(&self, other: &Self) -> Option<Word> {
        let digest = |it: &Self| match &it.engine_digest {
            Some(digest) => digest.chars().take(DIGITS_SHOWN).collect::<String>().to_word(),
            None => phrases::AN_UNKNOWN_ONE.into(),
        };
        let told = [
            (phrases::ENGINE, other.engine.to_word(), self.engine.to_word()),
            (phrases::BUILD_OF_THIS_ENGINE, digest(other), digest(self)),
            (phrases::RULEBOOK, other.rulebook.to_word(), self.rulebook.to_word()),
            (phrases::SEED, other.seed.to_word(), self.seed.to_word()),
            (phrases::NUMBER_OF_REPLICATES, other.replicates.to_word(), self.replicates.to_word()),
            (phrases::NUMBER_OF_SHARDS, other.shards.to_word(), self.shards.to_word()),
        ];
        if let Some((what, there, here)) = told.into_iter().find(|(_, there, here)| there != here) {
            return Some(phrases::ANOTHER_ONE.with("what", what).with("there", there).with("here", here));
        }
        if other.scenario != self.scenario {
            return Some(phrases::ANOTHER_SCENARIO.into());
        }
        (other.overlay != self.overlay).then(|| phrases::ANOTHER_OVERLAY.into())
    }

    /// The replicates of one shard, from 0.
    pub(super) fn share(&self, number: u32) -> Range<u32> {
        let others = u64::from(self.replicates.saturating_sub(1));
        let before = |number: u32| {
            let before = others.saturating_mul(number.into()) / u64::from(self.shards.max(1));
            u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
        };
        before(number.saturating_sub(1))..before(number)
    }
}
