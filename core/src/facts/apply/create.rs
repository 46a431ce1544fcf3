//! The effects of actions that create something: the new thing, and the counts that it changes.

use super::{Effects, more};
use crate::facts::entities::{Machine, MachineGroup, Queue, Started, Windows};
use crate::facts::fact::Fact;
use crate::facts::list::Listing;
use crate::facts::request::Request;
use crate::facts::typed::facts;
use crate::facts::value::{Connectivity, GroupKind, GroupState, Head, SessionState, Status, Switch};
use crate::facts::{DEFAULT_IMAGE, NONE};
use crate::vocabulary::instant::Instant;
use greenlight_json::InlineStr;
use std::fmt::Write as _;

/// The name prefix of machines that are requested by number and without a name.
const PREFIX: &str = "bot";

/// Returns the known facts of a machine whose request has been accepted.
pub fn created(request: &Request, now: Instant) -> Machine {
    let details = &request.details;
    Machine {
        environment: details.environment.clone().into(),
        creator: request.actor.clone().into(),
        status: Fact::known(Status::Provisioning),
        connectivity: Fact::known(Connectivity::Disconnected),
        image: details.image.clone().into(),
        network: or_none(details.network.as_ref()),
        group: or_none(None),
        error: or_none(None),
        over_capacity_since: Fact::known(Started::Never),
        maintenance: Fact::known(Switch::Disabled),
        requested: Fact::known(now),
        restarted: Fact::known(Started::Never),
        last_run: Fact::known(Started::Never),
        last_desktop_use: Fact::known(Started::Never),
        replaces: or_none(None),
        windows: Windows {
            session: Fact::known(SessionState::None),
            session_user: or_none(None),
            ..Windows::default()
        },
        queue: Queue { waiting_minutes: Fact::known(0), head: Fact::known(Head::None), ..Queue::default() },
        shared_with: Listing::whole(Vec::new()),
        connections: Listing::whole(Vec::new()),
        ..Machine::default()
    }
}

/// Returns the name as a fact, or `none` without one.
fn or_none(name: Option<&InlineStr>) -> Fact<InlineStr> {
    Fact::known(name.cloned().unwrap_or_else(|| NONE.into()))
}

impl Effects<'_> {
    pub(super) fn create_machines(&mut self) {
        let machine = created(self.request, self.now);
        self.count_machines(&machine, i64::from(self.details.count.unwrap_or(1)));
        if self.facts.lists_machines().is_none() {
            self.counts.push(facts().machines_complete().set(&false));
        }
        let name = self.details.name.as_deref();
        if let (Some(name), None) = (name, self.details.count) {
            return self.changes.push(facts().machines().entry(name).replace(&machine));
        }
        let mut number = 0_u32;
        for _ in 0..self.details.count.unwrap_or(1) {
            let free = loop {
                number = number.saturating_add(1);
                let mut numbered = name.unwrap_or(PREFIX).to_owned();
                let _ = write!(numbered, "-{number:02}");
                if self.facts.machines.get(&numbered).is_none() {
                    break numbered;
                }
            };
            self.changes.push(facts().machines().entry(&free).replace(&machine));
        }
    }

    pub(super) fn create_image(&mut self) {
        let known = self.known_environment();
        if let (Some(environment), Some(name)) = (self.environment(), &self.details.name) {
            self.add(environment.image_names(), known.map(|it| &it.image_names), name);
        }
        if let Some(name) = self.details.image.as_ref().filter(|name| **name != DEFAULT_IMAGE) {
            let image = facts().images().entry(name);
            let Some(actor) = &self.request.actor else { return };
            self.changes.push(image.clone().owner().set(actor));
            let known = self.facts.images.get(name);
            self.add(image.shared_with(), known.map(|it| &it.shared_with), actor);
        }
    }

    pub(super) fn create_network(&mut self) {
        let known = self.known_environment();
        if let (Some(environment), Some(name)) = (self.environment(), &self.details.name) {
            self.add(environment.network_names(), known.map(|it| &it.network_names), name);
        }
        let known = &self.facts.tenant.custom_networks;
        self.counts.extend(more(facts().tenant().custom_networks(), known, 1));
        if let Some(name) = &self.details.network {
            let connection = facts().networks().entry(name).connection();
            let Some(actor) = &self.request.actor else { return };
            self.changes.push(connection.clone().owner().set(actor));
            let known = self.facts.networks.get(name);
            self.add(connection.shared_with(), known.map(|it| &it.connection.shared_with), actor);
        }
    }

    pub(super) fn create_group(&mut self) {
        let Some(name) = &self.details.name else { return };
        let known = self.known_environment();
        if let Some(environment) = self.environment() {
            self.add(environment.group_names(), known.map(|it| &it.group_names), name);
        }
        if let (Some(environment), Some(known)) = (self.environment(), known) {
            let groups = environment.hosted_machine_groups();
            self.counts.extend(more(groups, &known.hosted_machine_groups, 1));
        }
        if self.facts.groups_complete.is_none() && !self.facts.groups.is_stated() {
            self.counts.push(facts().groups_complete().set(&false));
        }
        let group = MachineGroup {
            environment: self.details.environment.clone().into(),
            kind: Fact::known(GroupKind::Hosted),
            state: Fact::known(GroupState::Active),
            creator: self.request.actor.clone().into(),
            image: self.details.image.clone().into(),
            network: or_none(self.details.network.as_ref()),
            provisioned: Fact::known(self.now),
            max_bots: self.details.max_bots.map(u64::from).into(),
            committed_bots: self.details.committed_bots.map(u64::from).into(),
            committed_since: Fact::known(self.now),
            maintenance: Fact::known(Switch::Disabled),
            last_run: Fact::known(Started::Never),
            ..MachineGroup::default()
        };
        self.changes.push(facts().groups().entry(name).replace(&group));
    }

    pub(super) fn delete(&mut self) {
        self.of_machine(|machine| machine.status().set(&Status::Deleted));
        let gone = [Status::Removed, Status::Deleted, Status::OverCapacityDeleted];
        if let Some(machine) = self.machine
            && machine.status.value().is_none_or(|status| !gone.contains(status))
        {
            self.count_machines(machine, -1);
        }
    }

    /// Changes the counts that include this machine by `by`.
    fn count_machines(&mut self, machine: &Machine, by: i64) {
        let known = self.facts;
        self.counts.extend(more(facts().tenant().hosted_machines(), &known.tenant.hosted_machines, by));
        if let Some((name, known)) = machine.environment.value().and_then(|name| known.environments.row(name))
        {
            let machines = facts().environments().entry(name).hosted_machines();
            self.counts.extend(more(machines, &known.hosted_machines, by));
        }
        if let Some((name, known)) = machine.network.value().and_then(|name| known.networks.row(name)) {
            let free = facts().networks().entry(name).subnet().free();
            self.counts.extend(more(free, &known.subnet.free, -by));
        }
    }
}
