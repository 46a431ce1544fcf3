//! A simulation that is stepped: replicate after replicate, in each of them event after event, and then what is listed of one of them.

use super::history::{Listed, Listing};
use super::log::{FEW, Log};
use super::plan::Plan;
use super::summary::Summary;
use super::totals::Totals;
use super::trace::CHUNK;
use super::trace_writer::TraceWriter;
use super::work::Work;
use super::world::World;
use super::{Header, OutputOptions, RuleSources, TRACE_VERSION, first};
use crate::evaluation::report::ENGINE;
use crate::facts::scenario::Scenario;
use crate::vocabulary::Observer;
use crate::vocabulary::error::Error;
use crate::vocabulary::instant::Instant;
use serde_json::Value;
use std::fmt::Write as _;
use std::rc::Rc;

/// Between two steps of so much work the observer is asked whether to go on.
pub(super) const STEP: u64 = 1 << 13;
/// To begin a replicate takes about as long as so many events.
const BEGIN: u64 = 64;
/// The replicate of which single things are shown.
pub(super) const SHOWN: u32 = 0;
/// So much of what is listed is still listed after it was stopped, where little is asked for.
const LISTED_AFTER_ALL: u64 = 1 << 14;

/// How far a simulation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is done: the total once all of it is, and less before.
    pub done: u64,
    /// What there is to do, over all replicates.
    pub total: u64,
}

/// A simulation on its way.
#[derive(Debug)]
pub struct Simulation {
    pub(super) plan: Rc<Plan>,
    pub(super) output: OutputOptions,
    pub(super) totals: Totals,
    pub(super) notes: ReplicateNotes,
    /// Single things are remembered of the replicate that is shown.
    history: bool,
    /// The trace, while no world writes it.
    trace: TraceWriter,
    doing: Doing,
    /// The next replicate to begin.
    next: u32,
    failed: Option<Error>,
}

/// What became of replicates beside what is counted.
#[derive(Debug, Default)]
pub(super) struct ReplicateNotes {
    /// The summary of the replicate that is shown, where it is among them.
    pub(super) shown: Option<Summary>,
    pub(super) stopped_at: Option<Instant>,
    /// Single things were asked for and are left out, as it was stopped before they were listed.
    pub(super) unlisted: bool,
    /// What is counted of the replicate that was cut off, where none came to its end before.
    cut: Option<Totals>,
}

impl ReplicateNotes {
    /// What is told: of the replicates that came to their end, or, where none did, of the one that was cut off.
    pub(super) fn counts(&mut self, totals: Totals) -> Totals {
        if totals.ended > 0 { totals } else { self.cut.take().unwrap_or(totals) }
    }
}

/// What a step goes on with.
#[derive(Debug, Default)]
enum Doing {
    /// The next replicate, if there is one.
    #[default]
    Beginning,
    Simulating(Box<World>),
    Listing(Box<World>, Listing),
}

impl Simulation {
    /// Makes a scenario ready; `document` is the scenario as it was read, needed for a trace and where the timeline patches facts.
    ///
    /// # Errors
    /// What is wrong with the scenario.
    pub(crate) fn begun(
        scenario: Scenario,
        document: Value,
        sources: RuleSources,
        output: OutputOptions,
        trace: bool,
    ) -> Result<Self, Error> {
        let RuleSources { book, overlay, overlay_document } = sources;
        let plan = Plan::new(scenario, document, book, overlay)?;
        let mut run = Self::planned(plan, output, Totals::default());
        if trace {
            run.trace = TraceWriter::on();
            let header = Header {
                trace: TRACE_VERSION,
                engine: ENGINE,
                rulebook: book.date,
                seed: run.plan.seed(),
                overlay: overlay_document.as_ref(),
                scenario: &run.plan.document,
            };
            run.trace.line(|out| out.push_str(&greenlight_json::write::text(&header)));
        }
        Ok(run)
    }

    /// A plan's share of the replicates, with what is counted of them; without a trace.
    pub(super) fn planned(plan: Plan, output: OutputOptions, totals: Totals) -> Self {
        Self {
            history: output.each || is_little(&plan),
            next: plan.share.start,
            plan: Rc::new(plan),
            output,
            totals,
            notes: ReplicateNotes::default(),
            trace: TraceWriter::default(),
            doing: Doing::Beginning,
            failed: None,
        }
    }

    /// Goes on for about so much work: an event counts one; so does each machine where many are looked at or made at once, and to begin a
    /// replicate counts as well.
    ///
    /// # Errors
    /// That it goes past the limits of the scenario; it is at its end then.
    pub fn step(&mut self, work: u64) -> Result<Progress, Error> {
        let mut work = Work::new(work);
        while !work.is_done() && !self.is_done() {
            if let Err(error) = self.proceed(&mut work) {
                self.failed = Some(error);
            }
        }
        match &self.failed {
            Some(error) => Err(error.clone()),
            None => Ok(self.progress()),
        }
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let share = &self.plan.share;
        let horizon = self.plan.horizon;
        let replicates = |from: u32, to: u32| u64::from(to.saturating_sub(from)).saturating_mul(horizon);
        let total = replicates(share.start, share.end).max(1);
        let left = match &self.doing {
            Doing::Beginning if self.next >= share.end && self.notes.stopped_at.is_none() => 0,
            Doing::Simulating(world) => {
                replicates(self.next, share.end).saturating_add(horizon.saturating_sub(world.now).max(1))
            }
            Doing::Beginning | Doing::Listing(..) => replicates(self.next, share.end).max(1),
        };
        Progress { done: total.saturating_sub(left), total }
    }

    /// Whether nothing is left to do.
    pub fn is_done(&self) -> bool {
        let begins = self.next < self.plan.share.end && self.notes.stopped_at.is_none();
        self.failed.is_some() || (matches!(self.doing, Doing::Beginning) && !begins)
    }

