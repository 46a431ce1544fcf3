//! The world of one replicate: machines, what they share, the facts, and the events that wait.

use super::addresses::AddressPool;
use super::enrolment::Enrolment;
use super::log::{Log, LogItem};
use super::machine_state::{Event, MachineState};
use super::plan::Plan;
use super::random::Draws;
use super::stock::Stock;
use super::timing_wheel::TimingWheel;
use super::trace_writer::TraceWriter;
use super::work::Work;
use crate::evaluation::Subject;
use crate::facts::ledger::Ledger;
use crate::facts::phrases::{EVENTS, EVENTS_AT_ONE_INSTANT};
use crate::facts::request::Request;
use crate::facts::scenario::Limits;
use crate::facts::scenario::changing::ChangingFacts;
use crate::facts::scenario::timeline::TimelineAction;
use crate::facts::value::Region;
use crate::rules::context::Context;
use crate::vocabulary::error::Error;
use crate::vocabulary::instant::Instant;
use greenlight_json::InlineStr;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The world of one replicate.
#[derive(Debug)]
pub(super) struct World {
    pub(super) plan: Rc<Plan>,
    pub(super) replicate: u32,
    pub(super) draws: Draws,
    pub(super) facts: ChangingFacts,
    pub(super) wheel: TimingWheel<Event>,
    pub(super) now: u64,
    pub(super) machine_states: Vec<MachineState>,
    pub(super) cohorts: Vec<Cohort>,
    pub(super) licences: Vec<LicencePool>,
    pub(super) subnets: Vec<AddressPool>,
    pub(super) azure: Vec<Stock>,
    pub(super) enrolment: Enrolment,
    /// Network connections that were added.
    pub(super) networks: u64,
    /// When each image is in the region of its machines.
    pub(super) images: Vec<u64>,
    /// When each of the replications that can run at once is finished.
    pub(super) replications: Vec<u64>,
    /// The newest machine of each name that somebody refers to.
    pub(super) by_name: BTreeMap<InlineStr, u32>,
    /// When something may end or change, as far as that is known.
    pub(super) reviews: BTreeSet<u64>,
    /// How often something ended or changed without a change of facts.
    pub(super) epoch: u32,
    /// What is known of a machine beside its state, where something is.
    pub(super) extras: BTreeMap<u32, MachineDetails>,
    pub(super) trace_writer: TraceWriter,
    pub(super) log: Log,
    /// The event that is next: its time has come, and it has not happened.
    due: Option<Event>,
    /// How many events in a row had one time.
    at_once: u64,
}

/// What machines of one spec have in common while the simulation runs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cohort {
    /// Codes that facts cause, as bits.
    pub(super) conditions: u32,
    /// The facts, the end of something, and the day for which that was found.
    pub(super) judged: (u32, u32, u64),
    pub(super) region: Option<u16>,
    pub(super) hybrid: bool,
}

/// The licence capacity of an environment.
#[derive(Clone, Copy, Debug)]
pub(super) struct LicencePool {
    pub(super) stock: Stock,
    /// Machines that were there at the beginning.
    pub(super) base: u32,
    /// It has capacity of its own, so that machines are not swept.
    pub(super) licensed: bool,
    /// Bots that are committed to machine groups and take a unit each.
    pub(super) committed: u32,
    /// Machines and committed bots that stand without a unit.
    pub(super) without: u32,
}

impl LicencePool {
    /// Of an environment with so many machines.
    const fn new(base: u32) -> Self {
        Self { stock: Stock::new(None, base), base, licensed: true, committed: 0, without: 0 }
    }
}

/// What is known of a machine beside its state.
#[derive(Clone, Debug, Default)]
pub(super) struct MachineDetails {
    pub(super) facts: crate::facts::entities::Machine,
}

