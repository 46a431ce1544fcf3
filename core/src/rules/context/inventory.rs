//! An index of machines and groups by environment, and of machines by person, for when all of these are looked up.

use super::Context;
use crate::facts::entities::{Environment, Machine, MachineGroup, Person};
use crate::facts::known::Known;
use crate::facts::{At, Case};
use greenlight_json::{InlineStr, sort};

/// The machines and groups of a case by the environment or person they belong to.
#[derive(Debug)]
pub struct Inventory<'a> {
    machines: By<'a, Machine>,
    created: By<'a, Machine>,
    groups: By<'a, MachineGroup>,
}

impl<'a> Inventory<'a> {
    /// Indexes the machines and groups of a case.
    pub fn of(case: &'a Case) -> Self {
        Self {
            machines: By::name(machines(case), At::<Machine>::environment),
            created: By::name(machines(case), At::<Machine>::creator),
            groups: By::name(groups(case), At::<MachineGroup>::environment),
        }
    }
}

/// Things sorted by a name that they refer to; those whose name is unknown are kept apart.
#[derive(Debug)]
struct By<'a, T> {
    named: Vec<(&'a str, At<'a, T>)>,
    unnamed: Vec<At<'a, T>>,
}

impl<'a, T> By<'a, T> {
    fn name(
        things: impl Iterator<Item = At<'a, T>>,
        name: impl Fn(At<'a, T>) -> Known<&'a InlineStr>,
    ) -> Self {
        let (mut named, mut unnamed) = (Vec::new(), Vec::new());
        for thing in things {
            match name(thing) {
                Ok(name) => named.push((name.as_str(), thing)),
                Err(_) => unnamed.push(thing),
            }
        }
        sort(&mut named, |one, other| one.0.cmp(other.0));
        Self { named, unnamed }
    }

    fn of(&self, name: &str) -> &[(&'a str, At<'a, T>)] {
        let from = self.named.partition_point(|row| row.0 < name);
        let rows = self.named.get(from..).unwrap_or_default();
        rows.get(..rows.partition_point(|row| row.0 == name)).unwrap_or_default()
    }
}

impl<'a> Context<'a> {
    /// Returns the context with an index. Results are the same, but faster with many environments or people.
    #[must_use]
    pub fn with_inventory<'b>(self, inventory: &'b Inventory<'b>) -> Context<'b>
    where
        'a: 'b,
    {
        Context { inventory: Some(inventory), ..self }
    }

    /// Returns every machine of the case.
    pub fn listed_machines(&self) -> impl Iterator<Item = At<'a, Machine>> + use<'a> {
        machines(self.case)
    }

    /// Returns every machine that is or may be in an environment; without an index, also machines of other environments.
    pub fn machines_perhaps_in(
        &self,
        environment: At<'a, Environment>,
    ) -> impl Iterator<Item = At<'a, Machine>> + use<'a> {
        perhaps(self.inventory.map(|inventory| &inventory.machines), environment.key(), machines(self.case))
    }

    /// Returns every machine that a person created.
    pub fn machines_of(&self, person: At<'a, Person>) -> impl Iterator<Item = At<'a, Machine>> + use<'a> {
        perhaps(self.inventory.map(|inventory| &inventory.created), person.key(), machines(self.case))
            .filter(move |machine| machine.creator().is_ok_and(|name| name == person.key()))
    }

    /// Returns every machine group that is or may be in an environment; without an index, also groups of other environments.
    pub(super) fn groups_perhaps_in(
        &self,
        environment: At<'a, Environment>,
    ) -> impl Iterator<Item = At<'a, MachineGroup>> + use<'a> {
        perhaps(self.inventory.map(|inventory| &inventory.groups), environment.key(), groups(self.case))
    }
}

fn machines(case: &Case) -> impl Iterator<Item = At<'_, Machine>> {
    case.facts.machines.iter().map(|(name, machine)| At::of(&"machines", name, machine))
}

fn groups(case: &Case) -> impl Iterator<Item = At<'_, MachineGroup>> {
    case.facts.groups.iter().map(|(name, group)| At::of(&"groups", name, group))
}

/// Returns what has or may have this name, if there is an index; otherwise everything.
fn perhaps<'a, T>(
    by: Option<&'a By<'a, T>>,
    name: &str,
    all: impl Iterator<Item = At<'a, T>>,
) -> impl Iterator<Item = At<'a, T>> {
    let (named, unnamed) = by.map_or((&[][..], &[][..]), |by| (by.of(name), by.unnamed.as_slice()));
    let all = Some(all).filter(|_| by.is_none());
    named.iter().map(|row| row.1).chain(unnamed.iter().copied()).chain(all.into_iter().flatten())
}
