//! Which machines and groups are of an environment, and which machines of a person: looked for once where all of these are asked about.

use super::Context;
use crate::facts::entities::{Environment, Machine, MachineGroup, Person};
use crate::facts::known::Known;
use crate::facts::{At, Case};
use greenlight_json::{InlineStr, sort};

/// The machines and groups of a case by what they are of.
#[derive(Debug)]
pub struct Inventory<'a> {
    machines: By<'a, Machine>,
    created: By<'a, Machine>,
    groups: By<'a, MachineGroup>,
}

impl<'a> Inventory<'a> {
    /// What environments and people of a case hold.
    pub fn of(case: &'a Case) -> Self {
        Self {
            machines: By::name(machines(case), At::<Machine>::environment),
            created: By::name(machines(case), At::<Machine>::creator),
            groups: By::name(groups(case), At::<MachineGroup>::environment),
        }
    }
}

/// Things by a name that they hold; those of which it is not known are apart.
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
    /// With what was looked for once. The answers are the same, and sooner where there are many environments or people.
    #[must_use]
    pub fn with_inventory<'b>(self, inventory: &'b Inventory<'b>) -> Context<'b>
    where
        'a: 'b,
    {
        Context { inventory: Some(inventory), ..self }
    }

    /// Every machine of the case.
    pub fn listed_machines(&self) -> impl Iterator<Item = At<'a, Machine>> + use<'a> {
        machines(self.case)
    }

    /// Every machine that is in an environment or may be: of others, too, where nobody looked for them before.
    pub fn machines_perhaps_in(
        &self,
        environment: At<'a, Environment>,
    ) -> impl Iterator<Item = At<'a, Machine>> + use<'a> {
        perhaps(self.inventory.map(|inventory| &inventory.machines), environment.key(), machines(self.case))
    }

    /// Every machine that a person created.
    pub fn machines_of(&self, person: At<'a, Person>) -> impl Iterator<Item = At<'a, Machine>> + use<'a> {
        perhaps(self.inventory.map(|inventory| &inventory.created), person.key(), machines(self.case))
            .filter(move |machine| machine.creator().is_ok_and(|name| name == person.key()))
    }

    /// Every machine group that is in an environment or may be: of others, too, where nobody looked for them before.
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

/// What is of that name or may be, where that was looked for; else all things.
fn perhaps<'a, T>(
    by: Option<&'a By<'a, T>>,
    name: &str,
    all: impl Iterator<Item = At<'a, T>>,
) -> impl Iterator<Item = At<'a, T>> {
    let (named, unnamed) = by.map_or((&[][..], &[][..]), |by| (by.of(name), by.unnamed.as_slice()));
    let all = Some(all).filter(|_| by.is_none());
    named.iter().map(|row| row.1).chain(unnamed.iter().copied()).chain(all.into_iter().flatten())
}
