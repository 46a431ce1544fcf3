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
mod plan;
mod provision;
pub mod random;
mod refuse;
mod remaining;
pub mod replay;
pub mod shard;
mod start;
pub mod stock;
pub mod summary;
mod sweep;
mod totals;
pub mod trace;
mod trace_writer;
mod warn;
pub mod wheel;
pub mod words;
mod world;

pub use merge::{Brought, merge, shard as run_shard};

use crate::evaluation;
use crate::evaluation::report::{ENGINE, Engine, Notice};
use crate::facts::ledger::Ledger;
use crate::facts::request::Request;
use crate::facts::scenario::Scenario;
use crate::overlay::Overlay;
use crate::rulebook::Rulebook;
use crate::rules::phrases as say;
use crate::simulation::trace::Recorder;
use crate::vocabulary::Observer;
use crate::vocabulary::error::Error;
use crate::vocabulary::instant::{Day, Instant};
use history::Listed;
use log::{FEW, Log};
use objective::Objective;
use plan::Plan;
use serde::Serialize;
use serde_json::Value;
use std::fmt::Write as _;
use summary::{FORMAT_VERSION, Summary};
use totals::Totals;
use trace_writer::TraceWriter;
use world::{End, World};

/// The version of the trace's lines.
pub const TRACE_VERSION: u32 = 1;

/// By what requests are judged.
#[derive(Debug)]
pub struct Under<'a> {
    /// The rulebook.
    pub book: Rulebook,
    /// What the organisation lays over it.
    pub overlay: Option<&'a Overlay>,
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
pub struct Wanted {
    /// Each machine and request even when they are many.
    pub each: bool,
    /// What must come of it.
    pub objectives: Vec<Objective>,
}

/// Runs a scenario; `document` is the scenario as it was read, needed for a trace and where the timeline patches facts.
///
/// # Errors
/// What is wrong with the scenario, or that it goes past its limits.
pub fn run(
    scenario: &Scenario,
    document: &Value,
    under: &Under<'_>,
    wanted: &Wanted,
    recorder: &mut Recorder<'_>,
    observer: &mut dyn Observer,
) -> Result<Summary, Error> {
    let plan = Plan::new(scenario, document, under.book, under.overlay)?;
    let header = Header {
        trace: TRACE_VERSION,
        engine: ENGINE,
        rulebook: under.book.date,
        seed: plan.seed,
        overlay: under.overlay_document.as_ref(),
        scenario: document,
    };
    recorder.record(observer, |out| {
        out.push_str(&greenlight_json::write::text(&header));
    });
    let mut totals = Totals::default();
    let mut ran = replicates(&plan, wanted, &mut totals, recorder, observer)?;
    let partial = ran.stopped_at.is_some() || ran.unlisted;
    let shown = ran.shown.take().unwrap_or_else(|| beginning(&plan, observer));
    let mut summary = Summary { partial, stopped_at: ran.stopped_at, ..shown };
    summary.warnings.extend(ran.unlisted.then(unlisted));
    Ok(counted(summary, ran.counts(totals), &plan, wanted))
}

/// What became of replicates beside what is counted.
struct Ran {
    /// The summary of the replicate that is shown, where it is among them.
    shown: Option<Summary>,
    stopped_at: Option<Instant>,
    /// Single things were asked for and are left out, as it was stopped before they were listed.
    unlisted: bool,
    /// What is counted of the replicate that was cut off, where none came to its end before.
    cut: Option<Totals>,
}

impl Ran {
    /// What is told: of the replicates that came to their end, or, where none did, of the one that was cut off.
    fn counts(&mut self, totals: Totals) -> Totals {
        if totals.ended > 0 { totals } else { self.cut.take().unwrap_or(totals) }
    }
}

/// Simulates a plan's share of the replicates, one after the other, and counts.
fn replicates(
    plan: &Plan<'_>,
    wanted: &Wanted,
    totals: &mut Totals,
    recorder: &mut Recorder<'_>,
    observer: &mut dyn Observer,
) -> Result<Ran, Error> {
    let history = wanted.each || is_little(plan);
    let mut ran = Ran { shown: None, stopped_at: None, unlisted: false, cut: None };
    for replicate in plan.share.clone() {
        if plan.replicates > 1 {
            recorder.record(observer, |out| {
                let _ = write!(out, "{{\"replicate\":{replicate}}}");
            });
        }
        let trace_writer = TraceWriter { recorder, observer };
        let log = Log::new(history && replicate == SHOWN, std::mem::take(&mut totals.warned));
        let mut world = World::new(plan, replicate, trace_writer, log);
        let end = world.run(totals.events)?;
        let stopped = end == End::Stopped;
        let last = if stopped { world.instant() } else { plan.instant(plan.horizon) };
        if stopped {
            world.trace_writer.recorder.stop();
        }
        world.trace_writer.event(last, "", if stopped { "stopped" } else { "end" }, &[]);
        if !stopped {
            totals.add(&mut world, &wanted.objectives);
        } else if totals.ended > 0 {
            totals.warned = std::mem::take(&mut world.log.warned);
        } else {
            ran.cut = Some(Totals::of_cut(&mut world));
        }
        if replicate == SHOWN {
            let listed = if stopped && !is_little(plan) { None } else { world.listed() };
            ran.unlisted = history && listed.is_none();
            ran.shown = Some(first(&world, listed.unwrap_or_default()));
        }
        if stopped {
            ran.stopped_at = Some(last);
            break;
        }
    }
    Ok(ran)
}

/// Whether single things are worth telling.
fn is_little(plan: &Plan<'_>) -> bool {
    let asked: u64 = plan.names.namings.values().map(|naming| u64::from(naming.count())).sum();
    let entries = plan.times.len() as u64;
    asked + plan.listed.len() as u64 <= u64::from(FEW) && entries <= u64::from(FEW)
}

/// The replicate of which single things are shown.
const SHOWN: u32 = 0;

/// The summary of a scenario of which nothing is simulated.
fn beginning(plan: &Plan<'_>, observer: &mut dyn Observer) -> Summary {
    let trace_writer = TraceWriter { recorder: &mut Recorder::Off, observer };
    first(&World::new(plan, SHOWN, trace_writer, Log::default()), Listed::default())
}

/// The summary of the replicate that is shown, before anything is counted.
fn first(world: &World<'_, '_, '_, '_>, listed: Listed) -> Summary {
    let plan = world.plan;
    let (ledger, request) = (Ledger::default(), Request::nobodys());
    Summary {
        format_version: FORMAT_VERSION.into(),
        engine: ENGINE,
        rulebook: plan.book.date,
        overlay: None,
        as_of: plan.start,
        until: plan.instant(plan.horizon),
        seed: plan.seed.to_owned(),
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

fn counted(summary: Summary, mut totals: Totals, plan: &Plan<'_>, wanted: &Wanted) -> Summary {
    Summary {
        objectives: totals.objectives(&wanted.objectives),
        replicates_ended: totals.ended,
        totals_over_replicates: totals.replicates,
        overlay: plan.overlay.map(|overlay| totals.overlay_effects.to_lines(overlay)),
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
