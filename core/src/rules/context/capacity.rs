//! Queries about capacity: which hosted machines use capacity of an environment, and what a case lists.

use super::Context;
use super::sum::Sum;
use crate::facts::At;
use crate::facts::entities::{Environment, Machine, Person, Started};
use crate::facts::known::{Known, Missing, all, not};
use crate::facts::value::Trial;
use crate::rulebook::Key;

impl<'a> Context<'a> {
    /// Returns the hosted machines in an environment that use capacity: the stated number or those listed, plus what happened since.
    pub fn machines_in(&self, environment: At<'a, Environment>) -> Sum {
        let since = self.ledger.machines_in(environment.key());
        let at = || environment.field("hosted_machines");
        let stated = environment.hosted_machines();
        let Some(complete) = self.case.facts.lists_machines().filter(|_| stated.is_err()) else {
            return Sum::exactly(0).with(stated, at).changed(since);
        };
        let listed = self.machines_perhaps_in(environment).fold(Sum::exactly(0), |sum, machine| {
            let here = machine.environment().map(|name| name == environment.key());
            sum.when(all([here, self.takes_unit(machine)]), 1)
        });
        let listed = if complete { listed } else { listed.with(Err(Missing::fact(at())), at) };
        listed.changed(since)
    }

    /// Whether a machine uses a unit of its environment's capacity.
    ///
    /// # Errors
    /// Missing facts: its status; if the rulebook exempts machines on a trial, also its creator, the start of their trial and the time of
    /// the machine's request.
    pub fn takes_unit(&self, machine: At<'a, Machine>) -> Known<bool> {
        let exists = self.exists(machine);
        let Ok(exempt) = self.texts(Key::LicenceUncounted) else {
            return exists;
        };
        let of_kind = machine.status().map(|status| exempt.contains(&status.word()));
        if !exempt.contains(&Trial::SelfAssisted.word()) || of_kind == Ok(true) || exists == Ok(false) {
            return all([exists, not(of_kind)]);
        }
        all([exists, not(of_kind), not(self.is_on_running_trial(machine))])
    }

    /// Whether a machine was requested during its creator's self-assisted trial, and that trial still runs.
    fn is_on_running_trial(&self, machine: At<'a, Machine>) -> Known<bool> {
        let creator = self.person(machine.creator()?)?;
        if !self.self_assisted_trial_runs(creator)? {
            return Ok(false);
        }
        let Started::On(start) = creator.self_assisted_trial()? else { return Ok(false) };
        machine.requested().map(|requested| requested >= start)
    }

    /// Returns every environment of the case.
    pub fn listed_environments(&self) -> impl Iterator<Item = At<'a, Environment>> + use<'a> {
        self.case
            .facts
            .environments
            .iter()
            .map(|(name, environment)| At::of(&"environments", name, environment))
    }

    /// Returns every person of the case.
    pub fn listed_people(&self) -> impl Iterator<Item = At<'a, Person>> + use<'a> {
        self.case.facts.people.iter().map(|(name, person)| At::of(&"people", name, person))
    }
}
