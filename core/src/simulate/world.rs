//! The world of one replicate: machines, what they share, the facts, and the events that wait.

use super::body::{Body, Event, NEVER};
use super::facts::Facts;
use super::log::{Item, Log};
use super::plan::Plan;
use super::random::{Draws, Entity};
use super::stock::Stock;
use super::tell::Voice;
use super::wheel::Wheel;
use crate::case::At;
use crate::case::fact::Tally;
use crate::case::facts::{Environment, Started};
use crate::case::request::Request;
use crate::case::value::{Connectivity, Region, Status};
use crate::context::Context;
use crate::error::Error;
use crate::fault::Code;
use crate::instant::Instant;
use crate::ledger::Ledger;
use crate::machine::{self, Machine, Phase};
use crate::rulebook::{Key, Value};
use crate::scenario::Limits;
use crate::scenario::timeline::What;
use smol_str::SmolStr;
use std::collections::{BTreeMap, VecDeque};

/// A host hears of progress every so many events.
const PROGRESS: u64 = 1 << 16;

/// The world of one replicate.
#[derive(Debug)]
pub(super) struct World<'w, 's, 'h, 'e> {
    pub(super) plan: &'w Plan<'s>,
    pub(super) replicate: u32,
    pub(super) draws: Draws,
    pub(super) facts: Facts<'s>,
    pub(super) wheel: Wheel<Event>,
    pub(super) now: u64,
    pub(super) bodies: Vec<Body>,
    pub(super) crews: Vec<Crew>,
    pub(super) licences: Vec<Licences>,
    pub(super) subnets: Vec<Subnet>,
    pub(super) azure: Vec<Stock>,
    pub(super) enrolments: Stock,
    pub(super) enrolling: VecDeque<(u32, u16)>,
    /// Network connections that were added.
    pub(super) networks: u64,
    /// When each image is in the region of its machines.
    pub(super) images: Vec<u64>,
    /// When each of the replications that can run at once is finished.
    pub(super) replications: Vec<u64>,
    /// The newest machine of each name that somebody refers to, and how many had it before.
    pub(super) by_name: BTreeMap<&'s str, (u32, u8)>,
    /// What is known of a machine beside its state, where something is.
    pub(super) extras: BTreeMap<u32, Extra>,
    pub(super) voice: Voice<'h, 'e>,
    pub(super) log: Log,
}

/// What machines of one spec have in common while the simulation runs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Crew {
    /// Codes that facts cause, as bits.
    pub(super) conditions: u32,
    /// The facts and the day for which that was found.
    pub(super) judged: (u32, u64),
    pub(super) region: Option<u16>,
    pub(super) hybrid: bool,
}

/// The licence capacity of an environment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Licences {
    pub(super) stock: Stock,
    /// Machines that were there at the beginning.
    pub(super) base: u32,
    /// It has capacity of its own, so that machines are not swept.
    pub(super) licensed: bool,
}

/// The addresses of a network.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subnet {
    pub(super) stock: Stock,
    /// Addresses for machines that are on their way to take one.
    pub(super) promised: u32,
    /// Addresses that failed attempts still hold.
    pub(super) held: u32,
    /// With what the first of them failed.
    pub(super) blame: Option<Code>,
}

impl Licences {
    /// Of an environment with so many machines.
    const fn new(base: u32) -> Self {
        Self {
            stock: Stock::new(None, base),
            base,
            licensed: true,
        }
    }
}

impl Subnet {
    /// Of a network whose addresses nobody has counted.
    const UNCOUNTED: Self = Self {
        stock: Stock::new(None, 0),
        promised: 0,
        held: 0,
        blame: None,
    };
}

/// What is known of a machine beside its state.
#[derive(Clone, Debug, Default)]
pub(super) struct Extra {
    pub(super) facts: crate::case::facts::Machine,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Nothing was left to happen before the horizon.
    Whole,
    /// The host stopped it.
    Stopped,
}

impl<'w, 's, 'h, 'e> World<'w, 's, 'h, 'e> {
    /// The world at the beginning.
    pub(super) fn new(plan: &'w Plan<'s>, replicate: u32, voice: Voice<'h, 'e>, log: Log) -> Self {
        let resources = &plan.scenario.resources;
        let lots = usize::try_from(resources.replications_at_once.unwrap_or(0)).unwrap_or(0);
        let mut world = Self {
            draws: Draws::new(plan.seed, replicate),
            facts: Facts::new(plan.scenario, plan.document),
            wheel: Wheel::new(),
            now: 0,
            bodies: Vec::with_capacity(plan.listed.len()),
            crews: vec![Crew::default(); plan.specs.len()],
            licences: Vec::new(),
            subnets: vec![Subnet::UNCOUNTED; plan.names.networks.all().len()],
            azure: azure(plan),
            enrolments: Stock::new(resources.enrolments_at_once, 0),
            enrolling: VecDeque::new(),
            networks: 0,
            images: vec![0; plan.names.images.all().len()],
            replications: vec![0; lots.min(1 << 16)],
            by_name: BTreeMap::new(),
            extras: BTreeMap::new(),
            plan,
            replicate,
            voice,
            log,
        };
        let bases = plan
            .names
            .environments
            .all()
            .iter()
            .map(|name| world.machines_in(name));
        world.licences = bases.map(Licences::new).collect();
        world.measure();
        world.people();
        for (entry, time) in (0u32..).zip(&plan.times) {
            world.wheel.push(*time, Event::Entry(entry));
        }
        world
    }

