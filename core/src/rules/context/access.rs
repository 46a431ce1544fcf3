//! Who may do what with a machine or a network, and whose account still works.

use super::Context;
use crate::facts::At;
use crate::facts::entities::{Environment, Machine, Network, Person, Share, Subscription};
use crate::facts::known::{Known, all, any, both, or};
use crate::facts::list::List;
use crate::facts::request::Action;
use crate::facts::value::{Account, Scope, ShareLevel};
use crate::rulebook::term::{Named, Term};
use crate::rulebook::{self, App, AzureRole, Entry, Key, Value};
use crate::rules::rule::{Evidence, Stop};
use crate::vocabulary::Level;
use greenlight_json::InlineStr;

use super::Principal;

impl<'a> Context<'a> {
    /// Whether the actor has one of the rulebook's roles in the environment of this name.
    ///
    /// # Errors
    /// The name of the environment, or the roles, when they are not all known and none of those known is one.
    pub fn actor_has_role(&self, environment: Known<&'a str>, key: Key) -> Known<bool> {
        let (actor, environment) = both(self.actor(), environment)?;
        match self.has_role(actor, environment, key) {
            Ok(truth) => Ok(truth),
            Err(Stop::Unknown(missing)) => Err(missing),
            Err(_) => Ok(false),
        }
    }

    /// Whether a role of the organisation's own lets the actor do what the key says with everything in the environment of this name.
    ///
    /// # Errors
    /// The name of the environment; the privileges of a role, or how far they reach, where that could decide it.
    pub fn actor_reaches_all(&self, environment: Known<&'a str>, key: Key) -> Known<bool> {
        let Ok(needed) = self.privileges(key) else { return Ok(false) };
        let (actor, environment) = both(self.actor(), environment)?;
        self.reaches_all(actor, environment, needed)
    }

    /// Whether the actor created the machine, administers it, or has it shared in a way that is `enough`.
    ///
    /// # Errors
    /// The facts that could still bring it.
    pub fn has_machine(&self, machine: At<'a, Machine>, enough: impl Fn(&Share) -> bool) -> Known<bool> {
        any([
            self.is_actor(machine.creator()),
            self.has_share(machine.shared_with(), enough),
            self.actor_has_role(machine.environment().map(InlineStr::as_str), Key::MachineAdministrators),
        ])
    }

    /// Whether the machine, or the machine group, that the action changes is shared with the actor as Co-owner.
    ///
    /// # Errors
    /// The shares, or the machine or group itself, when they could decide it.
    pub fn is_co_owner(&self) -> Known<bool> {
        let co_owner = |share: &Share| share.level == ShareLevel::CoOwner;
        match self.asked_machine() {
            Ok(machine) => self.has_share(machine.shared_with(), co_owner),
            Err(Stop::Unknown(missing)) => Err(missing),
            Err(_) => self.has_share(self.group()?.shared_with(), co_owner),
        }
    }

    /// Whether somebody by name is the actor.
    ///
    /// # Errors
    /// Either name.
    pub fn is_actor(&self, name: Known<&InlineStr>) -> Known<bool> {
        both(name, self.actor_name()).map(|(name, actor)| name == actor)
    }

    /// Whether the actor is among the people of a list.
    ///
    /// # Errors
    /// The list, or who acts, where that could decide it.
    pub fn lists_actor(&self, people: List<'a, InlineStr>) -> Known<bool> {
        self.among(people, |name, actor| name == actor, |_| true)
    }

    /// Whether something is shared with the actor in a way that is `enough`.
    ///
    /// # Errors
    /// The shares, or who acts, where that could decide it.
    pub fn has_share(&self, shares: List<'a, Share>, enough: impl Fn(&Share) -> bool) -> Known<bool> {
        self.among(shares, |share, actor| share.person == *actor, enough)
    }

    /// Whether what counts of a list holds something of the actor. Where nothing counts, it does not matter who that is.
    fn among<T>(
        &self,
        list: List<'a, T>,
        is: impl Fn(&T, &InlineStr) -> bool,
        counts: impl Fn(&T) -> bool,
    ) -> Known<bool> {
        match self.actor_name() {
            Ok(actor) => list.any(|it| is(it, actor) && counts(it)),
            Err(missing) => match list.any(counts) {
                Ok(false) => Ok(false),
                Ok(true) => Err(missing),
                Err(more) => Err(missing.and(more)),
            },
        }
    }

