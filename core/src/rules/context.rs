//! What a rule sees: the case, the things that the request names, the instant, and the rulebook in force.

mod access;
mod azure;
mod capacity;
mod groups;
mod inventory;
mod licensing;
mod lookup;
mod running;
mod served;
mod sum;
mod targets;
mod upkeep;

use crate::facts::entities::{
    Environment, Flow, Image, Machine, MachineGroup, Network, Person, Subscription,
};
use crate::facts::known::{Known, Missing};
use crate::facts::ledger::Ledger;
use crate::facts::request::{Action, Details, Request};
use crate::facts::{At, Case, DEFAULT_IMAGE, NONE, Name};
use crate::rulebook::Rulebook;
use crate::rules::phrases as say;
use crate::rules::rule::{Judgement, Stop, applies};
use crate::rules::{Overrides, Recorder, RuleId};
use crate::vocabulary::instant::Instant;
use crate::vocabulary::{ToWord, Word};
use greenlight_json::{InlineStr, Pointer};
use targets::{NamedThing, RequestTargets};

pub use access::{NetworkScope, Sharing};
pub use azure::Principal;
pub use inventory::Inventory;
pub use licensing::{AddOns, after_days};
pub use running::{OwnerOfRun, QueueOf, RunTarget, session_is_of};
pub use served::Served;
pub use sum::{Balance, Sum};

/// Everything that a rule can look at.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The facts.
    pub case: &'a Case,
    /// What happened since the facts were recorded.
    pub ledger: &'a Ledger,
    /// The request to judge.
    pub request: &'a Request,
    /// The instant for which the case is judged.
    pub now: Instant,
    /// The rulebook: Microsoft's published values.
    pub book: Rulebook,
    /// The organisation's values and waivers, as far as rules ask for them.
    pub overrides: Option<&'a dyn Overrides>,
    /// The recorder of what is looked at, if it is wanted, and the rule that looks (`None` for the report itself).
    recorder: Option<(&'a Recorder, Option<RuleId>)>,
    /// A machine that a simulation created and that is not among the facts.
    simulated: Option<NamedThing<'a, Machine>>,
    /// The things that `request` names in `case`; a change of either needs a new context.
    targets: RequestTargets<'a>,
    /// The index of machines and groups by environment and person, if all of them are looked up.
    inventory: Option<&'a Inventory<'a>>,
}

impl<'a> Context<'a> {
    /// Creates the context of a request, without overrides or recorder.
    pub fn new(
        case: &'a Case,
        ledger: &'a Ledger,
        request: &'a Request,
        now: Instant,
        book: Rulebook,
    ) -> Self {
        let targets = RequestTargets::of(case, request, None);
        Self {
            case,
            ledger,
            request,
            now,
            book,
            overrides: None,
            recorder: None,
            simulated: None,
            targets,
            inventory: None,
        }
    }

    /// Returns the context with a machine that a simulation created and that is not among the facts.
    #[must_use]
    pub fn with_machine(self, simulated: Option<(&'a InlineStr, &'a Machine)>) -> Self {
        Self { simulated, targets: RequestTargets::of(self.case, self.request, simulated), ..self }
    }

    /// Returns the context with an organisation's own values and waivers.
    #[must_use]
    pub fn overridden(self, overrides: Option<&'a dyn Overrides>) -> Self {
        Self { overrides, ..self }
    }

    /// Returns the context with a recorder of what is looked at by a rule, or by the report itself without one.
    #[must_use]
    pub fn watched(self, recorder: &'a Recorder, by: Option<RuleId>) -> Self {
        Self { recorder: Some((recorder, by)), ..self }
    }

