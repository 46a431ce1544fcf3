//! Queries about runs: the machine or group they run on, the account, and the length of the queue.

use super::Context;
use crate::facts::entities::{Flow, Machine, MachineGroup, Queue, Share};
use crate::facts::fact::Tally;
use crate::facts::known::{Known, Missing, all, any, both, not};
use crate::facts::request::{Details, Request};
use crate::facts::value::{Account, GroupKind, Join, Username};
use crate::facts::{At, NONE};
use crate::rulebook::Key;
use crate::rules::phrases as say;
use crate::rules::rule::{Stop, alongside, applies};
use crate::vocabulary::Phrase;
use greenlight_json::{InlineStr, Pointer};

use super::Sum;

/// A run queue, and the machine or group it belongs to.
#[derive(Clone, Debug)]
pub struct QueueOf<'a> {
    /// The kind of thing that has the queue, in words.
    pub of: Phrase,
    /// The name of the machine or group.
    pub name: &'a str,
    /// The queue.
    pub queue: At<'a, Queue>,
}

/// The machine or group of a run, and its account.
#[derive(Clone, Debug)]
pub struct RunTarget<'a> {
    /// The name of the machine or the machine group.
    pub name: &'a str,
    /// The account that the run signs in with.
    pub account: Known<&'a InlineStr>,
    /// The place where that account is named.
    pub at: Pointer,
}

/// A possible owner of the flow or connection of a run.
#[derive(Clone, Debug)]
pub struct OwnerOfRun<'a> {
    /// The name of the person.
    pub name: Known<&'a InlineStr>,
    /// Whether they are the owner.
    pub owns: Known<bool>,
    /// What they own, in words.
    pub what: Phrase,
}

impl<'a> Context<'a> {
    /// Whether the action is on a machine group, and not on a machine.
    pub const fn is_on_group(&self) -> bool {
        self.details().machine.is_none() && self.details().group.is_some()
    }