    /// The people something is shared with, once the action is done, whose accounts no longer work: as evidence, if there are any. Whoever
    /// creates a machine is not among them, nor is the account that a run names: those rules are `PRE022` and `ROL025`.
    ///
    /// # Errors
    /// Accounts that are not known, the list, or whom the action is about, when they could decide it.
    pub fn deactivated<T>(
        &self,
        shares: List<'a, T>,
        name: impl Fn(&T) -> &InlineStr,
    ) -> Known<Option<Evidence>> {
        let sharing =
            matches!(self.action(), Action::ShareMachine | Action::ShareNetwork | Action::ShareImage);
        let unsharing =
            matches!(self.action(), Action::UnshareMachine | Action::UnshareNetwork | Action::UnshareImage);
        let named = self.details().with.as_ref();
        let listed = shares.items().iter().map(name);
        let creates = self.action() == Action::CreateMachine;
        let creator = self.request.actor.as_ref().filter(|_| creates);
        let account = self.details().account.as_ref();
        let others = listed.filter(|name| ![named, creator, account].contains(&Some(*name)));
        let people = others.map(|name| self.person(name));
        let named = sharing.then(|| self.with());
        let mut open = shares.whole().map(|_| ());
        let mut found: Option<Evidence> = None;
        for person in people.chain(named) {
            match person.and_then(|person| person.account().map(|account| (person, *account))) {
                Ok((_, Account::Enabled)) => {}
                Ok((person, account)) => {
                    let at = person.field("account");
                    found = Some(match found {
                        Some(evidence) => evidence.related(at),
                        None => Evidence::new(at, account, Account::Enabled)
                            .with("person", person.key())
                            .related(shares.pointer()),
                    });
                }
                Err(missing) => open = both(open, Err(missing)).map(|(rest, ())| rest),
            }
        }
        if unsharing && self.details().with.is_none() && (found.is_some() || open.is_err()) {
            // The share that is taken back may be the very one.
            return both(open, self.with()).map(|_| None);
        }
        if creates && creator.is_none() && (found.is_some() || open.is_err()) {
            // It may be shared with whoever creates it.
            return both(open, self.actor_name()).map(|_| None);
        }
        if found.is_none() {
            open?;
        }
        Ok(found)
    }

    /// Whether the actor, or the machine's creator for them, has one of these desktop-flow connections.
    ///
    /// # Errors
    /// The list, or who the creator is, when they could decide it.
    pub fn connected(&self, machine: At<'a, Machine>, connections: List<'a, InlineStr>) -> Known<bool> {
        let own = self.lists_actor(connections);
        let lent = match machine.creator() {
            Ok(creator) => connections.contains(creator),
            Err(_) if connections.whole().is_ok_and(<[InlineStr]>::is_empty) => Ok(false),
            Err(missing) => Err(missing),
        };
        any([own, lent])
    }