impl World {
    /// The world at the beginning.
    pub(super) fn new(plan: &Rc<Plan>, replicate: u32, trace_writer: TraceWriter, log: Log) -> Self {
        let resources = &plan.scenario.resources;
        let lots = usize::try_from(resources.replications_at_once.unwrap_or(0)).unwrap_or(0);
        let mut world = Self {
            draws: Draws::new(plan.seed(), replicate),
            facts: ChangingFacts::new(&plan.scenario, &plan.document),
            wheel: TimingWheel::new(),
            now: 0,
            machine_states: Vec::with_capacity(plan.listed.len()),
            cohorts: vec![Cohort::default(); plan.specs.len()],
            licences: Vec::new(),
            subnets: vec![AddressPool::UNCOUNTED; plan.names.networks.all().len()],
            azure: super::start::azure(plan),
            enrolment: Enrolment::new(resources.enrolments_at_once),
            networks: 0,
            images: vec![0; plan.names.images.all().len()],
            replications: vec![0; lots.min(1 << 16)],
            by_name: BTreeMap::new(),
            reviews: BTreeSet::new(),
            epoch: 0,
            extras: BTreeMap::new(),
            plan: Rc::clone(plan),
            replicate,
            trace_writer,
            log,
            due: None,
            at_once: 0,
        };
        world.licences = world.machines_in_each().into_iter().map(LicencePool::new).collect();
        world.measure();
        world.foresee_changes_of_the_rulebook();
        world.spawn_listed_machines();
        for (entry, time) in (0u32..).zip(&plan.times) {
            world.wheel.push(*time, Event::Entry(entry));
        }
        world
    }

    /// Lets happen what happens before the horizon, as far as there is work left; other replicates have `spent` events already. Whether
    /// nothing more will happen.
    pub(super) fn run(&mut self, spent: u64, work: &mut Work) -> Result<bool, Error> {
        loop {
            if let Some(event) = self.due.take() {
                self.happen(event, work)?;
            }
            let Some((time, event)) = self.wheel.pop().filter(|(time, _)| *time <= self.plan.horizon) else {
                return Ok(true);
            };
            self.at_once = if time == self.now { self.at_once + 1 } else { 0 };
            self.now = time;
            self.log.events += 1;
            self.hold_to_limits(spent)?;
            self.due = Some(event);
            if work.is_done() {
                return Ok(false);
            }
        }
    }

    fn hold_to_limits(&self, spent: u64) -> Result<(), Error> {
        let budget = self.plan.limits;
        if self.log.events.saturating_add(spent) > budget.events {
            return Err(Limits::exceeded("events", budget.events, EVENTS));
        }
        if self.at_once > budget.events_at_once {
            return Err(Limits::exceeded("events_at_once", budget.events_at_once, EVENTS_AT_ONE_INSTANT));
        }
        Ok(())
    }

    fn happen(&mut self, event: Event, work: &mut Work) -> Result<(), Error> {
        work.spend(match event {
            Event::Work { .. } | Event::Released { .. } | Event::Sweep(_) => 1,
            // These look at every machine.
            Event::Review | Event::Entry(_) | Event::Connected(_) => 1 + self.machine_states.len() as u64,
        });
        match event {
            Event::Work { machine, serial } => self.work(machine, serial),
            Event::Released { network, root } => {
                self.released(network, root);
                Ok(())
            }
            Event::Sweep(machine) => {
                self.sweep(machine);
                Ok(())
            }
            Event::Review => {
                self.review();
                Ok(())
            }
            Event::Entry(entry) => self.entry(entry, work),
            Event::Connected(entry) => self.connected(entry),
        }
    }

    /// The instant it is.
    pub(super) fn instant(&self) -> Instant {
        self.plan.instant(self.now)
    }

    /// Lets something happen later; what lies past the horizon never does.
    pub(super) fn later(&mut self, delay: u64, event: Event) {
        let time = self.now.saturating_add(delay);
        if time <= self.plan.horizon {
            self.wheel.push(time, event);
        }
    }

    /// The newest machine of this name.
    pub(super) fn find(&self, name: &str) -> Option<u32> {
        self.by_name.get(name).copied()
    }

