//! A scenario made ready to run: names are numbers, times are milliseconds, distributions are tables.

use super::identity;
use super::phrases;
use super::random::{Entity, Probability};
use crate::facts::entities;
use crate::facts::phrases::SIMULATED_MACHINES;
use crate::facts::scenario::distribution::Quantiles;
use crate::facts::scenario::fault::Fault;
use crate::facts::scenario::length::Span;
use crate::facts::scenario::names::{Names, Naming};
use crate::facts::scenario::offset::Moment;
use crate::facts::scenario::timeline::TimelineAction;
use crate::facts::scenario::valid::PPM;
use crate::facts::scenario::{HORIZON, Limits, SEED, Scenario, valid};
use crate::facts::value::Region;
use crate::overlay::{Applied, Overlay};
use crate::rulebook::Rulebook;
use crate::vocabulary::duration::Duration;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::instant::Instant;
use crate::vocabulary::{Phase, ProvisioningCode};
use greenlight_json::field_is_missing;
use greenlight_json::{InlineStr, Pointer, sort};
use serde_json::Value;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How often provisioning is tried in total: said of Windows 365, taken to hold here.
pub(super) const ATTEMPTS: u8 = 3;
/// How likely an inactive machine is removed when it may be, in parts per million. Ours: nothing is published.
pub(super) const REMOVAL_PPM: u32 = 500_000;

/// A scenario made ready.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) scenario: Scenario,
    /// The scenario as it was read, where it is needed.
    pub(super) document: Value,
    pub(super) book: Rulebook,
    /// What the organisation lays over rules and rulebook: requests are judged by it, what happens is not.
    pub(super) overlay: Option<Applied<'static>>,
    pub(super) names: Names,
    pub(super) start: Instant,
    pub(super) horizon: u64,
    /// When each entry of the timeline happens.
    pub(super) times: Vec<u64>,
    pub(super) specs: Vec<Spec>,
    /// The spec of the machines that each entry creates.
    pub(super) spec_of: BTreeMap<u32, u32>,
    pub(super) listed: Vec<ListedMachine>,
    pub(super) regions: Vec<Region>,
    pub(super) spans: Vec<Quantiles>,
    pub(super) fault_injections: Vec<FaultInjection>,
    /// Machines that somebody names.
    pub(super) referred: BTreeSet<InlineStr>,
    pub(super) replicates: u32,
    /// The replicates that are simulated here: all of them, unless others are simulated elsewhere.
    pub(super) share: Range<u32>,
    pub(super) attempts: u8,
    pub(super) removal: Probability,
    pub(super) limits: Budget,
}

/// What machines that are asked for together have in common.
#[derive(Clone, Debug)]
pub(super) struct Spec {
    /// What the draws of its machines grow from; nothing else in the scenario changes it.
    pub(super) entity: Entity,
    /// Machines that entries alike asked for before.
    pub(super) before: u32,
    /// The entry that asks for them; `None` for machines that are there at the beginning.
    pub(super) entry: Option<u32>,
    pub(super) environment: Option<u16>,
    pub(super) image: Option<u16>,
    pub(super) network: Option<u16>,
}

/// A machine that is there at the beginning.
#[derive(Debug)]
pub(super) struct ListedMachine {
    pub(super) name: InlineStr,
    pub(super) spec: u32,
}

/// A fault of the scenario.
#[derive(Debug)]
pub(super) struct FaultInjection {
    pub(super) code: ProvisioningCode,
    pub(super) phase: Phase,
    pub(super) from: u64,
    pub(super) until: u64,
    pub(super) chance: Probability,
    /// Tells its draws from those of other faults, whatever their order.
    pub(super) identity: Entity,
    /// The machines it affects, by spec and place.
    pub(super) machines: Option<Vec<(u32, u32)>>,
    pub(super) environment: Option<u16>,
    pub(super) network: Option<u16>,
    pub(super) image: Option<u16>,
}

/// When to give up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    pub(super) events: u64,
    pub(super) events_at_once: u64,
}

