//! From what worlds remember to the summary: counts over all replicates.

mod shards;

use super::hybrid::LONGEST;
use super::log::{ErrorCount, Log};
use super::machine_state::{MachineState, Root};
use super::objective::{Objective, ObjectiveTally, Replicate};
use super::overlay_effects::OverlayEffects;
use super::percentile::Sample;
use super::plan::{ATTEMPTS, Plan, REMOVAL_PPM};
use super::shard::ReplicateCounts;
use super::summary::{
    Actions, Assumption, Consequence, FailureLine, Machines, MissingFact, ObjectiveLine, RefusalLine,
};
use super::warn::{Warned, Warnings};
use super::world::World;
use crate::evaluation::words::question;
use crate::facts::scenario::length::Span;
use crate::overlay::RESTRICTIONS;
use crate::rules;
use crate::simulation::words;
use crate::vocabulary::{Phase, Provenance, ProvisioningCode, Text};
use greenlight_json::Pointer;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What is counted over all replicates.
#[derive(Debug, Default)]
pub(super) struct Totals {
    pub(super) replicates: u32,
    /// How many of them came to their end: none of a replicate that was cut off, which is counted by itself.
    pub(super) ended: u32,
    pub(super) events: u64,
    pub(super) machines: Machines,
    pub(super) machines_before: Machines,
    pub(super) time_to_active: Sample,
    pub(super) actions: Actions,
    pub(super) warned: Warnings,
    tallies: Vec<ObjectiveTally>,
    refusals: BTreeMap<&'static str, u64>,
    /// Of these, those that held addresses alone refused.
    held_back: BTreeMap<&'static str, u64>,
    missing: BTreeMap<Pointer, u64>,
    error_counts: BTreeMap<Root, ErrorCount>,
    pub(super) overlay_effects: OverlayEffects,
    spans: u32,
    sweeps: bool,
    /// What each replicate came to, where that is for whoever merges; then nothing is summed up of it here.
    kept: Option<Vec<ReplicateCounts>>,
}

impl Totals {
    /// Of a replicate that was cut off, alone.
    pub(super) fn of_cut(world: &mut World) -> Self {
        let mut totals = Self::default();
        totals.add(world, &[]);
        Self { ended: 0, ..totals }
    }

    /// Adds what the world of a replicate remembers that came to its end, and holds it against objectives.
    pub(super) fn add(&mut self, world: &mut World, objectives: &[Objective]) {
        let plan = Rc::clone(&world.plan);
        let mut machines =
            Machines { total: world.log.refused, refused: world.log.refused, ..Machines::default() };
        for state in &world.machine_states {
            let asked = plan.specs.get(state.spec as usize).is_some_and(|spec| spec.entry.is_some());
            count(if asked { &mut machines } else { &mut self.machines_before }, state);
        }
        let log: &mut Log = &mut world.log;
        log.time_to_active.add_never(machines.total.saturating_sub(log.time_to_active.came()));
        self.count(&machines, &mut log.time_to_active, objectives);
        self.events += log.events;
        self.warned = std::mem::take(&mut log.warned);
        self.warned.values_mut().for_each(Warned::keep);
        self.actions.add(&log.actions);
        for (code, times) in &log.refusals {
            *self.refusals.entry(code).or_default() += times;
        }
        for (code, times) in &log.held_back {
            *self.held_back.entry(code).or_default() += times;
        }
        for (path, times) in &log.missing {
            *self.missing.entry(path.clone()).or_default() += times;
        }
        for (root, count) in std::mem::take(&mut log.error_counts) {
            self.add_errors(root, count);
        }
        self.overlay_effects.append(&mut log.overlay_effects);
        self.spans |= log.spans;
        self.sweeps |= log.sweeps;
    }

    /// Counts one replicate, and holds it against objectives.
    fn count(&mut self, machines: &Machines, times: &mut Sample, objectives: &[Objective]) {
        self.replicates += 1;
        self.ended += 1;
        if let Some(kept) = &mut self.kept {
            times.order();
            let times = std::mem::take(times).into_steps();
            kept.push(ReplicateCounts { machines: *machines, times });
            return;
        }
        self.tallies.resize_with(objectives.len().max(self.tallies.len()), ObjectiveTally::default);
        if !objectives.is_empty() {
            times.order();
        }
        let replicate = Replicate { machines, times };
        for (objective, tally) in objectives.iter().zip(&mut self.tallies) {
            objective.look(&replicate, tally);
        }
        self.machines.add(machines);
        self.time_to_active.append(times);
    }

    /// What became of the objectives.
    pub(super) fn objectives(&mut self, objectives: &[Objective]) -> Vec<ObjectiveLine> {
        self.tallies.resize_with(objectives.len(), ObjectiveTally::default);
        objectives
            .iter()
            .zip(self.tallies.drain(..))
            .map(|(objective, tally)| objective.line(tally))
            .collect()
    }