    /// Returns the run queue of the machine or machine group that the action is on.
    ///
    /// # Errors
    /// Missing facts: the name, if the request gives neither; the whole thing, if the case does not declare it.
    pub fn queue(&self) -> Known<QueueOf<'a>> {
        if self.is_on_group() {
            let group = self.group()?;
            return Ok(QueueOf { of: say::MACHINE_GROUP, name: group.key(), queue: group.queue() });
        }
        let machine = self.machine()?;
        Ok(QueueOf { of: say::MACHINE, name: machine.key(), queue: machine.queue() })
    }

    /// Returns the desktop flow whose run the action is on.
    ///
    /// # Errors
    /// Missing facts: the name, if the request does not give it; the whole flow, if the case does not declare it.
    pub fn flow_asked(&self) -> Known<At<'a, Flow>> {
        match self.flow() {
            Ok(flow) => Ok(flow),
            Err(Stop::Unknown(missing)) => Err(missing),
            Err(_) => Err(Missing::fact(self.asked("flow"))),
        }
    }

    /// Returns the machine or group of a run, and the account that it signs in with.
    ///
    /// # Errors
    /// Missing facts: the name, if the request gives neither machine nor group; the whole thing, if the case does not declare it.
    pub fn run_target(&self) -> Known<RunTarget<'a>> {
        let named = self.details().account.as_ref();
        let at = |creator: Pointer| if named.is_some() { self.asked("account") } else { creator };
        if self.is_on_group() {
            let group = self.group()?;
            let account = named.map_or_else(|| group.creator(), Ok);
            return Ok(RunTarget { name: group.key(), account, at: at(group.field("creator")) });
        }
        let machine = self.machine()?;
        let account = self.run_account(machine);
        Ok(RunTarget { name: machine.key(), account, at: at(machine.field("creator")) })
    }

    /// Returns the possible owners of the desktop flow connection of a run on the machine, and whether they are: the person who starts the
    /// run, or else the machine's creator.
    pub fn connection_owners(&self, machine: At<'a, Machine>) -> [(Known<&'a InlineStr>, Known<bool>); 2] {
        let connections = machine.connections();
        let own = self.lists_actor(connections);
        let lent = match machine.creator() {
            Ok(creator) => connections.contains(creator),
            Err(_) if connections.whole().is_ok_and(<[InlineStr]>::is_empty) => Ok(false),
            Err(missing) => Err(missing),
        };
        [(self.actor_name(), own.clone()), (machine.creator(), all([not(own), lent]))]
    }

    /// Returns all possible owners of what the run uses: the flow, if one is named, and the connection, if the run is on a machine.
    ///
    /// # Errors
    /// Missing facts: the machine, if the request does not name it or the case does not declare it.
    pub fn owners_of_run(&self) -> Known<Vec<OwnerOfRun<'a>>> {
        let flow = self.details().flow.is_some().then(|| self.flow_asked().and_then(At::<Flow>::owner));
        let flow = flow.map(|name| OwnerOfRun { name, owns: Ok(true), what: say::THE_FLOW });
        let mut owners: Vec<OwnerOfRun<'a>> = flow.into_iter().collect();
        if !self.is_on_group() {
            let what = || say::THE_CONNECTION;
            let connection = self.connection_owners(self.machine()?);
            owners.extend(connection.map(|(name, owns)| OwnerOfRun { name, owns, what: what() }));
        }
        Ok(owners)
    }

    /// Whether this owner's account still exists, or they do not own anything of the run after all.
    ///
    /// # Errors
    /// Missing facts: the person, whether they are the owner, or their account.
    pub fn is_there(&self, owner: &OwnerOfRun<'a>) -> Known<bool> {
        let account = owner.name.clone().and_then(|name| self.person(name)?.account());
        any([not(owner.owns.clone()), account.map(|account| *account != Account::Deleted)])
    }

    /// Returns the first owner of what the run uses whose account no longer exists.
    ///
    /// # Errors
    /// Missing facts: whether the account of an owner before them still exists.
    pub fn first_gone(&self) -> Known<Option<&'a InlineStr>> {
        for owner in self.owners_of_run()? {
            if !self.is_there(&owner)? {
                return owner.name.map(Some);
            }
        }
        Ok(None)
    }

    /// Returns the account that a run on the machine signs in with.
    ///
    /// # Errors
    /// Missing facts: the machine's creator, if the request names no account.
    pub fn run_account(&self, machine: At<'a, Machine>) -> Known<&'a InlineStr> {
        self.details().account.as_ref().map_or_else(|| machine.creator(), Ok)
    }

    /// Returns the hosted machine group that the action is on. If its kind is unknown, the facts that `other` lacks are reported as well.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] for a machine, and for a group of machines; missing facts.
    pub fn hosted_group<T, E: Into<Stop>>(
        &self,
        other: impl FnOnce(At<'a, MachineGroup>) -> Result<T, E>,
    ) -> Result<At<'a, MachineGroup>, Stop> {
        self.group_of(GroupKind::Hosted, other)
    }

    /// Returns the group of machines that the action is on. If its kind is unknown, the facts that `other` lacks are reported as well.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] for a machine, and for a hosted machine group; missing facts.
    pub fn group_of_machines<T, E: Into<Stop>>(
        &self,
        other: impl FnOnce(At<'a, MachineGroup>) -> Result<T, E>,
    ) -> Result<At<'a, MachineGroup>, Stop> {
        self.group_of(GroupKind::Machines, other)
    }

    fn group_of<T, E: Into<Stop>>(
        &self,
        wanted: GroupKind,
        other: impl FnOnce(At<'a, MachineGroup>) -> Result<T, E>,
    ) -> Result<At<'a, MachineGroup>, Stop> {
        let group = self.asked_group()?;
        let kind = alongside(group.kind(), || other(group))?;
        applies(*kind == wanted)?;
        Ok(group)
    }

    /// Whether a group can have the `needed` number of bots: by its maximum, or by its machines.
    ///
    /// # Errors
    /// Missing facts that could still decide it: the counts, or the kind of the group.
    pub fn bots_suffice(&self, group: At<'a, MachineGroup>, needed: &Sum) -> Known<bool> {
        let members = group.members();
        let number = u64::try_from(members.items().len()).unwrap_or(u64::MAX);
        let listed = Tally { number, at_least: !members.is_whole() };
        let machines = || Sum::exactly(0).with(Ok(listed), || members.pointer()).covers(needed);
        let most = group.max_bots().map(|most| Tally::exactly(*most));
        let bots = || Sum::exactly(0).with(most, || group.field("max_bots")).covers(needed);
        match group.kind() {
            Ok(GroupKind::Hosted) => bots(),
            Ok(GroupKind::Machines) => machines(),
            Err(missing) => match (bots(), machines()) {
                (Ok(one), Ok(other)) if one == other => Ok(one),
                (one, other) => {
                    let more = both(one, other).err();
                    Err(more.into_iter().fold(missing, Missing::and))
                }
            },
        }
    }

    /// Returns how many bots a group is known to be able to have, and the field that states it.
    pub fn bots_known(&self, group: At<'a, MachineGroup>) -> (u64, &'static str) {
        let machines = u64::try_from(group.members().items().len()).unwrap_or(u64::MAX);
        match (group.it.kind.value(), group.it.max_bots.value()) {
            (Some(GroupKind::Hosted), most) => (most.copied().unwrap_or_default(), "max_bots"),
            (None, Some(most)) if *most > machines => (*most, "max_bots"),
            _ => (machines, "members"),
        }
    }

    /// Whether machines on the named network also join a local domain; on Microsoft's own network they do not.
    ///
    /// # Errors
    /// Missing facts: the name, or what the network's connection joins.
    pub fn joins_domain(&self, network: Known<&'a InlineStr>) -> Known<bool> {
        let name = network?;
        if name == NONE {
            return Ok(false);
        }
        self.network(name)?.connection().join().map(|join| *join == Join::Hybrid)
    }

    /// Whether all machines of the group, or the bots of a hosted one, also join a local domain.
    ///
    /// # Errors
    /// Missing facts of the machines or of the group that could decide it.
    pub fn group_joins_domain(&self, group: At<'a, MachineGroup>) -> Known<bool> {
        let members = group.members();
        let each = |name: &'a InlineStr| self.joins_domain(self.machine_named(name)?.network());
        let machines = || all(members.items().iter().map(each).chain([members.whole().map(|_| true)]));
        match group.kind() {
            Ok(GroupKind::Hosted) => self.joins_domain(group.network()),
            Ok(GroupKind::Machines) => machines(),
            Err(missing) => match (self.joins_domain(group.network()), machines()) {
                (Ok(one), Ok(other)) if one == other => Ok(one),
                (one, other) => Err(both(one, other).err().into_iter().fold(missing, Missing::and)),
            },
        }
    }

    /// Whether some machine of the group is `wanted`.
    ///
    /// # Errors
    /// Missing facts that could still make it true: of the machines, or the list of them.
    pub fn some_machine(
        &self,
        group: At<'a, MachineGroup>,
        wanted: impl Fn(At<'a, Machine>) -> Known<bool>,
    ) -> Known<bool> {
        let members = group.members();
        let each = |name: &'a InlineStr| wanted(self.machine_named(name)?);
        any(members.items().iter().map(each).chain([members.whole().map(|_| false)]))
    }

    /// Returns the same request for one machine of the group, named beside it, with the account of a run on the group if it is known.
    pub fn on_member(&self, group: At<'a, MachineGroup>, member: &InlineStr) -> Request {
        let account = self.details().account.as_ref().or(group.it.creator.value());
        let details =
            Details { machine: Some(member.clone()), account: account.cloned(), ..self.details().clone() };
        Request { actor: self.request.actor.clone(), action: self.action(), details }
    }

    /// Returns the form of the user name in the connection of a run on the machine; if it is judged for its group, in the connection to the
    /// group.
    ///
    /// # Errors
    /// Missing facts: the form, if the case does not state it.
    pub fn username(&self, machine: At<'a, Machine>) -> Known<Username> {
        if self.details().group.is_some() {
            return self.group()?.username().copied();
        }
        machine.windows().username().copied()
    }

    /// Whether the actor created the group, administers it, or has a share of it that is `enough`.
    ///
    /// # Errors
    /// Missing facts that could make it true.
    pub fn has_group(&self, group: At<'a, MachineGroup>, enough: impl Fn(&Share) -> bool) -> Known<bool> {
        any([
            self.is_actor(group.creator()),
            self.has_share(group.shared_with(), enough),
            self.actor_has_role(group.environment().map(InlineStr::as_str), Key::MachineAdministrators),
        ])
    }
}

/// Whether the session on a machine belongs to this account.
///
/// # Errors
/// Missing facts: the owner of the session, or the account.
pub fn session_is_of(machine: At<'_, Machine>, account: Known<&InlineStr>) -> Known<bool> {
    let user = machine.windows().session_user();
    if user.as_ref().is_ok_and(|user| *user == NONE) {
        return Ok(false);
    }
    let (user, account) = both(user, account)?;
    Ok(user == account)
}
