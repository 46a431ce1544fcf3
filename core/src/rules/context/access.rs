//! Queries about access: who may do what with a machine or a network, and whose account still works.

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
    /// Whether the actor has one of the roles under a key of the rulebook, in the named environment.
    ///
    /// # Errors
    /// Missing facts: the name of the environment; or the roles, if the list is incomplete and none of those known is one.
    pub fn actor_has_role(&self, environment: Known<&'a str>, key: Key) -> Known<bool> {
        let (actor, environment) = both(self.actor(), environment)?;
        match self.has_role(actor, environment, key) {
            Ok(truth) => Ok(truth),
            Err(Stop::Unknown(missing)) => Err(missing),
            Err(_) => Ok(false),
        }
    }

    /// Whether a custom role lets the actor do what the key names with everything in the named environment.
    ///
    /// # Errors
    /// Missing facts that could decide it: the name of the environment, the privileges of a role, or their depth.
    pub fn actor_reaches_all(&self, environment: Known<&'a str>, key: Key) -> Known<bool> {
        let Ok(needed) = self.privileges(key) else { return Ok(false) };
        let (actor, environment) = both(self.actor(), environment)?;
        self.reaches_all(actor, environment, needed)
    }

    /// Whether the actor created the machine, administers it, or has a share of it that is `enough`.
    ///
    /// # Errors
    /// Missing facts that could make it true.
    pub fn has_machine(&self, machine: At<'a, Machine>, enough: impl Fn(&Share) -> bool) -> Known<bool> {
        any([
            self.is_actor(machine.creator()),
            self.has_share(machine.shared_with(), enough),
            self.actor_has_role(machine.environment().map(InlineStr::as_str), Key::MachineAdministrators),
        ])
    }

    /// Whether the machine or machine group that the action changes is shared with the actor as Co-owner.
    ///
    /// # Errors
    /// Missing facts that could decide it: the shares, or the machine or group itself.
    pub fn is_co_owner(&self) -> Known<bool> {
        let co_owner = |share: &Share| share.level == ShareLevel::CoOwner;
        match self.asked_machine() {
            Ok(machine) => self.has_share(machine.shared_with(), co_owner),
            Err(Stop::Unknown(missing)) => Err(missing),
            Err(_) => self.has_share(self.group()?.shared_with(), co_owner),
        }
    }

    /// Whether the named person is the actor.
    ///
    /// # Errors
    /// Missing facts: either name.
    pub fn is_actor(&self, name: Known<&InlineStr>) -> Known<bool> {
        both(name, self.actor_name()).map(|(name, actor)| name == actor)
    }

    /// Whether a list of people contains the actor.
    ///
    /// # Errors
    /// Missing facts that could decide it: the list, or the actor.
    pub fn lists_actor(&self, people: List<'a, InlineStr>) -> Known<bool> {
        self.among(people, |name, actor| name == actor, |_| true)
    }

    /// Whether something is shared with the actor in a way that is `enough`.
    ///
    /// # Errors
    /// Missing facts that could decide it: the shares, or the actor.
    pub fn has_share(&self, shares: List<'a, Share>, enough: impl Fn(&Share) -> bool) -> Known<bool> {
        self.among(shares, |share, actor| share.person == *actor, enough)
    }

    /// Whether a list contains an entry of the actor that counts. If no entry counts, it does not matter who acts.
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

    /// Returns evidence of the people with a share, after the action, whose accounts no longer work; `None` if there are none. A machine's
    /// creator and the account that a run names are excluded: rules `PRE022` and `ROL025` check those.
    ///
    /// # Errors
    /// Missing facts that could decide it: accounts, the list, or the person that the action is about.
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
            // The share to remove may be this one.
            return both(open, self.with()).map(|_| None);
        }
        if creates && creator.is_none() && (found.is_some() || open.is_err()) {
            // It may be shared with the creator.
            return both(open, self.actor_name()).map(|_| None);
        }
        if found.is_none() {
            open?;
        }
        Ok(found)
    }

    /// Whether the actor has one of these desktop flow connections, or the machine's creator has one that the actor can use.
    ///
    /// # Errors
    /// Missing facts that could decide it: the list, or the creator.
    pub fn connected(&self, machine: At<'a, Machine>, connections: List<'a, InlineStr>) -> Known<bool> {
        let own = self.lists_actor(connections);
        let lent = match machine.creator() {
            Ok(creator) => connections.contains(creator),
            Err(_) if connections.whole().is_ok_and(<[InlineStr]>::is_empty) => Ok(false),
            Err(missing) => Err(missing),
        };
        any([own, lent])
    }

    /// Returns whether the actor may share a thing of this owner in the environment, whose administrators may share everything.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook has no such privileges. Missing facts: the actor, or the environment.
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

    /// Returns the subscription that contains a network.
    ///
    /// # Errors
    /// Missing facts: the name of the subscription, or the whole subscription.
    pub fn subscription_of(&self, network: At<'a, Network>) -> Known<At<'a, Subscription>> {
        self.subscription(network.subscription()?)
    }

    /// Returns the roles that satisfy the role required under `key` on a network: the role required when it was created, and those that
    /// replaced it since. If that day is unknown, all possible ones; the last one always counts.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook requires none.
    pub fn roles_that_serve(
        &self,
        network: At<'a, Network>,
        key: Key,
    ) -> Result<impl Iterator<Item = Term<AzureRole>> + Clone + use<>, Stop> {
        let (day, published) = (self.now.day(), self.book.date);
        let created = network.it.created.value().map(|created| created.day());
        let known = rulebook::entries(key).iter().filter(move |entry| entry.published <= published);
        let held = move |entry: &Entry| created.is_some_and(|created| entry.since <= created);
        // Of the entries in force when it was created, only the last counts.
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
    /// Missing facts; if only an earlier role is held, also the day when the network was created.
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

    /// Whether the principal holds a role that is `enough` at this scope of the network or at a wider one.
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
        // Azure compares names without regard to case.
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

/// Whether a person may share a thing.
#[derive(Clone, Debug)]
pub struct Sharing<'a> {
    /// The person.
    pub actor: At<'a, Person>,
    /// The environment of the thing.
    pub environment: At<'a, Environment>,
    /// Whether they may, if the privilege to share is required.
    pub may: Known<bool>,
    /// Whether they may, if the privileges that the page names are enough.
    pub may_by_name: Known<bool>,
    /// The privileges they lack to share.
    pub lacking: u64,
}

impl Sharing<'_> {
    /// Returns the level if they may not, or could not: a warning if the privileges that the page names are enough.
    pub fn level(&self) -> Level {
        if self.may_by_name == Ok(true) { Level::Warning } else { Level::Error }
    }
}

/// The scope at which a role on a network is assigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkScope {
    /// The subscription of the network.
    Subscription,
    /// The resource group of the network.
    ResourceGroup,
    /// The virtual network itself.
    VirtualNetwork,
}