    /// Lets everything happen that happens before the horizon.
    pub(super) fn run(&mut self) -> Result<End, Error> {
        let budget = self.plan.limits;
        let mut at_once = 0;
        while let Some((time, event)) = self.wheel.pop() {
            if time > self.plan.horizon {
                break;
            }
            at_once = if time == self.now { at_once + 1 } else { 0 };
            self.now = time;
            self.log.events += 1;
            if self.log.events > budget.events {
                return Err(Limits::exceeded("events", budget.events, "events"));
            }
            if at_once > budget.events_at_once {
                return Err(Limits::exceeded(
                    "events_at_once",
                    budget.events_at_once,
                    "events at one instant",
                ));
            }
            if self.log.events.is_multiple_of(PROGRESS) && !self.progress() {
                return Ok(End::Stopped);
            }
            self.happen(event)?;
        }
        Ok(End::Whole)
    }

    fn happen(&mut self, event: Event) -> Result<(), Error> {
        match event {
            Event::Work { machine, serial } => self.work(machine, serial),
            Event::Released { network } => {
                self.released(network);
                Ok(())
            }
            Event::Sweep(machine) => {
                self.sweep(machine);
                Ok(())
            }
            Event::Entry(entry) => self.entry(entry),
            Event::Connected(entry) => self.connected(entry),
        }
    }

    fn progress(&mut self) -> bool {
        let all = u64::from(self.plan.replicates).saturating_mul(self.plan.horizon);
        let before = u64::from(self.replicate).saturating_mul(self.plan.horizon);
        self.voice.host.progress(before.saturating_add(self.now), all)
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
        self.by_name.get(name).map(|row| row.0)
    }

    /// The name of a machine.
    pub(super) fn name(&self, machine: u32) -> String {
        let mut name = String::new();
        if let Some(body) = self.bodies.get(machine as usize) {
            self.plan.write_name(body.spec, body.place, &mut name);
        }
        name
    }

    /// Reads from the facts how much there is of what machines share.
    pub(super) fn measure(&mut self) {
        for (place, name) in self.plan.names.environments.all().iter().enumerate() {
            let (limit, licensed) = self.capacity(name);
            if let Some(licences) = self.licences.get_mut(place) {
                licences.stock.set_limit(limit);
                licences.licensed = licensed;
            }
        }
        for (place, name) in self.plan.names.networks.all().iter().enumerate() {
            let limit = self.facts.case.networks.row(name).and_then(|(name, network)| {
                let free = At::of("networks", name, network).subnet().free().ok()?;
                exact(free)
            });
            if let Some(subnet) = self.subnets.get_mut(place) {
                subnet.stock.set_limit(limit);
            }
        }
        self.watch_all();
    }

    /// Units of capacity of an environment, where both kinds were counted, and whether it has any.
    fn capacity(&self, name: &str) -> (Option<u32>, bool) {
        let Some((name, environment)) = self.facts.case.environments.row(name) else {
            return (None, true);
        };
        let environment: At<'_, Environment> = At::of("environments", name, environment);
        let counts = [
            environment.hosted_rpa_addons(),
            environment.hosted_rpa_trial_addons(),
        ];
        let known: u64 = counts.iter().flatten().map(|tally| tally.number).sum();
        let whole = counts
            .iter()
            .all(|count| count.as_ref().is_ok_and(|tally| !tally.at_least));
        let each = match self.plan.book.value(Key::LicenceUnitsPerMachine, self.instant()) {
            Some(Value::Number(each)) => each.max(1),
            _ => 1,
        };
        let limit = u32::try_from(known / each).ok().filter(|_| whole);
        (limit, known > 0 || !whole)
    }

    fn machines_in(&self, name: &str) -> u32 {
        let (ledger, request) = (Ledger::default(), Request::nobodys());
        let cx = self.context(&ledger, &request);
        let machines = self
            .facts
            .case
            .environments
            .row(name)
            .and_then(|(name, environment)| cx.machines_in(At::of("environments", name, environment)).ok());
        machines.map_or(0, |tally| u32::try_from(tally.number).unwrap_or(u32::MAX))
    }