    /// Returns the context with another request for the same case.
    #[must_use]
    pub fn asking<'b>(self, request: &'b Request) -> Context<'b>
    where
        'a: 'b,
    {
        let targets = RequestTargets::of(self.case, request, self.simulated);
        let same: Context<'b> = self;
        Context { request, targets, ..same }
    }

    /// Returns the requested action.
    pub const fn action(&self) -> Action {
        self.request.action
    }

    /// Returns the details of the requested action.
    pub const fn details(&self) -> &'a Details {
        &self.request.details
    }

    /// Leaves a defect to another rule that already reports it, unless the organisation relaxed or waived that rule.
    ///
    /// # Errors
    /// [`Stop::Covered`], unless the other rule is relaxed or waived.
    pub fn leave_to(&self, rule: RuleId) -> Judgement {
        match self.overrides {
            Some(overrides) if overrides.passes_over(self, rule) => Ok(()),
            _ => Err(Stop::Covered(rule)),
        }
    }

    /// Returns the pointer to a field of the request.
    pub fn asked(&self, field: &str) -> Pointer {
        Pointer::of(&["request", self.request.action.word(), field])
    }

    /// Returns the name that the request has in a field.
    fn given(&self, field: &str, given: Option<&'a InlineStr>) -> Known<&'a InlineStr> {
        given.ok_or_else(|| Missing::fact(self.asked(field)))
    }

    /// Returns the person who acts.
    ///
    /// # Errors
    /// Missing facts: the actor's name, or the whole person if the case does not declare them.
    pub fn actor(&self) -> Known<At<'a, Person>> {
        match self.targets.actor {
            Some((name, actor)) => Ok(At::of(&"people", name, actor)),
            None => self.person(self.actor_name()?),
        }
    }

    /// Returns the name of the person who acts.
    ///
    /// # Errors
    /// Missing facts: the name, if the request does not give it.
    pub fn actor_name(&self) -> Known<&'a InlineStr> {
        self.request.actor.as_ref().ok_or_else(|| Missing::fact(Pointer::of(&["request", "actor"])))
    }

    /// Returns the actor in the words of a sentence.
    pub fn actor_told(&self) -> Word {
        self.request.actor.as_ref().map_or_else(|| say::WHOEVER_ACTS.into(), ToWord::to_word)
    }

    /// Returns the machine that the action creates, in the words of a sentence.
    pub fn new_machine_told(&self) -> Word {
        self.new_name().map_or_else(|_| say::THE_NEW_MACHINE.into(), ToWord::to_word)
    }

    /// Returns a person by name.
    ///
    /// # Errors
    /// Missing facts: the whole person, if the case does not declare them.
    pub fn person(&self, name: &'a str) -> Known<At<'a, Person>> {
        find(&self.case.facts.people, &"people", name)
    }

    /// Returns the person to share with.
    ///
    /// # Errors
    /// Missing facts: the name, if the request does not give it.
    pub fn with(&self) -> Known<At<'a, Person>> {
        self.person(self.given("with", self.details().with.as_ref())?)
    }

    /// Returns the environment that the request names, or that of its machine or machine group.
    ///
    /// # Errors
    /// Missing facts: the name, if neither gives it.
    pub fn environment(&self) -> Known<At<'a, Environment>> {
        if let Some((name, environment)) = self.targets.environment {
            return Ok(At::of(&"environments", name, environment));
        }
        let details = self.details();
        let name = match (&details.environment, &details.machine, &details.group) {
            (None, Some(name), _) => self.machine_named(name)?.environment()?,
            (None, None, Some(_)) => self.group()?.environment()?,
            (given, _, _) => self.given(self.places_it(), given.as_ref())?,
        };
        self.environment_named(name)
    }

    /// Returns the field of the request that determines the environment: for a machine or a group, the facts have its environment.
    fn places_it(&self) -> &'static str {
        let fields = self.action().fields();
        let places = ["environment", "machine", "group"];
        places.into_iter().find(|field| fields.contains(field)).unwrap_or("environment")
    }

    /// Returns an environment by name.
    ///
    /// # Errors
    /// Missing facts: the whole environment, if the case does not declare it.
    pub fn environment_named(&self, name: &str) -> Known<At<'a, Environment>> {
        find(&self.case.facts.environments, &"environments", name)
    }

    /// Returns the machine that the action is on.
    ///
    /// # Errors
    /// Missing facts: the name, if the request does not give it.
    pub fn machine(&self) -> Known<At<'a, Machine>> {
        match self.targets.machine {
            Some((name, machine)) => Ok(At::of(&"machines", name, machine)),
            None => self.machine_named(self.given("machine", self.details().machine.as_ref())?),
        }
    }

    fn machine_named(&self, name: &'a str) -> Known<At<'a, Machine>> {
        match self.simulated {
            Some((simulated, machine)) if simulated == name => Ok(At::of(&"machines", simulated, machine)),
            _ => find(&self.case.facts.machines, &"machines", name),
        }
    }

    /// Whether the machine was created by a simulation.
    pub fn is_simulated(&self, machine: At<'a, Machine>) -> bool {
        self.simulated.is_some_and(|(name, _)| name == machine.key())
    }

    /// Returns the machine that `machine` was created to replace.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if it replaces none; missing facts.
    pub fn replaced(&self, machine: At<'a, Machine>) -> Result<At<'a, Machine>, Stop> {
        let name = machine.replaces()?;
        applies(name != NONE)?;
        Ok(self.machine_named(name)?)
    }

    /// Returns the machine group that the action is on.
    ///
    /// # Errors
    /// Missing facts: the name, if the request does not give it.
    pub fn group(&self) -> Known<At<'a, MachineGroup>> {
        match self.targets.group {
            Some((name, group)) => Ok(At::of(&"groups", name, group)),
            None => {
                find(&self.case.facts.groups, &"groups", self.given("group", self.details().group.as_ref())?)
            }
        }
    }

    /// Returns the machine group that the action is on, if the request names one.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the request names no group.
    pub fn asked_group(&self) -> Result<At<'a, MachineGroup>, Stop> {
        applies(self.details().group.is_some())?;
        Ok(self.group()?)
    }

    /// Returns the machine that the action is on, if it is not on a machine group.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the action is on no machine, or could be on either and the request names a group and no machine. Missing
    /// facts: the name, if the request gives neither.
    pub fn asked_machine(&self) -> Result<At<'a, Machine>, Stop> {
        applies(self.action().fields().contains(&"machine"))?;
        let either = self.action() != Action::AddToGroup;
        applies(self.details().machine.is_some() || self.details().group.is_none() || !either)?;
        Ok(self.machine()?)
    }

    /// Returns the desktop flow to run.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the request names none: rules about flows do not apply then.
    pub fn flow(&self) -> Result<At<'a, Flow>, Stop> {
        let name = self.details().flow.as_deref().ok_or(Stop::NotApplicable)?;
        Ok(find(&self.case.facts.flows, &"flows", name)?)
    }

    /// Returns the name of the requested image.
    ///
    /// # Errors
    /// Missing facts: the name, if the request does not give it.
    pub fn asked_image(&self) -> Known<&'a InlineStr> {
        self.given("image", self.details().image.as_ref())
    }

    /// Returns the requested custom image.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] for the default image. Missing facts: the name, if the request does not give it.
    pub fn custom_image(&self) -> Result<At<'a, Image>, Stop> {
        if let Some((name, image)) = self.targets.image {
            return Ok(At::of(&"images", name, image));
        }
        let name = self.asked_image()?;
        applies(name != DEFAULT_IMAGE)?;
        Ok(find(&self.case.facts.images, &"images", name)?)
    }

    /// Continues only if the default image is requested.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] for a custom image. Missing facts: the name, if the request does not give it.
    pub fn default_image(&self) -> Judgement {
        applies(self.action() != Action::EditGroup || self.details().image.is_some())?;
        applies(self.asked_image()? == DEFAULT_IMAGE)
    }

    /// Returns the requested custom network.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] for a machine or a machine group on the Microsoft Hosted Network. Missing facts: the name, if another action
    /// does not give it.
    pub fn custom_network(&self) -> Result<At<'a, Network>, Stop> {
        if let Some((name, network)) = self.targets.network {
            return Ok(At::of(&"networks", name, network));
        }
        let given = self.details().network.as_ref();
        applies(given.is_some() || !matches!(self.action(), Action::CreateMachine | Action::CreateGroup))?;
        Ok(self.network(self.given("network", given)?)?)
    }

    /// Returns a network by the name in a fact or in the request.
    ///
    /// # Errors
    /// Missing facts: the whole network, if the case does not declare it.
    pub fn network(&self, name: &'a str) -> Known<At<'a, Network>> {
        find(&self.case.facts.networks, &"networks", name)
    }

    /// Returns the name of the thing to create.
    ///
    /// # Errors
    /// Missing facts: the name, if the request does not give it.
    pub fn new_name(&self) -> Known<&'a InlineStr> {
        self.given("name", self.details().name.as_ref())
    }

    /// Returns the number of machines requested.
    pub fn machines_asked(&self) -> u64 {
        u64::from(self.details().count.unwrap_or(1))
    }

    /// Returns a subscription by the name in a fact.
    ///
    /// # Errors
    /// Missing facts: the whole subscription, if the case does not declare it.
    pub fn subscription(&self, name: &'a str) -> Known<At<'a, Subscription>> {
        find(&self.case.facts.subscriptions, &"subscriptions", name)
    }
}

fn find<'a, T>(table: &'a crate::facts::table::Table<T>, collection: Name, name: &str) -> Known<At<'a, T>> {
    match table.row(name) {
        Some((name, it)) => Ok(At::of(collection, name, it)),
        None => Err(Missing::fact(Pointer::ROOT.key(collection).key(name))),
    }
}