impl Plan {
    /// Makes a scenario ready; `document` is the scenario as it was read, needed for a trace and where the timeline patches facts.
    pub(super) fn new(
        scenario: Scenario,
        document: Value,
        book: Rulebook,
        overlay: Option<Overlay>,
    ) -> Result<Self, Error> {
        let start = scenario.as_of.ok_or_else(|| {
            let help = phrases::SAY_WHEN_IT_BEGINS;
            let at = Pointer::ROOT.key("as_of");
            Error::new(ErrorCode::MissingField, at, field_is_missing("as_of"), help)
        })?;
        crate::evaluation::in_force(start)?;
        let horizon = scenario.horizon.unwrap_or(HORIZON).ms();
        let end = end(start, horizon)?;
        let names = Names::of(&scenario);
        machines(&scenario, &names)?;
        valid::check(&scenario, &document, &names, start, end)?;
        let (specs, spec_of, listed) = specs(&scenario, &names, start);
        let places = |name: &str| places(&names, &spec_of, &listed, name);
        let after = |instant: Instant| u64::try_from(instant.since(start)).unwrap_or(0);
        let replicates = scenario.replicates.unwrap_or(1);
        Ok(Self {
            times: scenario.timeline.iter().map(|entry| after(entry.at.instant(start))).collect(),
            regions: regions(&scenario),
            spans: spans(&scenario),
            fault_injections: fault_injections(&scenario, &names, &after, horizon, &places),
            referred: referred(&scenario),
            replicates,
            share: 0..replicates,
            attempts: scenario.assumptions.attempts.unwrap_or(ATTEMPTS),
            removal: Probability::of_ppm(scenario.assumptions.removal_ppm.unwrap_or(REMOVAL_PPM)),
            limits: Budget {
                events: scenario.limits.events.unwrap_or(Limits::EVENTS),
                events_at_once: scenario.limits.events_at_once.unwrap_or(Limits::EVENTS_AT_ONCE),
            },
            scenario,
            document,
            book,
            overlay: overlay.map(|overlay| Applied::owning(overlay, false)),
            names,
            start,
            horizon,
            specs,
            spec_of,
            listed,
        })
    }

    /// What randomness grows from.
    pub(super) fn seed(&self) -> &str {
        self.scenario.seed.as_deref().unwrap_or(SEED)
    }

    /// What is known at the beginning of a machine that is there.
    pub(super) fn facts_of_listed(&self, place: u32) -> Option<&entities::Machine> {
        self.scenario.facts.machines.get(&self.listed.get(place as usize)?.name)
    }

    /// The instant of a simulated time.
    pub(super) fn instant(&self, time: u64) -> Instant {
        self.start.plus_ms(i64::try_from(time).unwrap_or(i64::MAX))
    }

    /// How the machines of a spec are called.
    pub(super) fn naming(&self, spec: u32) -> Option<&Naming> {
        let entry = self.specs.get(spec as usize)?.entry?;
        self.names.namings.get(&entry)
    }

    /// What the draws of a machine grow from.
    pub(super) fn entity(&self, spec: u32, place: u32) -> Entity {
        match self.specs.get(spec as usize) {
            Some(spec) if spec.entry.is_some() => spec.entity.at(spec.before.saturating_add(place)),
            _ => self
                .listed
                .get(place as usize)
                .map_or(Entity::named(""), |listed| Entity::named(&listed.name)),
        }
    }

    /// Appends the name of a machine.
    pub(super) fn write_name(&self, spec: u32, place: u32, out: &mut String) {
        if let Some(naming) = self.naming(spec) {
            naming.write(place, out);
        } else if let Some(listed) = self.listed.get(place as usize) {
            out.push_str(&listed.name);
        }
    }

    /// What an entry of the timeline is.
    pub(super) fn what(&self, entry: u32) -> Option<&TimelineAction> {
        self.scenario.timeline.get(entry as usize).map(|entry| &entry.what)
    }
}

fn end(start: Instant, horizon: u64) -> Result<Instant, Error> {
    let ms = i64::try_from(horizon).ok().and_then(|ms| start.ms().checked_add(ms));
    ms.and_then(Instant::from_ms).ok_or_else(|| {
        let at = Pointer::ROOT.key("horizon");
        Error::new(ErrorCode::InvalidValue, at, phrases::ENDS_TOO_LATE, phrases::EARLIER_OR_SHORTER)
    })
}

/// Holds that there are not too many machines.
fn machines(scenario: &Scenario, names: &Names) -> Result<(), Error> {
    let limit = scenario.limits.machines.unwrap_or(Limits::MACHINES);
    let asked: u64 = names.namings.values().map(|naming| u64::from(naming.count())).sum();
    let all = asked.saturating_add(scenario.facts.machines.len() as u64);
    if all > u64::from(limit) {
        return Err(Limits::exceeded("machines", u64::from(limit), SIMULATED_MACHINES));
    }
    Ok(())
}

type Specs = (Vec<Spec>, BTreeMap<u32, u32>, Vec<ListedMachine>);

/// The machines of this name: by spec, and place in it.
fn places(
    names: &Names,
    spec_of: &BTreeMap<u32, u32>,
    listed: &[ListedMachine],
    name: &str,
) -> Vec<(u32, u32)> {
    let asked =
        spec_of.iter().filter_map(|(entry, spec)| Some((*spec, names.namings.get(entry)?.place(name)?)));
    let there = (0u32..).zip(listed).filter(|(_, listed)| listed.name == *name);
    asked.chain(there.map(|(place, listed)| (listed.spec, place))).collect()
}

