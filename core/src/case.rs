//! The case: what one evaluation looks at. The instant, the facts, and the requested action with its actor.

pub(crate) mod choice;
pub mod fact;
pub mod facts;
pub mod list;
pub mod place;
pub mod request;
pub mod table;
pub mod value;

use crate::error::{Code, Error};
use crate::instant::Instant;
use crate::object::object;
use crate::pointer::Pointer;
use fact::{Fact, Origin};
use facts::{CustomRole, Environment, Image, Machine, Network, Person, Subscription, Tenant};
use request::Request;
use smol_str::SmolStr;
use table::Table;

pub use place::{At, Field, Place};

/// The name by which a request or a machine means the default image.
pub const DEFAULT_IMAGE: &str = "default";

/// What a machine says it was created to replace when it replaces no other.
pub const NO_MACHINE: &str = "none";

/// What one evaluation looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Case {
    /// The JSON Schema of the document, for editors; not read.
    #[cfg_attr(feature = "schema", schemars(rename = "$schema"))]
    pub schema: Option<SmolStr>,
    /// The instant judged.
    pub as_of: Option<Instant>,
    /// The tenant.
    pub tenant: Tenant,
    /// Azure subscriptions by name.
    pub subscriptions: Table<Subscription>,
    /// Environments by name.
    pub environments: Table<Environment>,
    /// People by name.
    pub people: Table<Person>,
    /// Security roles of the organisation's own, by name.
    pub roles: Table<CustomRole>,
    /// Custom images by name.
    pub images: Table<Image>,
    /// Custom networks by name.
    pub networks: Table<Network>,
    /// Hosted machines by name. Stated, they are all there are, unless `machines_complete` is false.
    pub machines: Table<Machine>,
    /// Whether `machines` holds every hosted machine.
    pub machines_complete: Option<bool>,
    /// What is to be judged.
    pub request: Option<Request>,
}

object!(Case, "a case", {
    schema = "$schema", as_of, tenant, subscriptions, environments, people, roles, images, networks, machines,
    machines_complete, request,
});

impl Case {
    /// The tenant.
    pub fn tenant(&self) -> At<'_, Tenant> {
        At::of("", &self.tenant)
    }

    /// Every fact that says where it comes from.
    pub fn origins(&self) -> Vec<(Pointer, Origin)> {
        let mut origins = Vec::new();
        facts::walk_all(self, &mut |at, origin| origins.push((at, origin.clone())));
        origins
    }

    /// Holds that whatever is referred to by name is there.
    ///
    /// # Errors
    /// The first name that refers to nothing, in document order of the collections.
    pub fn resolve(&self) -> Result<(), Error> {
        if let Some(request) = &self.request {
            self.resolve_request(request, &Pointer::ROOT.key("request"))?;
        }
        for (name, image) in self.images.iter() {
            let at = || At::of(name, image).field("subscription");
            refer(&self.subscriptions, "subscriptions", &image.subscription, at)?;
        }
        for (name, network) in self.networks.iter() {
            let at = || At::of(name, network).field("subscription");
            refer(&self.subscriptions, "subscriptions", &network.subscription, at)?;
        }
        for (name, machine) in self.machines.iter() {
            let place = At::of(name, machine);
            refer(&self.environments, "environments", &machine.environment, || place.field("environment"))?;
            refer(&self.people, "people", &machine.creator, || place.field("creator"))?;
            let replaced = machine.replaces.value().filter(|name| *name != NO_MACHINE);
            named(&self.machines, "machines", replaced, || place.field("replaces"))?;
        }
        Ok(())
    }

    /// Holds that whatever a request names is there; `at` is where the request stands.
    ///
    /// # Errors
    /// The first name that refers to nothing.
    pub fn resolve_request(&self, request: &Request, at: &Pointer) -> Result<(), Error> {
        let details = &request.details;
        let field = |name: &str| at.clone().key(request.action.word()).key(name);
        named(&self.people, "people", Some(&request.actor), || at.clone().key("actor"))?;
        named(&self.environments, "environments", details.environment.as_ref(), || field("environment"))?;
        let image = details.image.as_ref().filter(|image| *image != DEFAULT_IMAGE);
        named(&self.images, "images", image, || field("image"))?;
        named(&self.networks, "networks", details.network.as_ref(), || field("network"))?;
        named(&self.machines, "machines", details.machine.as_ref(), || field("machine"))?;
        named(&self.people, "people", details.with.as_ref(), || field("with"))?;
        named(&self.people, "people", details.account.as_ref(), || field("account"))
    }
}

fn refer<T>(
    table: &Table<T>,
    collection: &str,
    fact: &Fact<SmolStr>,
    at: impl Fn() -> Pointer,
) -> Result<(), Error> {
    named(table, collection, fact.value(), at)
}

/// Holds that a name, where there is one, is in the table.
pub(crate) fn named<T>(
    table: &Table<T>,
    collection: &str,
    name: Option<&SmolStr>,
    at: impl Fn() -> Pointer,
) -> Result<(), Error> {
    match name {
        Some(name) if table.get(name).is_none() => {
            let known: Vec<&str> = table.iter().map(|(known, _)| known.as_str()).collect();
            Err(unknown(name, collection, known, at()))
        }
        _ => Ok(()),
    }
}

#[cold]
#[inline(never)]
fn unknown(name: &str, collection: &str, known: Vec<&str>, at: Pointer) -> Error {
    let help = match crate::error::closest(name, known) {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!("declare it, even if nothing is known about it: `{collection}: {{{name}: {{}}}}`"),
    };
    Error::new(Code::UnknownReference, at, format!("there is no `{name}` under `{collection}`"), help)
}
