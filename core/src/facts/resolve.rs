//! Names that refer to something: whatever is referred to must be there, and no word is misspelt.

use super::entities::{Facts, Machine, MachineGroup};
use super::request::Request;
use super::table::Table;
use super::{At, DEFAULT_IMAGE, NONE, fact::Fact};
use crate::vocabulary::error::{Error, ErrorCode};
use greenlight_json::{InlineStr, Pointer, closest};

impl Facts {
    /// Holds that whatever is referred to by name is there, and that no word is misspelt.
    ///
    /// # Errors
    /// The first name that refers to nothing, in document order of the collections, or the first word that is misspelt.
    pub fn resolve(&self) -> Result<(), Error> {
        for (name, image) in self.images.iter() {
            let at = || At::of(&"images", name, image).field("subscription");
            refer(&self.subscriptions, "subscriptions", &image.subscription, at)?;
        }
        for (name, network) in self.networks.iter() {
            let at = || At::of(&"networks", name, network).field("subscription");
            refer(&self.subscriptions, "subscriptions", &network.subscription, at)?;
        }
        for (name, machine) in self.machines.iter() {
            self.resolve_machine(At::of(&"machines", name, machine))?;
        }
        for (name, group) in self.groups.iter() {
            self.resolve_group(At::of(&"groups", name, group))?;
        }
        for (name, flow) in self.flows.iter() {
            refer(&self.people, "people", &flow.owner, || At::of(&"flows", name, flow).field("owner"))?;
        }
        self.spelling()
    }

    fn resolve_machine(&self, machine: At<'_, Machine>) -> Result<(), Error> {
        let field = |name: &'static str| move || machine.field(name);
        let it = machine.it;
        refer(&self.environments, "environments", &it.environment, field("environment"))?;
        refer(&self.people, "people", &it.creator, field("creator"))?;
        named(&self.machines, "machines", unless(&it.replaces, NONE), field("replaces"))?;
        named(&self.networks, "networks", unless(&it.network, NONE), field("network"))?;
        named(&self.groups, "groups", unless(&it.group, NONE), field("group"))
    }

    fn resolve_group(&self, group: At<'_, MachineGroup>) -> Result<(), Error> {
        let field = |name: &'static str| move || group.field(name);
        let it = group.it;
        refer(&self.environments, "environments", &it.environment, field("environment"))?;
        refer(&self.people, "people", &it.creator, field("creator"))?;
        named(&self.images, "images", unless(&it.image, DEFAULT_IMAGE), field("image"))?;
        named(&self.networks, "networks", unless(&it.network, NONE), field("network"))
    }

    /// Holds that whatever a request names is there; `at` is where the request stands.
    ///
    /// # Errors
    /// The first name that refers to nothing.
    pub fn resolve_request(&self, request: &Request, at: &dyn Fn() -> Pointer) -> Result<(), Error> {
        let details = &request.details;
        named(&self.people, "people", Some(&request.actor), || at().key("actor"))?;
        let field = |name: &'static str| move || at().key(request.action.word()).key(name);
        named(&self.environments, "environments", details.environment.as_ref(), field("environment"))?;
        let image = details.image.as_ref().filter(|image| *image != DEFAULT_IMAGE);
        named(&self.images, "images", image, field("image"))?;
        named(&self.networks, "networks", details.network.as_ref(), field("network"))?;
        named(&self.machines, "machines", details.machine.as_ref(), field("machine"))?;
        named(&self.groups, "groups", details.group.as_ref(), field("group"))?;
        named(&self.flows, "flows", details.flow.as_ref(), field("flow"))?;
        named(&self.people, "people", details.with.as_ref(), field("with"))?;
        named(&self.people, "people", details.account.as_ref(), field("account"))
    }
}

/// The name that a fact gives, unless it is the word for nothing of its kind.
fn unless<'a>(fact: &'a Fact<InlineStr>, word: &str) -> Option<&'a InlineStr> {
    fact.value().filter(|name| *name != word)
}

fn refer<T>(
    table: &Table<T>,
    collection: &str,
    fact: &Fact<InlineStr>,
    at: impl Fn() -> Pointer,
) -> Result<(), Error> {
    named(table, collection, fact.value(), at)
}

/// Holds that a name, where there is one, is in the table.
pub(crate) fn named<T>(
    table: &Table<T>,
    collection: &str,
    name: Option<&InlineStr>,
    at: impl Fn() -> Pointer,
) -> Result<(), Error> {
    let Some(name) = name else { return Ok(()) };
    if table.get(name).is_some() {
        return Ok(());
    }
    let near = closest(name, table.iter().map(|(known, _)| known.as_str()));
    Err(there_is_no(name, collection, near, at()))
}

#[cold]
fn there_is_no(name: &str, collection: &str, near: Option<&str>, at: Pointer) -> Error {
    let help = match near {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!("declare it, even if nothing is known about it: `{collection}: {{{name}: {{}}}}`"),
    };
    Error::new(ErrorCode::UnknownReference, at, format!("there is no `{name}` under `{collection}`"), help)
}
