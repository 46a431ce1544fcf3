//! The effects of an accepted action on the facts, as the changes it makes.

mod create;

use super::DEFAULT_IMAGE;
use super::change::Change;
use super::entities::{DefaultImage, Environment, Facts, Machine, MachineGroup, Share, Started};
use super::fact::{Count, Tally};
use super::list::Listing;
use super::request::{Action, Details, Request};
use super::typed::{TypedPointer, facts};
use super::value::{ShareLevel, Status, Trial};
use crate::vocabulary::error::Error;
use crate::vocabulary::instant::Instant;
use greenlight_json::InlineStr;

pub use create::created;

/// Applies an accepted request to the facts, and returns the changes made.
///
/// # Errors
/// If a change cannot be made; this never happens for a request that the case resolves.
pub fn apply(facts: &mut Facts, request: &Request, now: Instant) -> Result<Vec<Change>, Error> {
    let machine = request.details.machine.as_ref().and_then(|name| facts.machines.get(name));
    let Effects { mut changes, mut counts, .. } = Effects::of(facts, machine, request, now);
    changes.append(&mut counts);
    changes.iter().try_for_each(|change| facts.apply(change))?;
    Ok(changes)
}

/// The effects of an accepted request.
#[derive(Debug)]
pub struct Effects<'a> {
    facts: &'a Facts,
    machine: Option<&'a Machine>,
    request: &'a Request,
    details: &'a Details,
    now: Instant,
    /// The changes it makes.
    pub changes: Vec<Change>,
    /// The changes of stated counts. A simulation does not apply them: it counts in its ledger.
    pub counts: Vec<Change>,
}

impl<'a> Effects<'a> {
    /// Determines the effects of a request; `machine` is the current state of the one it names.
    pub fn of(facts: &'a Facts, machine: Option<&'a Machine>, request: &'a Request, now: Instant) -> Self {
        let (details, changes, counts) = (&request.details, Vec::new(), Vec::new());
        let mut effects = Self { facts, machine, request, details, now, changes, counts };
        effects.gather();
        effects
    }

    /// Collects the changes, with one arm for each action.
    fn gather(&mut self) {
        match self.request.action {
            Action::CreateMachine => self.create_machines(),
            Action::CreateImage => self.create_image(),
            Action::CreateNetwork => self.create_network(),
            Action::ShareMachine => self.share_machine(true),
            Action::UnshareMachine => self.share_machine(false),
            Action::ShareImage => self.share_image(true),
            Action::UnshareImage => self.share_image(false),
            Action::ShareNetwork => self.share_network(true),
            Action::UnshareNetwork => self.share_network(false),
            Action::ShareDefaultImage => self.share_default_image(true),
            Action::UnshareDefaultImage => self.share_default_image(false),
            Action::OpenInBrowser => {
                let used = Started::On(self.now);
                self.of_machine(|machine| machine.last_desktop_use().set(&used));
            }
            Action::RunAttended | Action::RunUnattended => {
                let run = Started::On(self.now);
                self.of_machine(|machine| machine.last_run().set(&run));
                self.of_group(|group| group.last_run().set(&run));
            }
            Action::AddToGroup => self.add_to_group(),
            Action::Restart => {
                let restarted = Started::On(self.now);
                self.of_machine(|machine| machine.status().set(&Status::Restarting));
                self.of_machine(|machine| machine.restarted().set(&restarted));
            }
            Action::Delete => self.delete(),
            Action::SetMaintenance => {
                let to = self.details.to;
                self.of_machine(|machine| machine.maintenance().set_or_forget(to.as_ref()));
                self.of_group(|group| group.maintenance().set_or_forget(to.as_ref()));
            }
            Action::CreateGroup => self.create_group(),
            Action::EditGroup => self.edit_group(),
            Action::StartTrial => self.start_trial(),
            Action::ExtendTrial => {
                let extensions = facts().tenant().addon_trial().extensions();
                self.changes.extend(more(extensions, &self.facts.tenant.addon_trial.extensions, 1));
            }
            Action::ChangeCrossGeo => {
                if let Some(environment) = self.environment() {
                    self.changes.push(environment.cross_geo().set_or_forget(self.details.to.as_ref()));
                }
            }
            // What these change is not a fact: a description, the order of a queue; requested capacity is not yet granted.
            Action::Edit | Action::TestFlow | Action::ChangePriority | Action::RequestCapacity => {}
        }
    }

    fn environment(&self) -> Option<TypedPointer<Environment>> {
        self.details.environment.as_ref().map(|name| facts().environments().entry(name))
    }

