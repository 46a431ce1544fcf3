//! The things that the request names, looked up once for all rules.

use crate::facts::entities::{Environment, Image, Machine, MachineGroup, Network, Person};
use crate::facts::request::Request;
use crate::facts::table::Table;
use crate::facts::{Case, DEFAULT_IMAGE};
use greenlight_json::InlineStr;

/// A thing and its name.
pub(super) type NamedThing<'a, T> = (&'a InlineStr, &'a T);

/// The things that the request names, if the case declares them.
#[derive(Clone, Copy, Debug)]
pub(super) struct RequestTargets<'a> {
    pub(super) actor: Option<NamedThing<'a, Person>>,
    /// The environment that the request names, or that of its machine or machine group.
    pub(super) environment: Option<NamedThing<'a, Environment>>,
    pub(super) machine: Option<NamedThing<'a, Machine>>,
    pub(super) group: Option<NamedThing<'a, MachineGroup>>,
    pub(super) image: Option<NamedThing<'a, Image>>,
    pub(super) network: Option<NamedThing<'a, Network>>,
}

impl<'a> RequestTargets<'a> {
    /// Looks up what a request names; `simulated` takes precedence over a machine of the same name.
    pub(super) fn of(
        case: &'a Case,
        request: &'a Request,
        simulated: Option<NamedThing<'a, Machine>>,
    ) -> Self {
        let details = &request.details;
        let asked = details.machine.as_ref();
        let machine = simulated
            .filter(|(name, _)| asked.is_some_and(|asked| asked == *name))
            .or_else(|| row(&case.facts.machines, asked));
        let group = row(&case.facts.groups, details.group.as_ref());
        let environment = match (&details.environment, asked) {
            (Some(given), _) => Some(given),
            (None, Some(_)) => machine.and_then(|(_, machine)| machine.environment.value()),
            (None, None) => group.and_then(|(_, group)| group.environment.value()),
        };
        Self {
            actor: row(&case.facts.people, request.actor.as_ref()),
            environment: row(&case.facts.environments, environment),
            machine,
            group,
            image: row(&case.facts.images, details.image.as_ref().filter(|image| *image != DEFAULT_IMAGE)),
            network: row(&case.facts.networks, details.network.as_ref()),
        }
    }
}

fn row<'a, T>(table: &'a Table<T>, name: Option<&InlineStr>) -> Option<NamedThing<'a, T>> {
    table.row(name?).map(|(name, it)| (name, it))
}
