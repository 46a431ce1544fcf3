//! What a rule sees: the case with the request's names resolved, the instant, and the rulebook in force.

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
    /// What the organisation lays over rules and rulebook, as far as rules ask for it.
    pub overrides: Option<&'a dyn Overrides>,
    /// What takes down what the rule looks at, where somebody wants to know, and which rule that is.
    recorder: Option<(&'a Recorder, Option<RuleId>)>,
    /// A machine that is not among the facts, because a simulation made it.
    simulated: Option<NamedThing<'a, Machine>>,
    /// What the names in `request` mean in `case`; whoever changes one of these makes a new context.
    targets: RequestTargets<'a>,
    /// What environments and people hold, where all of them are asked about.
    inventory: Option<&'a Inventory<'a>>,
}

impl<'a> Context<'a> {
    /// What a rule sees of a request, with no overlay and nobody who wants to know what it looks at.
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

    /// With a machine that is not among the facts, because a simulation made it.
    #[must_use]
    pub fn with_machine(self, simulated: Option<(&'a InlineStr, &'a Machine)>) -> Self {
        Self { simulated, targets: RequestTargets::of(self.case, self.request, simulated), ..self }
    }

    /// With an organisation's own values and waivers.
    #[must_use]
    pub fn overridden(self, overrides: Option<&'a dyn Overrides>) -> Self {
        Self { overrides, ..self }
    }

    /// Taking down what is looked at by a rule, or by the report itself.
    #[must_use]
    pub fn watched(self, recorder: &'a Recorder, by: Option<RuleId>) -> Self {
        Self { recorder: Some((recorder, by)), ..self }
    }

