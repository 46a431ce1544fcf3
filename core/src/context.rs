//! What a rule sees: the case with the request's names resolved, the instant, and the rulebook in force.

mod access;
mod licensing;
mod lookup;
mod sum;
mod upkeep;

use crate::case::facts::{Environment, Image, Machine, Network, Person, Subscription};
use crate::case::place::Located;
use crate::case::request::{Action, Details, Request};
use crate::case::table::Table;
use crate::case::{At, Case, DEFAULT_IMAGE, NO_MACHINE};
use crate::instant::Instant;
use crate::known::{Known, Missing};
use crate::ledger::Ledger;
use crate::pointer::Pointer;
use crate::rule::{Judgement, Stop, applies};
use crate::rulebook::Rulebook;
use smol_str::SmolStr;

pub use access::NetworkScope;
pub use licensing::{AddOns, after_days};
pub use lookup::Principal;
pub use sum::Sum;

/// What a rule sees.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The facts.
    pub case: &'a Case,
    /// What happened since they were stated.
    pub ledger: &'a Ledger,
    /// What is to be judged.
    pub request: &'a Request,
    /// The instant judged.
    pub now: Instant,
    /// What is known of Microsoft's values.
    pub book: Rulebook,
    /// A machine that is not among the facts, because a simulation made it.
    pub simulated: Option<(&'a str, &'a Machine)>,
}

impl<'a> Context<'a> {
    /// The action.
    pub const fn action(&self) -> Action {
        self.request.action
    }

    /// What the action names.
    pub const fn details(&self) -> &'a Details {
        &self.request.details
    }

    /// Where the request names `field`.
    pub fn asked(&self, field: &str) -> Pointer {
        Pointer::ROOT.key("request").key(self.request.action.word()).key(field)
    }

    /// What the request names in `field`.
    fn named(&self, field: &str, given: Option<&'a SmolStr>) -> Known<&'a SmolStr> {
        given.ok_or_else(|| Missing::fact(self.asked(field)))
    }

    /// Who acts.
    ///
    /// # Errors
    /// Everything about them, when the case does not hold them.
    pub fn actor(&self) -> Known<At<'a, Person>> {
        self.person(&self.request.actor)
    }

    /// A person by name.
    ///
    /// # Errors
    /// Everything about them, when the case does not hold them.
    pub fn person(&self, name: &'a str) -> Known<At<'a, Person>> {
        find(&self.case.people, name)
    }

    /// The person to share with.
    ///
    /// # Errors
    /// The name, when the request does not give it.
    pub fn with(&self) -> Known<At<'a, Person>> {
        self.person(self.named("with", self.details().with.as_ref())?)
    }

    /// The environment: the one the request names, or that of its machine.
    ///
    /// # Errors
    /// The name, when neither says it.
    pub fn environment(&self) -> Known<At<'a, Environment>> {
        let name = match (&self.details().environment, self.details().machine.as_ref()) {
            (None, Some(name)) => self.machine_named(name)?.environment()?,
            (given, _) => self.named("environment", given.as_ref())?,
        };
        find(&self.case.environments, name)
    }

    /// The machine the action is on.
    ///
    /// # Errors
    /// The name, when the request does not give it.
    pub fn machine(&self) -> Known<At<'a, Machine>> {
        self.machine_named(self.named("machine", self.details().machine.as_ref())?)
    }

    fn machine_named(&self, name: &'a str) -> Known<At<'a, Machine>> {
        match self.simulated {
            Some((simulated, machine)) if simulated == name => Ok(At::of(simulated, machine)),
            _ => find(&self.case.machines, name),
        }
    }

    /// The machine that `machine` was created to replace.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] when it replaces none; missing facts.
    pub fn replaced(&self, machine: At<'a, Machine>) -> Result<At<'a, Machine>, Stop> {
        let name = machine.replaces()?;
        applies(name != NO_MACHINE)?;
        Ok(self.machine_named(name)?)
    }

    /// The custom image that is asked for.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] for the default image; the name, when the request does not give it.
    pub fn custom_image(&self) -> Result<At<'a, Image>, Stop> {
        let name = self.named("image", self.details().image.as_ref())?;
        applies(name != DEFAULT_IMAGE)?;
        Ok(find(&self.case.images, name)?)
    }

    /// Goes on only when the default image is asked for.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] for a custom image; the name, when the request does not give it.
    pub fn default_image(&self) -> Judgement {
        applies(self.named("image", self.details().image.as_ref())? == DEFAULT_IMAGE)
    }

    /// The custom network that is asked for.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] for a machine on the Microsoft Hosted Network; the name, when another action does not give it.
    pub fn custom_network(&self) -> Result<At<'a, Network>, Stop> {
        let given = self.details().network.as_ref();
        applies(given.is_some() || self.action() != Action::CreateMachine)?;
        Ok(find(&self.case.networks, self.named("network", given)?)?)
    }

    /// The name that the new thing gets.
    ///
    /// # Errors
    /// The name, when the request does not give it.
    pub fn new_name(&self) -> Known<&'a SmolStr> {
        self.named("name", self.details().name.as_ref())
    }

    /// How many machines are asked for.
    pub fn machines_asked(&self) -> u64 {
        u64::from(self.details().count.unwrap_or(1))
    }

    /// A subscription by the name that a fact gives.
    ///
    /// # Errors
    /// Everything about it, when the case does not hold it.
    pub fn subscription(&self, name: &'a str) -> Known<At<'a, Subscription>> {
        find(&self.case.subscriptions, name)
    }
}

fn find<'a, T: Located>(table: &'a Table<T>, name: &str) -> Known<At<'a, T>> {
    match table.row(name) {
        Some((name, it)) => Ok(At::of(name, it)),
        None => Err(absent(T::SPOT.collection, name)),
    }
}

#[cold]
#[inline(never)]
fn absent(collection: &str, name: &str) -> Missing {
    Missing::fact(Pointer::ROOT.key(collection).key(name))
}