    /// The rules that refused requests, in the order of the rules; the organisation's own come last.
    pub(super) fn refusals(&self) -> Vec<RefusalLine> {
        let published = rules::ALL.iter().map(|rule| (rule.id.code(), rule.name()));
        let own = RESTRICTIONS.iter().map(|own| (own.code, own.name));
        let of = |(code, name): (&'static str, &'static str)| {
            let requests = *self.refusals.get(code)?;
            let held_back = self.held_back.get(code).copied().unwrap_or_default();
            Some(RefusalLine { code: code.into(), name: name.into(), requests, held_back })
        };
        published.chain(own).filter_map(of).collect()
    }

    /// The facts that were missing.
    pub(super) fn missing(&self) -> Vec<MissingFact> {
        let of = |(at, requests): (&Pointer, &u64)| MissingFact {
            at: at.clone(),
            message: question(at),
            requests: *requests,
        };
        self.missing.iter().map(of).collect()
    }

    /// What failures go back to, in the order of the catalogue.
    pub(super) fn failures(&self, plan: &Plan) -> Vec<FailureLine> {
        self.error_counts.iter().map(|(root, count)| failure(*root, count, plan)).collect()
    }

    /// What was assumed, as far as it was used.
    pub(super) fn assumptions(&self, plan: &Plan) -> Vec<Assumption> {
        let durations = &plan.scenario.durations;
        let used = Span::ALL.iter().filter(|span| self.spans & 1 << **span as u32 != 0);
        let mut assumptions: Vec<Assumption> = used
            .map(|span| Assumption {
                name: span.word().into(),
                value: durations.of(*span).distribution.to_string(),
                provenance: durations.of(*span).provenance,
                by_scenario: durations.given(*span).is_some(),
            })
            .collect();
        let given = &plan.scenario.assumptions;
        if self.spans != 0 {
            assumptions.push(Assumption {
                name: "attempts".into(),
                value: given.attempts.unwrap_or(ATTEMPTS).to_string(),
                provenance: Provenance::Adjacent,
                by_scenario: given.attempts.is_some(),
            });
        }
        if self.spans & 1 << Span::DomainJoin as u32 != 0 {
            assumptions.push(Assumption {
                name: "hybrid-step".into(),
                value: words::lasted(LONGEST),
                provenance: Provenance::Adjacent,
                by_scenario: false,
            });
        }
        if self.sweeps {
            assumptions.push(Assumption {
                name: "removal_ppm".into(),
                value: given.removal_ppm.unwrap_or(REMOVAL_PPM).to_string(),
                provenance: Provenance::Assumed,
                by_scenario: given.removal_ppm.is_some(),
            });
        }
        assumptions
    }
}

fn failure(root: Root, count: &ErrorCount, plan: &Plan) -> FailureLine {
    let about = root.code.about();
    let led_to = |(code, attempts): (&ProvisioningCode, &u64)| Consequence {
        code: code.word().into(),
        attempts: *attempts,
    };
    FailureLine {
        code: root.code.word().into(),
        because: root.origin.word().into(),
        attempts: count.times,
        led_to: count.led_to.iter().map(led_to).collect(),
        machines: count.failed,
        refused: count.refused,
        first_at: plan.instant(count.first),
        meaning: about.meaning.into(),
        remedy: about.remedy.into(),
        retry: about.retry.word().into(),
        phase: about.phase.map(Phase::word).map(Text::from),
        foreseen_by: about.foresight.rules().into_iter().map(Text::from).collect(),
        told_by: about.foresight.fact().map(Text::from),
        not_foreseeable: about.foresight.reason().map(Text::from),
    }
}

impl Machines {
    fn add(&mut self, other: &Self) {
        self.total = self.total.saturating_add(other.total);
        self.refused = self.refused.saturating_add(other.refused);
        self.provisioning = self.provisioning.saturating_add(other.provisioning);
        self.active = self.active.saturating_add(other.active);
        self.restarting = self.restarting.saturating_add(other.restarting);
        self.failed = self.failed.saturating_add(other.failed);
        self.removed = self.removed.saturating_add(other.removed);
        self.deleted = self.deleted.saturating_add(other.deleted);
    }
}

impl Actions {
    fn add(&mut self, other: &Self) {
        self.accepted = self.accepted.saturating_add(other.accepted);
        self.refused = self.refused.saturating_add(other.refused);
        self.impossible = self.impossible.saturating_add(other.impossible);
    }
}

fn count(machines: &mut Machines, state: &MachineState) {
    machines.total += 1;
    let place = match state.machine.phase {
        Phase::Active => &mut machines.active,
        Phase::Restarting => &mut machines.restarting,
        Phase::Failed => &mut machines.failed,
        Phase::Removed => &mut machines.removed,
        Phase::Deleting | Phase::Deleted => &mut machines.deleted,
        Phase::Refused => &mut machines.refused,
        Phase::Requested
        | Phase::Checks
        | Phase::Capacity
        | Phase::Network
        | Phase::Image
        | Phase::VirtualMachine
        | Phase::EntraJoin
        | Phase::IntuneEnrolment
        | Phase::Registration => &mut machines.provisioning,
    };
    *place += 1;
}
