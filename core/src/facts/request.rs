//! The request: one action, its actor, and its details.

mod needs;

use super::part::parts;
use super::phrases;
use super::value::{ShareLevel, Switch, Trial};
use crate::vocabulary::choices;
use crate::vocabulary::expected;
use greenlight_json::{FromJsonInPlace, InlineStr, ParseError, Reader};

choices! {
    /// An action on hosted machines and what they need.
    pub enum Action {
        /// Create a hosted machine.
        CreateMachine = "create-machine",
        /// Add a custom image to Power Automate.
        CreateImage = "create-image",
        /// Add a network connection to Power Automate.
        CreateNetwork = "create-network",
        /// Share a machine.
        ShareMachine = "share-machine",
        /// Stop sharing a machine.
        UnshareMachine = "unshare-machine",
        /// Share a custom image.
        ShareImage = "share-image",
        /// Stop sharing a custom image.
        UnshareImage = "unshare-image",
        /// Share a network connection.
        ShareNetwork = "share-network",
        /// Stop sharing a network connection.
        UnshareNetwork = "unshare-network",
        /// Share the default image.
        ShareDefaultImage = "share-default-image",
        /// Stop sharing the default image.
        UnshareDefaultImage = "unshare-default-image",
        /// Open a machine in the browser and sign in to it.
        OpenInBrowser = "open-in-browser",
        /// Run a desktop flow while somebody is signed in.
        RunAttended = "run-attended",
        /// Run a desktop flow with nobody signed in.
        RunUnattended = "run-unattended",
        /// Add a machine to a machine group.
        AddToGroup = "add-to-group",
        /// Restart a machine.
        Restart = "restart",
        /// Edit a machine's details.
        Edit = "edit",
        /// Delete a machine.
        Delete = "delete",
        /// Turn maintenance mode of a machine or a machine group on or off.
        SetMaintenance = "set-maintenance",
        /// Create a hosted machine group.
        CreateGroup = "create-group",
        /// Edit a hosted machine group: its image or its bots.
        EditGroup = "edit-group",
        /// Test a desktop flow from the designer.
        TestFlow = "test-flow",
        /// Change the priority of a run that is queued.
        ChangePriority = "change-priority",
        /// Ask for hosted capacity for an environment.
        RequestCapacity = "request-capacity",
        /// Start a trial.
        StartTrial = "start-trial",
        /// Extend a trial.
        ExtendTrial = "extend-trial",
        /// Switch cross-geo support of an environment.
        ChangeCrossGeo = "change-cross-geo",
    }
}

/// A set of actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actions(u32);

impl Actions {
    /// Creates a set of these actions.
    pub const fn of(list: &[Action]) -> Self {
        let mut bits = 0;
        let mut rest = list;
        while let [first, others @ ..] = rest {
            bits |= 1 << *first as u32;
            rest = others;
        }
        Self(bits)
    }

    /// Returns the union of both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns whether the set has the action.
    pub const fn contain(self, action: Action) -> bool {
        self.0 >> action as u32 & 1 == 1
    }

    /// Iterates over the actions in the set.
    pub fn iter(self) -> impl Iterator<Item = Action> {
        Action::ALL.iter().copied().filter(move |action| self.contain(*action))
    }
}

/// A request: an action and who wants to do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The person who acts: a name under `people`. If absent, it is still to be asked for.
    pub actor: Option<InlineStr>,
    /// The action.
    pub action: Action,
    /// The details of the action.
    pub details: Details,
}

parts! {
    expected::DETAILS:
    /// The details of an action. Each action takes some of these; those it takes and does not get are still to be asked for.
    #[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
    pub struct Details {
        /// The environment: a name under `environments`.
        environment: Option<InlineStr>,
        /// The name that the new machine, image or network connection gets.
        name: Option<InlineStr>,
        /// What is to stand beside the name, for people.
        description: Option<InlineStr>,
        /// The image: a name under `images`, or `default`.
        image: Option<InlineStr>,
        /// The network: a name under `networks`. A machine without one uses the Microsoft Hosted Network.
        network: Option<InlineStr>,
        /// The subnet that a new network connection uses.
        subnet: Option<InlineStr>,
        /// How many machines; 1 unless said.
        #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
        count: Option<u32>,
        /// The machine: a name under `machines`.
        machine: Option<InlineStr>,
        /// The person to share with, or no longer to.
        with: Option<InlineStr>,
        /// What sharing a machine grants.
        level: Option<ShareLevel>,
        /// The account that a run signs in with; that of the machine's creator unless said.
        account: Option<InlineStr>,
        /// The machine group: a name under `groups`.
        group: Option<InlineStr>,
        /// The desktop flow: a name under `flows`.
        flow: Option<InlineStr>,
        /// The most bots the group may have.
        max_bots: Option<u32>,
        /// Bots that are guaranteed to the group.
        committed_bots: Option<u32>,
        /// Whether the bots sign in with work or school accounts, and not with a local administrator's account that is made for them.
        work_accounts: Option<bool>,
        /// Units of capacity.
        units: Option<u32>,
        /// The trial.
        trial: Option<Trial>,
        /// Seats of the trial to obtain.
        seats: Option<u32>,
        /// What to set.
        to: Option<Switch>,
    }
}