    /// The name of a machine.
    pub(super) fn name(&self, machine: u32) -> String {
        let mut name = String::new();
        if let Some(state) = self.machine_states.get(machine as usize) {
            self.plan.write_name(state.spec, state.place, &mut name);
        }
        name
    }

    /// What a rule sees of this world.
    pub(super) fn context<'c>(&'c self, ledger: &'c Ledger, request: &'c Request) -> Subject<'c> {
        let cx = Context::new(self.facts.case(), ledger, request, self.instant(), self.plan.book);
        Subject::new(cx, self.plan.overlay.as_ref()).looking(self.plan.overlay.is_some())
    }

    /// An entry of the timeline.
    fn entry(&mut self, entry: u32, work: &mut Work) -> Result<(), Error> {
        let plan = Rc::clone(&self.plan);
        match plan.what(entry) {
            Some(TimelineAction::Act { request, replaces }) => {
                let before = self.machine_states.len();
                self.ask(entry, request, replaces.as_ref())?;
                work.spend(self.machine_states.len().saturating_sub(before) as u64);
                Ok(())
            }
            Some(TimelineAction::Change(change)) => {
                let before = self.gone();
                self.facts.patch(change)?;
                self.changed(entry, "facts-changed");
                self.measure();
                self.tell_of_leavers(&before);
                Ok(())
            }
            Some(TimelineAction::AzureCapacity(table)) => {
                for (name, limit) in table.iter() {
                    if let Some(stock) =
                        self.region(&Region::new(name)).and_then(|at| self.azure.get_mut(usize::from(at)))
                    {
                        stock.set_limit(*limit);
                    }
                }
                self.changed(entry, "azure-capacity-changed");
                Ok(())
            }
            Some(outside) => self.outside(entry, outside),
            None => Ok(()),
        }
    }

    fn changed(&mut self, entry: u32, what: &str) {
        self.log.item(self.now, LogItem::Changed(entry));
        let now = self.instant();
        self.trace_writer.event(now, "", what, &[]);
    }

    /// The place of a region whose capacity is limited.
    pub(super) fn region(&self, region: &Region) -> Option<u16> {
        let place = self.plan.regions.binary_search(region).ok()?;
        u16::try_from(place).ok()
    }

    /// Where a machine's spec has its licence.
    pub(super) fn licences_of(&mut self, spec: u32) -> Option<&mut LicencePool> {
        let place = self.plan.specs.get(spec as usize)?.environment?;
        self.licences.get_mut(usize::from(place))
    }

    /// Where a machine's spec has its address.
    pub(super) fn subnet_of(&mut self, spec: u32) -> Option<(u16, &mut AddressPool)> {
        let place = self.plan.specs.get(spec as usize)?.network?;
        let subnet = self.subnets.get_mut(usize::from(place))?;
        Some((place, subnet))
    }

    /// What the simulation adds to the facts' counts, with so many machines more in the place of a spec.
    pub(super) fn ledger(&self, spec: Option<u32>, more: i64) -> Ledger {
        let mut ledger = Ledger::default();
        ledger.custom_networks = self.networks;
        let spec = spec.and_then(|spec| self.plan.specs.get(spec as usize));
        let here = |place: usize, at: Option<u16>| at.is_some_and(|at| usize::from(at) == place);
        for (place, (licences, name)) in
            self.licences.iter().zip(self.plan.names.environments.all()).enumerate()
        {
            let extra = if here(place, spec.and_then(|spec| spec.environment)) { more } else { 0 };
            let change = i64::from(licences.stock.taken()) - i64::from(licences.base) + extra;
            if change != 0 {
                ledger.set_machines_in(name, change);
            }
        }
        for (place, (subnet, name)) in self.subnets.iter().zip(self.plan.names.networks.all()).enumerate() {
            let extra = if here(place, spec.and_then(|spec| spec.network)) { more } else { 0 };
            let taken = i64::from(subnet.stock.taken()) + i64::from(subnet.promised) + extra;
            if taken > 0 {
                ledger.set_addresses_in(name, taken.unsigned_abs());
            }
        }
        ledger
    }
}