    fn known_environment(&self) -> Option<&'a Environment> {
        self.details.environment.as_ref().and_then(|name| self.facts.environments.get(name))
    }

    /// Adds a change of the machine in the request, if there is one.
    fn of_machine(&mut self, change: impl FnOnce(TypedPointer<Machine>) -> Change) {
        let machine = self.details.machine.as_ref().map(|name| facts().machines().entry(name));
        self.changes.extend(machine.map(change));
    }

    /// Adds a change of the machine group in the request, if there is one and no machine.
    fn of_group(&mut self, change: impl FnOnce(TypedPointer<MachineGroup>) -> Change) {
        let group = self.details.group.as_ref().filter(|_| self.details.machine.is_none());
        self.changes.extend(group.map(|name| change(facts().groups().entry(name))));
    }

    /// Adds a member to a list, unless the list is known to have it.
    fn add<T: PartialEq + serde::Serialize>(
        &mut self,
        list: TypedPointer<Listing<T>>,
        known: Option<&Listing<T>>,
        member: &T,
    ) {
        if !known.is_some_and(|list| list.items().contains(member)) {
            self.changes.push(list.with_member(member));
        }
    }

    /// Adds a person to a list, or removes them if they are known to be in it.
    fn share(
        &mut self,
        shared: bool,
        list: TypedPointer<Listing<InlineStr>>,
        known: Option<&Listing<InlineStr>>,
    ) {
        let Some(person) = &self.details.with else { return };
        if shared {
            self.add(list, known, person);
        } else if known.is_some_and(|list| list.items().contains(person)) {
            self.changes.push(list.without_member(person));
        }
    }

    fn share_machine(&mut self, shared: bool) {
        let (Some(name), Some(person)) = (&self.details.machine, &self.details.with) else { return };
        let share = Share { person: person.clone(), level: self.details.level.unwrap_or(ShareLevel::User) };
        let list = facts().machines().entry(name).shared_with();
        let known = self.machine.map(|machine| machine.shared_with.items()).unwrap_or_default();
        for before in known.iter().filter(|before| before.person == *person && (!shared || **before != share))
        {
            self.changes.push(list.clone().without_member(before));
        }
        if shared && !known.contains(&share) {
            self.changes.push(list.with_member(&share));
        }
    }

    fn share_image(&mut self, shared: bool) {
        match &self.details.image {
            Some(name) if *name != DEFAULT_IMAGE => {
                let known = self.facts.images.get(name);
                self.share(
                    shared,
                    facts().images().entry(name).shared_with(),
                    known.map(|it| &it.shared_with),
                );
            }
            Some(_) => self.share_default_image(shared),
            None => {}
        }
    }

    fn share_network(&mut self, shared: bool) {
        if let Some(name) = &self.details.network {
            let known = self.facts.networks.get(name);
            let list = facts().networks().entry(name).connection().shared_with();
            self.share(shared, list, known.map(|it| &it.connection.shared_with));
        }
    }

    fn share_default_image(&mut self, shared: bool) {
        let known: Option<&DefaultImage> = self.known_environment().map(|it| &it.default_image);
        if let Some(environment) = self.environment() {
            let list = environment.default_image().shared_with();
            self.share(shared, list, known.map(|it| &it.shared_with));
        }
    }

    fn add_to_group(&mut self) {
        let (Some(group), Some(machine)) = (&self.details.group, &self.details.machine) else { return };
        let known = self.facts.groups.get(group);
        self.add(facts().groups().entry(group).members(), known.map(|it| &it.members), machine);
        self.of_machine(|machine| machine.group().set(group));
    }

    fn edit_group(&mut self) {
        let Some(name) = &self.details.group else { return };
        let group = || facts().groups().entry(name);
        let Details { image, max_bots, committed_bots, .. } = self.details;
        self.changes.extend(image.as_ref().map(|image| group().image().set(image)));
        self.changes.extend(max_bots.map(|most| group().max_bots().set(&most.into())));
        if let Some(bots) = *committed_bots {
            self.changes.push(group().committed_bots().set(&bots.into()));
            self.changes.push(group().committed_since().set(&self.now));
        }
    }

    fn start_trial(&mut self) {
        match self.details.trial {
            Some(Trial::SelfAssisted) => {
                let Some(actor) = &self.request.actor else { return };
                let person = facts().people().entry(actor);
                self.changes.push(person.self_assisted_trial().set(&Started::On(self.now)));
            }
            Some(Trial::Premium) => {
                let seats = i64::from(self.details.seats.unwrap_or(1));
                let had = &self.facts.tenant.addon_trial.premium_seats;
                self.changes.extend(more(facts().tenant().addon_trial().premium_seats(), had, seats));
            }
            Some(Trial::Addon) => {
                let trial = || facts().tenant().addon_trial();
                let seats = u64::from(self.details.seats.unwrap_or(1));
                self.changes.push(trial().started().set(&self.now));
                self.changes.push(trial().extensions().set(Tally::exactly(0)));
                self.changes.push(trial().seats().set(Tally::exactly(seats)));
                if let (Some(environment), Some(known)) = (self.environment(), self.known_environment()) {
                    let units = environment.hosted_rpa_trial_addons();
                    self.changes.extend(more(units, &known.hosted_rpa_trial_addons, seats.cast_signed()));
                }
            }
            None => {}
        }
    }
}

/// Returns the change that adds `by` to a count, if the count is known.
fn more(count: TypedPointer<Count>, known: &Count, by: i64) -> Option<Change> {
    known.value().map(|tally| count.set(tally.changed(by)))
}
