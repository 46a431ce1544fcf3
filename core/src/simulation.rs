//! Simulated time: what becomes of a scenario, event by event.

mod act;
mod addresses;
mod ask;
mod effect;
mod ends;
mod enrolment;
mod history;
mod hybrid;
mod identity;
mod log;
mod machine_state;
mod merge;
pub mod objective;
mod overlay_effects;
pub mod percentile;
pub mod phrases;
mod plan;
mod provision;
pub mod random;
mod refuse;
mod remaining;
pub mod replay;
mod run;
pub mod shard;
mod start;
pub mod stock;
pub mod summary;
mod sweep;
pub mod timing_wheel;
mod totals;
pub mod trace;
mod trace_writer;
mod warn;
pub mod words;
mod work;
mod world;

pub use merge::{MergeInput, merge, shard as run_shard};
pub use run::{Progress, Simulation, drive};

use crate::evaluation;
use crate::evaluation::report::{ENGINE, Engine, Notice};
use crate::facts::ledger::Ledger;
use crate::facts::request::Request;
use crate::overlay::Overlay;
use crate::rulebook::Rulebook;
use crate::rules::phrases as say;
use crate::vocabulary::instant::Day;
use history::Listed;
use log::Log;
use objective::Objective;
use plan::Plan;
use run::{ReplicateNotes, SHOWN};
use serde::Serialize;
use serde_json::Value;
use std::rc::Rc;
use summary::{FORMAT_VERSION, Summary};
use totals::Totals;
use trace_writer::TraceWriter;
use world::World;

/// The version of the trace's lines.
pub const TRACE_VERSION: u32 = 1;

/// By what requests are judged.
#[derive(Debug)]
pub struct RuleSources {
    /// The rulebook.
    pub book: Rulebook,
    /// What the organisation lays over it.
    pub overlay: Option<Overlay>,
    /// The overlay as it was read, for the trace.
    pub overlay_document: Option<Value>,
}

/// The first line of a trace: all it takes to run it again.
#[derive(Serialize)]
struct Header<'a> {
    trace: u32,
    engine: Engine,
    rulebook: Day,
    seed: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    overlay: Option<&'a Value>,
    scenario: &'a Value,
}

/// What is wanted of a simulation beside its figures.
#[derive(Debug, Default)]
pub struct OutputOptions {
    /// Each machine and request even when they are many.
    pub each: bool,
    /// What must come of it.
    pub objectives: Vec<Objective>,
}

/// The summary of what was run; partial, too, where some of it was left out elsewhere.
fn summary_of(
    mut notes: ReplicateNotes,
    partial: bool,
    totals: Totals,
    plan: &Rc<Plan>,
    output: &OutputOptions,
) -> Summary {
    let partial = partial || notes.stopped_at.is_some() || notes.unlisted;
    let shown = notes.shown.take().unwrap_or_else(|| beginning(plan));
    let mut summary = Summary { partial, stopped_at: notes.stopped_at, ..shown };
    summary.warnings.extend(notes.unlisted.then(unlisted));
    counted(summary, notes.counts(totals), plan, output)
}

/// The summary of a scenario of which nothing is simulated.
fn beginning(plan: &Rc<Plan>) -> Summary {
    first(&World::new(plan, SHOWN, TraceWriter::default(), Log::default()), Listed::default())
}

/// The summary of the replicate that is shown, before anything is counted.
fn first(world: &World, listed: Listed) -> Summary {
    let plan = &world.plan;
    let (ledger, request) = (Ledger::default(), Request::nobodys());
    Summary {
        format_version: FORMAT_VERSION.into(),
        engine: ENGINE,
        rulebook: plan.book.date,
        overlay: None,
        as_of: plan.start,
        until: plan.instant(plan.horizon),
        seed: plan.seed().to_owned(),
        replicates: plan.replicates,
        replicates_ended: 0,
        totals_over_replicates: 0,
        shown_replicate: SHOWN,
        partial: false,
        stopped_at: None,
        events: 0,
        machines: summary::Machines::default(),
        machines_before: summary::Machines::default(),
        time_to_active_ms: None,
        objectives: Vec::new(),
        actions: summary::Actions::default(),
        refusals: Vec::new(),
        warned: Vec::new(),
        missing: Vec::new(),
        failures: Vec::new(),
        resources: world.resources(),
        obligations: world.obligations(),
        assumptions: Vec::new(),
        warnings: evaluation::notices(&world.context(&ledger, &request)),
        requests: listed.requests,
        each_machine: listed.each_machine,
        timeline: listed.timeline,
    }
}

/// That single things were asked for and are not there.
fn unlisted() -> Notice {
    evaluation::words::notice("unlisted", say::UNLISTED.into(), false)
}

fn counted(summary: Summary, mut totals: Totals, plan: &Plan, output: &OutputOptions) -> Summary {
    Summary {
        objectives: totals.objectives(&output.objectives),
        replicates_ended: totals.ended,
        totals_over_replicates: totals.replicates,
        overlay: plan.overlay.as_ref().map(|applied| totals.overlay_effects.to_lines(&applied.overlay)),
        events: totals.events,
        machines: totals.machines,
        machines_before: totals.machines_before,
        actions: totals.actions,
        refusals: totals.refusals(),
        missing: totals.missing(),
        failures: totals.failures(plan),
        assumptions: totals.assumptions(plan),
        warned: warn::lines(totals.warned),
        time_to_active_ms: totals.time_to_active.into_times(),
        ..summary
    }
}
