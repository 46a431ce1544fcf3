//! How a world begins: what is there of what machines share, and the machines that are there already.

use super::machine_state::{MachineState, NEVER};
use super::plan::Plan;
use super::random::Entity;
use super::stock::Stock;
use super::world::World;
use crate::facts::At;
use crate::facts::entities::Environment;
use crate::facts::fact::Tally;
use crate::facts::ledger::Ledger;
use crate::facts::request::Request;
use crate::facts::value::{Connectivity, Region, Status};
use crate::lifecycle::machine::Machine;
use crate::rulebook::{Key, Value};
use crate::rules::context::{Context, Inventory};
use crate::vocabulary::Phase;
use greenlight_json::InlineStr;
use std::rc::Rc;

impl World {
    /// Reads from the facts how much there is of what machines share.
    pub(super) fn measure(&mut self) {
        let committed = self.in_each_environment(|cx, environment| {
            clamped(cx.committed_bots(environment, |_| Ok(true)).least())
        });
        for (place, (name, committed)) in self.plan.names.environments.all().iter().zip(committed).enumerate()
        {
            let (limit, licensed) = self.capacity(name);
            if let Some(licences) = self.licences.get_mut(place) {
                licences.stock.set_limit(limit);
                licences.licensed = licensed;
                licences.committed = committed;
            }
        }
        self.tell_of_units();
        for (place, name) in self.plan.names.networks.all().iter().enumerate() {
            let limit = self.facts.case().facts.networks.row(name).and_then(|(name, network)| {
                let free = At::of(&"networks", name, network).subnet().free().ok()?;
                exact(free)
            });
            if let Some(subnet) = self.subnets.get_mut(place) {
                subnet.stock.set_limit(limit);
            }
        }
        self.watch_all();
        self.foresee_ends();
    }

    /// Units of capacity of an environment, where both kinds were counted, and whether it has any.
    fn capacity(&self, name: &str) -> (Option<u32>, bool) {
        let Some((name, environment)) = self.facts.case().facts.environments.row(name) else {
            return (None, true);
        };
        let environment: At<'_, Environment> = At::of(&"environments", name, environment);
        let bought = environment.hosted_rpa_addons().or_else(|_| environment.hosted_process());
        let trial = if self.addon_trial_is_over() {
            Ok(Tally::exactly(0))
        } else {
            environment.hosted_rpa_trial_addons()
        };
        let counts = [bought, trial];
        let known: u64 = counts.iter().flatten().map(|tally| tally.number).sum();
        let whole = counts.iter().all(|count| count.as_ref().is_ok_and(|tally| !tally.at_least));
        let each = match self.plan.book.value(Key::LicenceUnitsPerMachine, self.instant()) {
            Some(Value::Number(each)) => each.max(1),
            _ => 1,
        };
        let limit = u32::try_from(known / each).ok().filter(|_| whole);
        (limit, known > 0 || !whole)
    }

    /// Machines that take capacity of each environment: what may be there holds it until somebody looks.
    pub(super) fn machines_in_each(&self) -> Vec<u32> {
        self.in_each_environment(|cx, environment| clamped(cx.machines_in(environment).most()))
    }

    /// What is counted in each environment that has a name, as the facts say it.
    fn in_each_environment(&self, count: impl Fn(&Context<'_>, At<'_, Environment>) -> u32) -> Vec<u32> {
        let (ledger, request) = (Ledger::default(), Request::nobodys());
        let facts = self.facts.case();
        let inventory = Inventory::of(facts);
        let cx = self.context(&ledger, &request).with_inventory(&inventory);
        let environment = |name: &InlineStr| facts.facts.environments.row(name);
        let count = |(name, row): &(InlineStr, Environment)| count(&cx, At::of(&"environments", name, row));
        self.plan.names.environments.all().iter().map(|name| environment(name).map_or(0, count)).collect()
    }

    /// Puts the machines into the world that are there at the beginning.
    pub(super) fn spawn_listed_machines(&mut self) {
        let plan = Rc::clone(&self.plan);
        let facts = plan.scenario.facts.machines.iter().map(|(_, facts)| facts);
        for ((place, listed), facts) in (0u32..).zip(&plan.listed).zip(facts) {
            let Some(machine) = beginning(facts.status.value(), facts.connectivity.value()) else {
                continue;
            };
            let id = u32::try_from(self.machine_states.len()).unwrap_or(u32::MAX);
            self.machine_states.push(MachineState {
                machine,
                place,
                spec: listed.spec,
                serial: 0,
                promised: false,
                enrolling: false,
                watched: false,
                failure: None,
                entity: Entity::named(&listed.name),
                asked: 0,
                active: NEVER,
            });
            if plan.referred.contains(&listed.name) {
                self.by_name.insert(listed.name.clone(), id);
            }
            if machine.phase.has_work() {
                self.begin(id, machine.phase);
            }
            self.watch(id);
        }
    }
}

/// A count as a limit; a lower bound limits nothing.
fn clamped(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn exact(tally: Tally) -> Option<u32> {
    u32::try_from(tally.number).ok().filter(|_| !tally.at_least)
}

pub(super) fn azure(plan: &Plan) -> Vec<Stock> {
    let given = &plan.scenario.resources.azure_capacity;
    let limit = |region: &Region| {
        let named = |row: &(&InlineStr, &u32)| Region::new(row.0) == *region;
        given.iter().find(named).map(|row| *row.1)
    };
    plan.regions.iter().map(|region| Stock::new(limit(region), 0)).collect()
}

/// The machine that a status stands for; nothing moves a machine whose status is not known.
fn beginning(status: Option<&Status>, connectivity: Option<&Connectivity>) -> Option<Machine> {
    let in_use =
        Machine { connectivity: connectivity.copied().unwrap_or(Connectivity::Connected), ..Machine::IN_USE };
    Some(match status? {
        Status::Active | Status::OverCapacity => in_use,
        Status::Provisioning => Machine::PROVISIONING,
        Status::Restarting => in_use.at(Phase::Restarting),
        Status::Failed | Status::ProvisionedWithError | Status::Error | Status::RequiresReconnection => {
            Machine::IN_USE.at(Phase::Failed)
        }
        Status::Removed | Status::OverCapacityDisabled | Status::OverCapacityDeleted => {
            Machine::IN_USE.at(Phase::Removed)
        }
        Status::Deleted => return None,
    })
}