/// The meaning of each detail of a request, one per line, for questions.
pub(crate) const MEANINGS: &str = concat!(
    "environment: The environment: a name under `environments`.\n",
    "name: The name that the new machine, image or network connection gets.\n",
    "description: What is to stand beside the name, for people.\n",
    "image: The image: a name under `images`, or `default`.\n",
    "network: The network: a name under `networks`.\n",
    "subnet: The subnet that a new network connection uses.\n",
    "count: How many machines; 1 unless said.\n",
    "machine: The machine: a name under `machines`.\n",
    "with: The person to share with, or no longer to.\n",
    "level: What sharing a machine grants.\n",
    "account: The account that a run signs in with; that of the machine's creator unless said.\n",
    "group: The machine group: a name under `groups`.\n",
    "flow: The desktop flow: a name under `flows`.\n",
    "max_bots: The most bots the group may have.\n",
    "committed_bots: Bots that are guaranteed to the group.\n",
    "work_accounts: Whether the bots sign in with work or school accounts, and not with a local administrator's account that is made for them.\n",
    "units: Units of capacity.\n",
    "trial: The trial.\n",
    "seats: Seats of the trial to obtain.\n",
    "to: What to set.\n",
);

impl Request {
    /// Creates a request without an actor's name and without details, for looking at facts only.
    pub(crate) fn nobodys() -> Self {
        Self { actor: Some(InlineStr::default()), ..Self::default() }
    }
}

impl Action {
    /// Returns the names of the details that the action takes.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::CreateMachine => &["environment", "name", "description", "image", "network", "count"],
            Self::CreateImage => &["environment", "name", "description", "image"],
            Self::CreateNetwork => &["environment", "name", "description", "network", "subnet"],
            Self::ShareMachine => &["machine", "with", "level"],
            Self::UnshareMachine => &["machine", "with"],
            Self::ShareImage | Self::UnshareImage => &["environment", "image", "with"],
            Self::ShareNetwork | Self::UnshareNetwork => &["environment", "network", "with"],
            Self::ShareDefaultImage | Self::UnshareDefaultImage => &["environment", "with"],
            Self::Restart | Self::Edit | Self::Delete => &["machine"],
            Self::OpenInBrowser | Self::AddToGroup => &["machine", "group"],
            Self::RunAttended | Self::RunUnattended => &["machine", "group", "account", "flow"],
            Self::TestFlow | Self::ChangePriority => &["machine", "group", "flow"],
            Self::SetMaintenance => &["machine", "group", "to"],
            Self::CreateGroup => &[
                "environment",
                "name",
                "description",
                "image",
                "network",
                "max_bots",
                "committed_bots",
                "work_accounts",
            ],
            Self::EditGroup => &["group", "image", "max_bots", "committed_bots"],
            Self::RequestCapacity => &["environment", "units"],
            Self::StartTrial => &["trial", "environment", "seats"],
            Self::ExtendTrial => &["trial"],
            Self::ChangeCrossGeo => &["environment", "to"],
        }
    }
}