fn specs(scenario: &Scenario, names: &Names, start: Instant) -> Specs {
    let mut specs = Vec::new();
    let entities = identity::of_entries(scenario, names, start);
    let mut spec_of = BTreeMap::new();
    let index = |specs: &Vec<Spec>| u32::try_from(specs.len()).unwrap_or(u32::MAX);
    for (place, entry) in (0u32..).zip(&scenario.timeline) {
        if let (TimelineAction::Act { request, .. }, true) = (&entry.what, names.namings.contains_key(&place))
        {
            let details = &request.details;
            spec_of.insert(place, index(&specs));
            let (entity, before) = entities.get(&place).copied().unwrap_or((Entity::named(""), 0));
            specs.push(Spec {
                entity,
                before,
                entry: Some(place),
                environment: details.environment.as_ref().and_then(|name| names.environments.find(name)),
                image: details.image.as_ref().and_then(|name| names.images.find(name)),
                network: details.network.as_ref().and_then(|name| names.networks.find(name)),
            });
        }
    }
    let mut of_facts: BTreeMap<(Option<u16>, Option<u16>), u32> = BTreeMap::new();
    let mut listed = Vec::with_capacity(scenario.facts.machines.len());
    for (name, facts) in scenario.facts.machines.iter() {
        let environment = facts.environment.value().and_then(|name| names.environments.find(name));
        let image = facts.image.value().and_then(|name| names.images.find(name));
        let spec = *of_facts.entry((environment, image)).or_insert_with(|| {
            let spec = index(&specs);
            let entity = Entity::named("");
            specs.push(Spec { entity, before: 0, entry: None, environment, image, network: None });
            spec
        });
        listed.push(ListedMachine { name: name.clone(), spec });
    }
    (specs, spec_of, listed)
}

/// Regions whose Azure capacity is limited at some time.
fn regions(scenario: &Scenario) -> Vec<Region> {
    let of_timeline = scenario.timeline.iter().filter_map(|entry| match &entry.what {
        TimelineAction::AzureCapacity(table) => Some(table),
        _ => None,
    });
    let given = scenario.resources.azure_capacity.iter().map(|row| Region::new(row.0));
    let changed = of_timeline.flat_map(|table| table.iter().map(|row| Region::new(row.0)));
    let mut regions: Vec<Region> = given.chain(changed).collect();
    sort(&mut regions, Ord::cmp);
    regions.dedup();
    regions
}

fn spans(scenario: &Scenario) -> Vec<Quantiles> {
    let compiled = Span::ALL.iter().map(|span| {
        let length = scenario.durations.of(*span);
        length.distribution.compile().unwrap_or(Quantiles::constant(Duration::ZERO))
    });
    compiled.collect()
}

fn fault_injections(
    scenario: &Scenario,
    names: &Names,
    after: &dyn Fn(Instant) -> u64,
    horizon: u64,
    places: &dyn Fn(&str) -> Vec<(u32, u32)>,
) -> Vec<FaultInjection> {
    let start = scenario.as_of;
    let time = |moment: Moment| start.map(|start| after(moment.instant(start)));
    let injection = |fault: &Fault| FaultInjection {
        code: fault.code,
        phase: fault.phase.unwrap_or(fault.code.usual_phase()),
        from: fault.from.and_then(time).unwrap_or(0),
        until: fault.until.and_then(time).unwrap_or(horizon.saturating_add(1)),
        chance: Probability::of_ppm(fault.probability_ppm.unwrap_or(PPM)),
        identity: identity::of_fault(fault),
        machines: fault
            .machines
            .as_ref()
            .map(|machines| machines.iter().flat_map(|name| places(name)).collect()),
        environment: fault.environment.as_ref().and_then(|name| names.environments.find(name)),
        network: fault.network.as_ref().and_then(|name| names.networks.find(name)),
        image: fault.image.as_ref().and_then(|name| names.images.find(name)),
    };
    let mut faults: Vec<&Fault> = scenario.faults.iter().collect();
    sort(&mut faults, |one, other| one.probability_ppm.cmp(&other.probability_ppm));
    // Faults that say the same but for how likely they are strike as one, so that another of them redraws nobody. Of those that strike
    // together the same one is told, whatever their order in the document.
    let mut injections: BTreeMap<(ProvisioningCode, Entity), FaultInjection> = BTreeMap::new();
    for injection in faults.into_iter().map(injection) {
        match injections.entry((injection.code, injection.identity)) {
            Entry::Occupied(mut alike) => {
                let alike = alike.get_mut();
                alike.chance = alike.chance.or(injection.chance);
            }
            Entry::Vacant(place) => {
                place.insert(injection);
            }
        }
    }
    injections.into_values().collect()
}

/// Machines that somebody names: only these can be looked up while the simulation runs.
fn referred(scenario: &Scenario) -> BTreeSet<InlineStr> {
    let named = scenario.timeline.iter().flat_map(|entry| {
        let replaced = match &entry.what {
            TimelineAction::Act { replaces, .. } => replaces.as_ref(),
            _ => None,
        };
        [entry.what.machine(), replaced]
    });
    let mut machines = BTreeSet::new();
    machines.extend(named.flatten().cloned());
    machines
}