    /// With another request in the same case.
    #[must_use]
    pub fn asking<'b>(self, request: &'b Request) -> Context<'b>
    where
        'a: 'b,
    {
        let targets = RequestTargets::of(self.case, request, self.simulated);
        let same: Context<'b> = self;
        Context { request, targets, ..same }
    }

    /// The action.
    pub const fn action(&self) -> Action {
        self.request.action
    }

    /// What the action names.
    pub const fn details(&self) -> &'a Details {
        &self.request.details
    }

    /// Leaves what is broken to another rule, which says it already: unless the organisation relaxed or waived that one.
    ///
    /// # Errors
    /// [`Stop::Covered`] unless the other rule says nothing here.
    pub fn leave_to(&self, rule: RuleId) -> Judgement {
        match self.overrides {
            Some(overrides) if overrides.passes_over(self, rule) => Ok(()),
            _ => Err(Stop::Covered(rule)),
        }
    }

    /// Where the request names `field`.
    pub fn asked(&self, field: &str) -> Pointer {
        Pointer::of(&["request", self.request.action.word(), field])
    }

    /// What the request names in `field`.
    fn given(&self, field: &str, given: Option<&'a InlineStr>) -> Known<&'a InlineStr> {
        given.ok_or_else(|| Missing::fact(self.asked(field)))
    }

    /// Who acts.
    ///
    /// # Errors
    /// Everything about them, when the case does not hold them.
    pub fn actor(&self) -> Known<At<'a, Person>> {
        match self.targets.actor {
            Some((name, actor)) => Ok(At::of(&"people", name, actor)),
            None => self.person(self.actor_name()?),
        }
    }

    /// Who acts, by name.
    ///
    /// # Errors
    /// The name, when the request does not give it.
    pub fn actor_name(&self) -> Known<&'a InlineStr> {
        self.request.actor.as_ref().ok_or_else(|| Missing::fact(Pointer::of(&["request", "actor"])))
    }

    /// Who acts, as sentences call them.
    pub fn actor_told(&self) -> Word {
        self.request.actor.as_ref().map_or_else(|| say::WHOEVER_ACTS.into(), ToWord::to_word)
    }

    /// The machine that the action makes, as sentences call it.
    pub fn new_machine_told(&self) -> Word {
        self.new_name().map_or_else(|_| say::THE_NEW_MACHINE.into(), ToWord::to_word)
    }

    /// A person by name.
    ///
    /// # Errors
    /// Everything about them, when the case does not hold them.
    pub fn person(&self, name: &'a str) -> Known<At<'a, Person>> {
        find(&self.case.facts.people, &"people", name)
    }

    /// The person to share with.
    ///
    /// # Errors
    /// The name, when the request does not give it.
    pub fn with(&self) -> Known<At<'a, Person>> {
        self.person(self.given("with", self.details().with.as_ref())?)
    }

    /// The environment: the one the request names, or that of its machine or machine group.
    ///
    /// # Errors
    /// The name, when neither says it.
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

    /// The field of the request that says in which environment it is: of a machine or a group the facts know it.
    fn places_it(&self) -> &'static str {
        let fields = self.action().fields();
        let places = ["environment", "machine", "group"];
        places.into_iter().find(|field| fields.contains(field)).unwrap_or("environment")
    }

    /// An environment by name.
    ///
    /// # Errors
    /// Everything about it, when the case does not hold it.
    pub fn environment_named(&self, name: &str) -> Known<At<'a, Environment>> {
        find(&self.case.facts.environments, &"environments", name)
    }

    /// The machine the action is on.
    ///
    /// # Errors
    /// The name, when the request does not give it.
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

    /// Whether a simulation made the machine.
    pub fn is_simulated(&self, machine: At<'a, Machine>) -> bool {
        self.simulated.is_some_and(|(name, _)| name == machine.key())
    }

    /// The machine that `machine` was created to replace.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] when it replaces none; missing facts.
    pub fn replaced(&self, machine: At<'a, Machine>) -> Result<At<'a, Machine>, Stop> {
        let name = machine.replaces()?;
        applies(name != NONE)?;
        Ok(self.machine_named(name)?)
    }

    /// The machine group the action is on.
    ///
    /// # Errors
    /// The name, when the request does not give it.
    pub fn group(&self) -> Known<At<'a, MachineGroup>> {
        match self.targets.group {
            Some((name, group)) => Ok(At::of(&"groups", name, group)),
            None => {
                find(&self.case.facts.groups, &"groups", self.given("group", self.details().group.as_ref())?)
            }
        }
    }

    /// The machine group the action is on, where it is on one and not on a machine.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the request names no group.
    pub fn asked_group(&self) -> Result<At<'a, MachineGroup>, Stop> {
        applies(self.details().group.is_some())?;
        Ok(self.group()?)
    }

    /// The machine the action is on, where it is on one and not on a machine group.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the action is on none, or could be on either and the request names a group and no machine; the name, when
    /// it gives neither.
    pub fn asked_machine(&self) -> Result<At<'a, Machine>, Stop> {
        applies(self.action().fields().contains(&"machine"))?;
        let either = self.action() != Action::AddToGroup;
        applies(self.details().machine.is_some() || self.details().group.is_none() || !either)?;
        Ok(self.machine()?)
    }

    /// The desktop flow that is run; a rule about flows has nothing to say where the request names none.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the request names none.
    pub fn flow(&self) -> Result<At<'a, Flow>, Stop> {
        let name = self.details().flow.as_deref().ok_or(Stop::NotApplicable)?;
        Ok(find(&self.case.facts.flows, &"flows", name)?)
    }

    /// The image that the request names.
    ///
    /// # Errors
    /// The name, when the request does not give it.
    pub fn asked_image(&self) -> Known<&'a InlineStr> {
        self.given("image", self.details().image.as_ref())
    }

    /// The custom image that is asked for.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] for the default image; the name, when the request does not give it.
    pub fn custom_image(&self) -> Result<At<'a, Image>, Stop> {
        if let Some((name, image)) = self.targets.image {
            return Ok(At::of(&"images", name, image));
        }
        let name = self.asked_image()?;
        applies(name != DEFAULT_IMAGE)?;
        Ok(find(&self.case.facts.images, &"images", name)?)
    }

    /// Goes on only when the default image is asked for.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] for a custom image; the name, when the request does not give it.
    pub fn default_image(&self) -> Judgement {
        applies(self.action() != Action::EditGroup || self.details().image.is_some())?;
        applies(self.asked_image()? == DEFAULT_IMAGE)
    }

    /// The custom network that is asked for.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] for a machine or a machine group on the Microsoft Hosted Network; the name, when another action does not
    /// give it.
    pub fn custom_network(&self) -> Result<At<'a, Network>, Stop> {
        if let Some((name, network)) = self.targets.network {
            return Ok(At::of(&"networks", name, network));
        }
        let given = self.details().network.as_ref();
        applies(given.is_some() || !matches!(self.action(), Action::CreateMachine | Action::CreateGroup))?;
        Ok(self.network(self.given("network", given)?)?)
    }

    /// A network by the name that a fact or the request gives.
    ///
    /// # Errors
    /// Everything about it, when the case does not hold it.
    pub fn network(&self, name: &'a str) -> Known<At<'a, Network>> {
        find(&self.case.facts.networks, &"networks", name)
    }

    /// The name that the new thing gets.
    ///
    /// # Errors
    /// The name, when the request does not give it.
    pub fn new_name(&self) -> Known<&'a InlineStr> {
        self.given("name", self.details().name.as_ref())
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
        find(&self.case.facts.subscriptions, &"subscriptions", name)
    }
}

fn find<'a, T>(table: &'a crate::facts::table::Table<T>, collection: Name, name: &str) -> Known<At<'a, T>> {
    match table.row(name) {
        Some((name, it)) => Ok(At::of(collection, name, it)),
        None => Err(Missing::fact(Pointer::ROOT.key(collection).key(name))),
    }
}