impl Details {
    /// Returns the names of the details, each with whether it is given.
    fn given(&self) -> [(&'static str, bool); 20] {
        [
            ("environment", self.environment.is_some()),
            ("name", self.name.is_some()),
            ("description", self.description.is_some()),
            ("image", self.image.is_some()),
            ("network", self.network.is_some()),
            ("subnet", self.subnet.is_some()),
            ("count", self.count.is_some()),
            ("machine", self.machine.is_some()),
            ("with", self.with.is_some()),
            ("level", self.level.is_some()),
            ("account", self.account.is_some()),
            ("group", self.group.is_some()),
            ("flow", self.flow.is_some()),
            ("max_bots", self.max_bots.is_some()),
            ("committed_bots", self.committed_bots.is_some()),
            ("work_accounts", self.work_accounts.is_some()),
            ("units", self.units.is_some()),
            ("trial", self.trial.is_some()),
            ("seats", self.seats.is_some()),
            ("to", self.to.is_some()),
        ]
    }
}

impl Request {
    /// Creates a request of the actor with this name.
    pub fn new(actor: impl Into<InlineStr>, action: Action, details: Details) -> Self {
        Self { actor: Some(actor.into()), action, details }
    }
}

impl Details {
    /// Iterates over the names of all details and their meanings.
    pub fn meanings() -> impl Iterator<Item = (&'static str, &'static str)> {
        MEANINGS.lines().filter_map(|line| line.split_once(": "))
    }

    /// Reads the details of an action, and refuses those that belong to another action.
    pub(crate) fn of(action: Action, reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        let mut details = Self::default();
        details.fill_for(action, reader)?;
        Ok(details)
    }

    fn fill_for(&mut self, action: Action, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        let here = reader.here();
        self.read_in_place(reader)?;
        let given = self.given().into_iter().filter(|(_, given)| *given);
        match given.map(|(field, _)| field).find(|field| !action.fields().contains(field)) {
            Some(field) => Err(here.unknown_field(field, action.fields()).below(field)),
            None => Ok(()),
        }
    }
}

/// Returns the keys that a request can have, for the error about any other key.
#[cold]
fn fields() -> Vec<&'static str> {
    ["actor"].iter().chain(Action::WORDS).copied().collect()
}

impl Default for Request {
    fn default() -> Self {
        Self { actor: None, action: Action::Edit, details: Details::default() }
    }
}

impl FromJsonInPlace for Request {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        if !reader.is_object() {
            return Err(reader.wrong_type(expected::REQUEST));
        }
        let here = reader.here();
        let (mut actor, mut action) = (false, None);
        let mut first = true;
        while reader.key(&mut first)? {
            let kind = match reader.word() {
                "actor" => None,
                key => match Action::find(key) {
                    Some(kind) => Some(kind),
                    None => return Err(reader.here().unknown_field(key, &fields())),
                },
            };
            reader.value()?;
            match (kind, action) {
                (None, _) if actor => return Err(here.duplicate_field("actor")),
                (None, _) => {
                    self.actor.read_in_place(reader)?;
                    actor = true;
                }
                (Some(kind), None) => {
                    self.details.fill_for(kind, reader)?;
                    action = Some(kind);
                }
                (Some(kind), Some(other)) => {
                    let both = phrases::ONE_ACTION.with("one", other.word()).with("other", kind.word());
                    return Err(here.invalid_value(both));
                }
            }
        }
        self.action = action.ok_or_else(|| here.invalid_value(phrases::NEEDS_AN_ACTION))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_takes_known_details() {
        let known = Details::default().given().map(|(name, _)| name);
        for action in Action::ALL {
            for field in action.fields() {
                assert!(known.contains(field), "{action} takes `{field}`");
            }
        }
    }

    #[test]
    fn a_request_has_one_actor_and_one_action() {
        let refused = |request: &str| {
            let error =
                greenlight_json::from_str::<crate::facts::Case>(&format!(r#"{{"request": {request}}}"#));
            let error = error.unwrap_err();
            format!("{} {}", error.pointer, error.message)
        };
        assert_eq!(
            refused(r#"{"actor": "a", "edit": {}, "actor": "b"}"#),
            "/request `actor` stands here twice"
        );
        assert_eq!(
            refused(r#"{"actor": "a"}"#),
            "/request a request needs an action, such as `create-machine`"
        );
        assert_eq!(
            refused(r#"{"actor": "a", "edit": {}, "restart": {}}"#),
            "/request a request holds one action, not both `edit` and `restart`"
        );
    }

    #[test]
    fn sets_of_actions() {
        let set = Actions::of(&[Action::CreateMachine, Action::Delete]).and(Actions::of(&[Action::Edit]));
        assert_eq!(set.iter().collect::<Vec<_>>(), [Action::CreateMachine, Action::Edit, Action::Delete]);
        assert!(!set.contain(Action::CreateImage));
    }
}