    /// What a rule sees of this world.
    pub(super) fn context<'c>(&'c self, ledger: &'c Ledger, request: &'c Request) -> Context<'c> {
        Context {
            case: &self.facts.case,
            ledger,
            request,
            now: self.instant(),
            book: self.plan.book,
            simulated: None,
        }
    }

    /// Puts the machines into the world that are there at the beginning.
    fn people(&mut self) {
        for (place, listed) in (0u32..).zip(&self.plan.listed) {
            let Some(machine) = beginning(listed.facts.status.value(), listed.facts.connectivity.value())
            else {
                continue;
            };
            let id = u32::try_from(self.bodies.len()).unwrap_or(u32::MAX);
            self.bodies.push(Body {
                machine,
                place,
                spec: listed.spec,
                serial: 0,
                earlier: 0,
                promised: false,
                enrolling: false,
                watched: false,
                failure: None,
                entity: Entity::named(listed.name),
                asked: 0,
                active: NEVER,
                used: used(listed.facts, self.plan.start),
            });
            if let Some(name) = self.plan.referred.get(listed.name.as_str()) {
                self.by_name.insert(*name, (id, 0));
            }
            if machine.phase.has_work() {
                self.begin(id, machine.phase);
            }
            self.watch(id);
        }
    }

    /// An entry of the timeline.
    fn entry(&mut self, entry: u32) -> Result<(), Error> {
        match self.plan.what(entry) {
            Some(What::Act { request, replaces }) => self.ask(entry, request, replaces.as_ref()),
            Some(What::Change(change)) => {
                self.facts.change(|facts| crate::patch::merge(facts, change))?;
                self.measure();
                self.changed(entry, "facts-changed");
                Ok(())
            }
            Some(What::AzureCapacity(table)) => {
                for (name, limit) in table.iter() {
                    if let Some(stock) = self
                        .region(&Region::new(name))
                        .and_then(|at| self.azure.get_mut(usize::from(at)))
                    {
                        stock.set_limit(*limit);
                    }
                }
                self.changed(entry, "azure-capacity-changed");
                Ok(())
            }
            Some(outside) => {
                self.outside(entry, outside);
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn changed(&mut self, entry: u32, what: &str) {
        self.log.item(self.now, Item::Changed(entry));
        let now = self.instant();
        self.voice.event(now, "", what, &[]);
    }

    /// The place of a region whose capacity is limited.
    pub(super) fn region(&self, region: &Region) -> Option<u16> {
        let place = self.plan.regions.binary_search(region).ok()?;
        u16::try_from(place).ok()
    }

    /// Where a machine's spec has its licence.
    pub(super) fn licences_of(&mut self, spec: u32) -> Option<&mut Licences> {
        let place = self.plan.specs.get(spec as usize)?.environment?;
        self.licences.get_mut(usize::from(place))
    }

    /// Where a machine's spec has its address.
    pub(super) fn subnet_of(&mut self, spec: u32) -> Option<(u16, &mut Subnet)> {
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
        for (place, (licences, name)) in self
            .licences
            .iter()
            .zip(self.plan.names.environments.all())
            .enumerate()
        {
            let extra = if here(place, spec.and_then(|spec| spec.environment)) {
                more
            } else {
                0
            };
            let change = i64::from(licences.stock.taken()) - i64::from(licences.base) + extra;
            ledger.set_machines_in(name, change);
        }
        for (place, (subnet, name)) in self
            .subnets
            .iter()
            .zip(self.plan.names.networks.all())
            .enumerate()
        {
            let extra = if here(place, spec.and_then(|spec| spec.network)) {
                more
            } else {
                0
            };
            let taken = i64::from(subnet.stock.taken()) + i64::from(subnet.promised) + extra;
            ledger.set_addresses_in(name, u64::try_from(taken).unwrap_or(0));
        }
        ledger
    }
}

/// A count as a limit; a lower bound limits nothing.
fn exact(tally: Tally) -> Option<u32> {
    u32::try_from(tally.number).ok().filter(|_| !tally.at_least)
}

fn azure(plan: &Plan<'_>) -> Vec<Stock> {
    let given = &plan.scenario.resources.azure_capacity;
    let limit = |region: &Region| {
        let named = |row: &(&SmolStr, &u32)| Region::new(row.0) == *region;
        given.iter().find(named).map(|row| *row.1)
    };
    plan.regions
        .iter()
        .map(|region| Stock::new(limit(region), 0))
        .collect()
}

/// When a machine was last used; at the beginning, where that is not known.
fn used(facts: &crate::case::facts::Machine, start: Instant) -> i64 {
    let last = [facts.last_run.value(), facts.last_desktop_use.value()];
    let known = last.into_iter().flatten().filter_map(|last| match last {
        Started::Never => None,
        Started::On(last) => Some(*last),
    });
    known.max().map_or(0, |last| last.since(start).min(0))
}

/// The machine that a status stands for; nothing moves a machine whose status is not known.
fn beginning(status: Option<&Status>, connectivity: Option<&Connectivity>) -> Option<Machine> {
    let in_use = Machine {
        connectivity: match connectivity {
            Some(Connectivity::Disconnected) => machine::Connectivity::Disconnected,
            Some(Connectivity::Connected) | None => machine::Connectivity::Connected,
        },
        ..Machine::IN_USE
    };
    Some(match status? {
        Status::Active => in_use,
        Status::Provisioning => Machine::PROVISIONING,
        Status::Restarting => in_use.at(Phase::Restarting),
        Status::Failed => Machine::IN_USE.at(Phase::Failed),
        Status::Removed => Machine::IN_USE.at(Phase::Removed),
        Status::Deleted => return None,
    })
}