    /// Whether the actor may share something of the environment that has this owner, where its administrators share everything.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the rulebook knows no such privileges; the actor, or the environment.
    pub fn sharing(
        &self,
        owner: Known<&'a InlineStr>,
        admins: Key,
        share: Key,
        make: Key,
    ) -> Result<Sharing<'a>, Stop> {
        let (actor, environment) = both(self.actor(), self.environment())?;
        let place = environment.key().as_str();
        let (share, make) = (self.privileges(share)?, self.privileges(make)?);
        let lacking = self.lacking(actor, place, share);
        let named = self.lacking(actor, place, make).map(|lacking| lacking == 0);
        let whose = any([
            owner.map(|owner| owner == actor.key()),
            self.actor_has_role(Ok(place), admins),
            self.reaches_all(actor, place, share),
        ]);
        let entitled = lacking.clone().map(|lacking| lacking == 0);
        Ok(Sharing {
            actor,
            environment,
            may: all([entitled.clone(), whose.clone()]),
            may_by_name: all([any([entitled, named]), whose]),
            lacking: lacking.unwrap_or_default(),
        })
    }

    /// The subscription that a network lies in.
    ///
    /// # Errors
    /// Its name, or everything about it.
    pub fn subscription_of(&self, network: At<'a, Network>) -> Known<At<'a, Subscription>> {
        self.subscription(network.subscription()?)
    }

    /// The roles that serve where `key` demands one on a network: that of the day it was created, and those that took its place since.
    /// While that day is unknown, all that could be; the last serves in any case.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the rulebook demands none.
    pub fn roles_that_serve(
        &self,
        network: At<'a, Network>,
        key: Key,
    ) -> Result<impl Iterator<Item = Term<AzureRole>> + Clone + use<>, Stop> {
        let (day, published) = (self.now.day(), self.book.date);
        let created = network.it.created.value().map(|created| created.day());
        let known = rulebook::entries(key).iter().filter(move |entry| entry.published <= published);
        let held = move |entry: &Entry| created.is_some_and(|created| entry.since <= created);
        // Of those that held when it was created, only the last counts.
        let over = known.clone().filter(|entry| held(entry)).count().saturating_sub(1);
        let serving = known.skip(over).filter(move |entry| held(entry) || entry.since <= day);
        for entry in serving.clone() {
            self.note(key, entry);
        }
        let roles = serving.filter_map(|entry| match entry.value {
            Value::Term(place) => Some(Term::at(place)),
            _ => None,
        });
        if roles.clone().next().is_none() { Err(Stop::NotApplicable) } else { Ok(roles) }
    }

    /// Whether the Windows 365 service principal holds exactly one of the [roles that serve](Self::roles_that_serve).
    ///
    /// # Errors
    /// Missing facts; where only an earlier role is held, also when the network was created.
    pub fn holds_exactly(
        &self,
        network: At<'a, Network>,
        serving: impl Iterator<Item = Term<AzureRole>> + Clone,
        at: NetworkScope,
    ) -> Known<bool> {
        let app = Principal::App(Term::<App>::WINDOWS_365);
        let last = serving.clone().last();
        any(serving.map(|wanted| {
            let held = self.granted_on(network, app, at, |role| Ok(*role == wanted));
            let doubtful = if Some(wanted) == last { Ok(()) } else { network.created().map(|_| ()) };
            match (held, doubtful) {
                (Ok(true), Err(created)) => Err(created),
                (Err(missing), Err(created)) => Err(missing.and(created)),
                (held, _) => held,
            }
        }))
    }

    /// Whether the principal holds a role that is `enough` at this scope of the network: assigned there, or at a wider scope.
    ///
    /// # Errors
    /// Missing facts.
    pub fn granted_on(
        &self,
        network: At<'a, Network>,
        principal: Principal<'_>,
        at: NetworkScope,
        enough: impl Fn(&Named<AzureRole>) -> Known<bool>,
    ) -> Known<bool> {
        let subscription = self.subscription_of(network)?;
        let granted =
            |covers: &dyn Fn(&Scope) -> bool| self.granted(subscription, principal, &enough, covers);
        // Azure does not tell names apart by case.
        let group = network.it.resource_group.value();
        let names = |name: &str| Scope::names(name, network.key(), group.map(InlineStr::as_str));
        let certain = granted(&|scope| match scope {
            Scope::Subscription => true,
            Scope::ResourceGroup(name) => {
                at != NetworkScope::Subscription
                    && group.is_some_and(|group| name.eq_ignore_ascii_case(group))
            }
            Scope::VirtualNetwork(name) => at == NetworkScope::VirtualNetwork && names(name) == Some(true),
            Scope::Gallery(_) => false,
        });
        or(certain, || match network.resource_group() {
            Err(missing) if at != NetworkScope::Subscription => {
                let perhaps = |scope: &Scope| match scope {
                    Scope::ResourceGroup(_) => true,
                    Scope::VirtualNetwork(name) => {
                        at == NetworkScope::VirtualNetwork && names(name).is_none()
                    }
                    Scope::Subscription | Scope::Gallery(_) => false,
                };
                match granted(&perhaps) {
                    Ok(true) => Err(missing),
                    Ok(false) => Ok(false),
                    Err(more) => Err(more.and(missing)),
                }
            }
            Ok(_) | Err(_) => Ok(false),
        })
    }
}

/// Whether somebody may share a thing.
#[derive(Clone, Debug)]
pub struct Sharing<'a> {
    /// Who it is.
    pub actor: At<'a, Person>,
    /// Where it is.
    pub environment: At<'a, Environment>,
    /// Whether they may, with the privilege to share.
    pub may: Known<bool>,
    /// Whether they may, if the privileges that the page names are enough.
    pub may_by_name: Known<bool>,
    /// What they lack of the privilege to share.
    pub lacking: u64,
}

impl Sharing<'_> {
    /// How bad it is that they may not, or how bad it can be: a warning where the privileges that the page names are enough.
    pub fn level(&self) -> Level {
        if self.may_by_name == Ok(true) { Level::Warning } else { Level::Error }
    }
}

/// Where a role that concerns a network is assigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkScope {
    /// On its subscription.
    Subscription,
    /// On its resource group.
    ResourceGroup,
    /// On the virtual network itself.
    VirtualNetwork,
}
