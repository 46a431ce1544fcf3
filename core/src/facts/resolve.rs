//! The check that every name in a document refers to something that exists, and that no word is misspelt.

use super::entities::{Facts, Machine, MachineGroup};
use super::phrases;
use super::request::Request;
use super::table::Table;
use super::{At, DEFAULT_IMAGE, NONE, fact::Fact};
use crate::vocabulary::error::{Error, ErrorCode, Faults};
use crate::vocabulary::phrases::NOT_UNDER;
use greenlight_json::did_you_mean;
use greenlight_json::{FAULTS_MAX, InlineStr, Pointer, closest};

impl Facts {
    /// Checks that all names refer to something that exists, and that no word is misspelt.
    ///
    /// # Errors
    /// The names that refer to nothing, in document order of the collections, and the words that are misspelt.
    pub fn resolve(&self) -> Result<(), Error> {
        self.refer(FAULTS_MAX)
    }

    /// Does the same as [`Self::resolve`], with at most `most` errors.
    pub(super) fn refer(&self, most: usize) -> Result<(), Error> {
        let mut faults = Faults::at_most(most);
        for (name, image) in self.images.iter() {
            let at = || At::of(&"images", name, image).field("subscription");
            faults.note(named(&self.subscriptions, "subscriptions", image.subscription.value(), &at));
        }
        for (name, network) in self.networks.iter() {
            let at = || At::of(&"networks", name, network).field("subscription");
            faults.note(named(&self.subscriptions, "subscriptions", network.subscription.value(), &at));
        }
        for (name, machine) in self.machines.iter() {
            faults.note(self.resolve_machine(At::of(&"machines", name, machine)));
        }
        for (name, group) in self.groups.iter() {
            faults.note(self.resolve_group(At::of(&"groups", name, group)));
        }
        for (name, flow) in self.flows.iter() {
            let at = || At::of(&"flows", name, flow).field("owner");
            faults.note(named(&self.people, "people", flow.owner.value(), &at));
        }
        faults.note(self.spelling(most));
        faults.all()
    }

    fn resolve_machine(&self, machine: At<'_, Machine>) -> Result<(), Error> {
        let field = |name: &'static str| move || machine.field(name);
        let it = machine.it;
        let mut faults = Faults::default();
        faults.note(named(&self.environments, "environments", it.environment.value(), &field("environment")));
        faults.note(named(&self.people, "people", it.creator.value(), &field("creator")));
        faults.note(named(&self.machines, "machines", unless(&it.replaces, NONE), &field("replaces")));
        faults.note(named(&self.networks, "networks", unless(&it.network, NONE), &field("network")));
        faults.note(named(&self.groups, "groups", unless(&it.group, NONE), &field("group")));
        faults.all()
    }

    fn resolve_group(&self, group: At<'_, MachineGroup>) -> Result<(), Error> {
        let field = |name: &'static str| move || group.field(name);
        let it = group.it;
        let mut faults = Faults::default();
        faults.note(named(&self.environments, "environments", it.environment.value(), &field("environment")));
        faults.note(named(&self.people, "people", it.creator.value(), &field("creator")));
        faults.note(named(&self.images, "images", unless(&it.image, DEFAULT_IMAGE), &field("image")));
        faults.note(named(&self.networks, "networks", unless(&it.network, NONE), &field("network")));
        faults.all()
    }

    /// Checks that all names in a request refer to something that exists, and that no number is 0; `at` is the place of the request.
    ///
    /// # Errors
    /// The names that refer to nothing, and numbers that are 0.
    pub fn resolve_request(&self, request: &Request, at: &dyn Fn() -> Pointer) -> Result<(), Error> {
        let details = &request.details;
        let mut faults = Faults::default();
        faults.note(named(&self.people, "people", request.actor.as_ref(), &|| at().key("actor")));
        let field = |name: &'static str| move || at().key(request.action.word()).key(name);
        faults.note(named(
            &self.environments,
            "environments",
            details.environment.as_ref(),
            &field("environment"),
        ));
        let image = details.image.as_ref().filter(|image| *image != DEFAULT_IMAGE);
        faults.note(named(&self.images, "images", image, &field("image")));
        faults.note(named(&self.networks, "networks", details.network.as_ref(), &field("network")));
        faults.note(named(&self.machines, "machines", details.machine.as_ref(), &field("machine")));
        faults.note(named(&self.groups, "groups", details.group.as_ref(), &field("group")));
        faults.note(named(&self.flows, "flows", details.flow.as_ref(), &field("flow")));
        faults.note(named(&self.people, "people", details.with.as_ref(), &field("with")));
        faults.note(named(&self.people, "people", details.account.as_ref(), &field("account")));
        for (name, number) in [("count", details.count), ("units", details.units), ("seats", details.seats)] {
            if number == Some(0) {
                faults.note(Err(none_asked(field(name)())));
            }
        }
        faults.all()
    }
}

/// Returns the name that a fact holds, unless it is `word`, which means none or the default.
fn unless<'a>(fact: &'a Fact<InlineStr>, word: &str) -> Option<&'a InlineStr> {
    fact.value().filter(|name| *name != word)
}

/// The names in a table, whatever its type, so that the code that resolves names is compiled only once.
pub(crate) trait Names {
    /// Returns whether the name is in the table.
    fn has(&self, name: &str) -> bool;

    /// Returns the name at an index.
    fn nth(&self, index: usize) -> Option<&str>;
}

impl<T> Names for Table<T> {
    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn nth(&self, index: usize) -> Option<&str> {
        self.iter().nth(index).map(|(name, _)| name.as_str())
    }
}

/// Checks that a name, if there is one, is in the table.
///
/// # Errors
/// If it refers to nothing; the error suggests the closest name.
pub(crate) fn named(
    table: &dyn Names,
    collection: &str,
    name: Option<&InlineStr>,
    at: &dyn Fn() -> Pointer,
) -> Result<(), Error> {
    let Some(name) = name.filter(|name| !table.has(name)) else { return Ok(()) };
    let near = closest(name, (0..).map_while(|index| table.nth(index)));
    Err(there_is_no(name, collection, near, at()))
}

#[cold]
fn none_asked(at: Pointer) -> Error {
    let bounds = phrases::NOT_BETWEEN.with("number", 0_u64).with("least", 1_u64);
    let message = bounds.with("most", u64::from(u32::MAX));
    Error::new(ErrorCode::InvalidValue, at, message, phrases::CHOOSE_BETWEEN_THEM)
}

#[cold]
fn there_is_no(name: &str, collection: &str, near: Option<&str>, at: Pointer) -> Error {
    let help = near.map_or_else(
        || phrases::DECLARE_IT.with("example", ["`", collection, ": {", name, ": {}}`"].concat()),
        did_you_mean,
    );
    let message = NOT_UNDER.with("name", name).with("collection", collection);
    Error::new(ErrorCode::UnknownReference, at, message, help)
}