    /// Stops it where it is.
    pub fn stop(&mut self) {
        if let Doing::Listing(world, listing) = &mut self.doing {
            let listed = after_all(&self.plan, world, std::mem::take(listing));
            self.notes.unlisted = listed.is_none();
            self.notes.shown = Some(first(world, listed.unwrap_or_default()));
            self.doing = Doing::Beginning;
        }
        if self.is_done() {
            return;
        }
        if matches!(self.doing, Doing::Beginning) {
            self.begin(&mut Work::new(0));
        }
        if let Doing::Simulating(world) = std::mem::take(&mut self.doing) {
            self.cut(*world);
        }
    }

    /// The lines of the trace that nobody has taken: whole lines, in their order.
    pub fn trace(&self) -> &str {
        self.trace_writer().lines()
    }

    /// Takes these lines.
    pub fn take_trace(&mut self) -> String {
        match &mut self.doing {
            Doing::Simulating(world) => world.trace_writer.take(),
            Doing::Beginning | Doing::Listing(..) => self.trace.take(),
        }
    }

    /// What came of it; what is not done yet is cut off.
    ///
    /// # Errors
    /// That it went past the limits of the scenario.
    pub fn finish(mut self) -> Result<Summary, Error> {
        self.stop();
        let Self { failed, notes, plan, output, totals, .. } = self;
        failed.map_or_else(|| Ok(super::summary_of(notes, false, totals, &plan, &output)), Err)
    }

    const fn trace_writer(&self) -> &TraceWriter {
        match &self.doing {
            Doing::Simulating(world) => &world.trace_writer,
            Doing::Beginning | Doing::Listing(..) => &self.trace,
        }
    }

    fn proceed(&mut self, work: &mut Work) -> Result<(), Error> {
        match std::mem::take(&mut self.doing) {
            Doing::Beginning => self.begin(work),
            Doing::Simulating(mut world) => {
                if world.run(self.totals.events, work)? {
                    self.end(world, work);
                } else {
                    self.doing = Doing::Simulating(world);
                }
            }
            Doing::Listing(world, mut listing) => {
                if listing.list(&world, work) {
                    self.notes.shown = Some(first(&world, listing.into_listed()));
                } else {
                    self.doing = Doing::Listing(world, listing);
                }
            }
        }
        Ok(())
    }

    /// Begins the next replicate.
    fn begin(&mut self, work: &mut Work) {
        let replicate = self.next;
        self.next += 1;
        let mut trace = std::mem::take(&mut self.trace);
        if self.plan.replicates > 1 {
            trace.line(|out| {
                let _ = write!(out, "{{\"replicate\":{replicate}}}");
            });
        }
        let log = Log::new(self.history && replicate == SHOWN, std::mem::take(&mut self.totals.warned));
        let world = World::new(&self.plan, replicate, trace, log);
        work.spend(BEGIN.saturating_add(world.machine_states.len() as u64));
        self.doing = Doing::Simulating(Box::new(world));
    }

    /// The replicate came to its end.
    fn end(&mut self, mut world: Box<World>, work: &mut Work) {
        work.spend(world.machine_states.len() as u64);
        world.trace_writer.event(self.plan.instant(self.plan.horizon), "", "end", &[]);
        self.trace = std::mem::take(&mut world.trace_writer);
        self.totals.add(&mut world, &self.output.objectives);
        if world.replicate != SHOWN {
            return;
        }
        if self.history {
            self.doing = Doing::Listing(world, Listing::default());
        } else {
            self.notes.shown = Some(first(&world, Listed::default()));
        }
    }

    /// The replicate is stopped before its end.
    fn cut(&mut self, mut world: World) {
        let last = world.instant();
        world.trace_writer.event(last, "", "stopped", &[]);
        self.trace = std::mem::take(&mut world.trace_writer);
        if self.totals.ended > 0 {
            self.totals.warned = std::mem::take(&mut world.log.warned);
        } else {
            self.notes.cut = Some(Totals::of_cut(&mut world));
        }
        if world.replicate == SHOWN {
            let listed = if self.history {
                after_all(&self.plan, &world, Listing::default())
            } else {
                Some(Listed::default())
            };
            self.notes.unlisted = listed.is_none();
            self.notes.shown = Some(first(&world, listed.unwrap_or_default()));
        }
        self.notes.stopped_at = Some(last);
    }
}

/// Steps to the end, or as far as the observer lets it; hands the trace over meanwhile.
///
/// # Errors
/// That it goes past the limits of the scenario.
pub fn drive(run: &mut Simulation, observer: &mut dyn Observer) -> Result<(), Error> {
    loop {
        let Progress { done, total } = run.step(STEP)?;
        if run.trace().len() >= CHUNK {
            observer.emit(&run.take_trace());
        }
        let goes_on = observer.progress(done, total);
        if run.is_done() {
            break;
        }
        if !goes_on {
            run.stop();
            break;
        }
    }
    if !run.trace().is_empty() {
        observer.emit(&run.take_trace());
    }
    Ok(())
}

/// What can be listed quickly of a world, though it was stopped: all of it, or nothing.
fn after_all(plan: &Plan, world: &World, mut listing: Listing) -> Option<Listed> {
    let whole = is_little(plan) && listing.list(world, &mut Work::new(LISTED_AFTER_ALL));
    whole.then(|| listing.into_listed())
}

/// Whether single things are worth telling.
fn is_little(plan: &Plan) -> bool {
    let asked: u64 = plan.names.namings.values().map(|naming| u64::from(naming.count())).sum();
    let entries = plan.times.len() as u64;
    asked + plan.listed.len() as u64 <= u64::from(FEW) && entries <= u64::from(FEW)
}
