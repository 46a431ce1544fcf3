//! Queries that several rules share: values of the rulebook, roles and privileges, counts.

use super::Context;
use crate::facts::entities::{CustomRole, Network, Person};
use crate::facts::fact::Tally;
use crate::facts::known::{Known, Missing};
use crate::facts::list::List;
use crate::facts::value::{ConnectionState, Depth, Privilege, Status};
use crate::facts::{At, value::Region};
use crate::rulebook::term::{Named, Term, Vocabulary};
use crate::rulebook::{Entry, Geography, Key, Role, Value};
use crate::rules::phrases as say;
use crate::rules::rule::Stop;
use crate::rules::{Overrides, OwnUse};
use crate::vocabulary::Phrase;
use crate::vocabulary::instant::Instant;
use greenlight_json::{InlineStr, Pointer};

macro_rules! typed {
    ($($(#[$doc:meta])* $name:ident, $variant:ident, $type:ty;)+) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// [`Stop::NotApplicable`] if the rulebook has no such value at that time.
        pub fn $name(&self, key: Key) -> Result<$type, Stop> {
            match self.value(key, self.now) {
                Some(Value::$variant(value)) => Ok(value),
                _ => Err(Stop::NotApplicable),
            }
        }
    )+};
}

impl<'a> Context<'a> {
    /// Returns a number of the rulebook, or the organisation's own.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook has no such value at that time.
    pub fn number(&self, key: Key) -> Result<u64, Stop> {
        let entry = self.entry(key, 0, self.now).ok_or(Stop::NotApplicable)?;
        let Value::Number(number) = entry.value else { return Err(Stop::NotApplicable) };
        Ok(self.own(entry, |own| own.number(key, entry, number)).unwrap_or(number))
    }

    typed! {
        /// Returns a yes or no of the rulebook.
        flag, Flag, bool;
        /// Returns a set of privileges of the rulebook.
        privileges, Privileges, u64;
        /// Returns a text of the rulebook.
        text, Text, &'static str;
        /// Returns texts of the rulebook.
        texts, Texts, &'static [&'static str];
    }

    /// Returns the entry for a key (with the parameter at index `place`, if it has one) that was in force at an instant, and records it.
    pub fn entry(&self, key: Key, place: u8, at: Instant) -> Option<&'static Entry> {
        let entry = self.book.entry(key, place, at)?;
        self.note(key, entry);
        Some(entry)
    }

    /// Records an entry, if there is a recorder.
    pub(super) fn note(&self, key: Key, entry: &'static Entry) {
        if let Some((recorder, _)) = self.recorder {
            recorder.entry(key, entry);
        }
    }

    /// Returns the organisation's own value in place of an entry, and records it.
    fn own<T>(
        &self,
        entry: &Entry,
        value: impl FnOnce(&'a dyn Overrides) -> Option<(usize, T)>,
    ) -> Option<T> {
        let (place, value) = value(self.overrides?)?;
        if let Some((recorder, by)) = self.recorder {
            recorder.own(OwnUse { by, place, instead_of: entry.value });
        }
        Some(value)
    }

    /// Returns the value for a key without parameter that was in force at an instant.
    pub fn value(&self, key: Key, at: Instant) -> Option<Value> {
        self.entry(key, 0, at).map(|entry| entry.value)
    }

    /// Returns the value for a key with a parameter that was in force at an instant.
    pub fn value_of<V: Vocabulary>(&self, key: Key, of: Term<V>, at: Instant) -> Option<Value> {
        self.entry(key, of.place(), at).map(|entry| entry.value)
    }

    /// Returns the privileges of a security role, if the rulebook knows the role.
    fn privileges_of(&self, role: &Named<Role>) -> Option<u64> {
        match self.value_of(Key::RolePrivileges, role.term()?, self.now)? {
            Value::Privileges(bits) => Some(bits),
            _ => None,
        }
    }

    /// Returns a term of the rulebook.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook has no such value at that time.
    pub fn term<V: Vocabulary>(&self, key: Key) -> Result<Term<V>, Stop> {
        self.term_at(key, self.now)
    }

    /// Returns the term of the rulebook that applies to a resource by the time it was created.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook has no such value at that time.
    pub fn term_at<V: Vocabulary>(&self, key: Key, created: Instant) -> Result<Term<V>, Stop> {
        match self.value(key, created) {
            Some(Value::Term(place)) => Ok(Term::at(place)),
            _ => Err(Stop::NotApplicable),
        }
    }

    /// Returns terms of the rulebook, or the organisation's own.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook has no such value at that time.
    pub fn terms<V: Vocabulary>(&self, key: Key) -> Result<impl Iterator<Item = Term<V>> + Clone, Stop> {
        let entry = self.entry(key, 0, self.now).ok_or(Stop::NotApplicable)?;
        let Value::Terms(places) = entry.value else { return Err(Stop::NotApplicable) };
        let places = self.own(entry, |own| own.words(key, entry, places)).unwrap_or(places);
        Ok(places.iter().map(|place| Term::at(*place)))
    }

    /// Returns a text of the rulebook about a geography.
    pub fn geography_text(&self, key: Key, geography: Term<Geography>) -> Option<&'static str> {
        match self.value_of(key, geography, self.now)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the environment's geography.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook does not know the geography; missing facts.
    pub fn geography(&self) -> Result<Term<Geography>, Stop> {
        self.environment()?.geography()?.term().ok_or(Stop::NotApplicable)
    }

    /// Returns the single Azure region of the environment's geography.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if hosted machines are not offered there; missing facts.
    pub fn home_region(&self) -> Result<&'static str, Stop> {
        let geography = self.geography()?;
        self.geography_text(Key::GeographyRegion, geography).ok_or(Stop::NotApplicable)
    }

    /// Returns the phrase that a wrong region lies in the same geography, if it does.
    pub fn kinship(&self, region: &Region, geography: Term<Geography>) -> Option<Phrase> {
        match self.value_of(Key::GeographySiblings, geography, self.now) {
            Some(Value::Texts(siblings)) if siblings.contains(&region.as_str()) => {
                Some(say::IN_THE_SAME_GEOGRAPHY)
            }
            _ => None,
        }
    }

    /// Returns those of the `needed` privileges that the person's security roles in the environment lack; 0 if none.
    ///
    /// # Errors
    /// Missing facts that could decide it: the roles, or the privileges of a role that the rulebook does not know.
    pub fn lacking(&self, person: At<'a, Person>, environment: &'a str, needed: u64) -> Known<u64> {
        let roles = person.roles().of(environment);
        let brings = |role: &Named<Role>, stated: StatedPrivileges<'a>| match stated {
            Some(stated) => (bits(stated, |_| true), if stated.is_whole() { 0 } else { u64::MAX }),
            None => self.privileges_of(role).map_or((0, u64::MAX), |known| (known, 0)),
        };
        let mut brought = self.brought(roles.items(), needed, brings);
        if !roles.is_whole() {
            brought.missing = Some(Missing::fact(roles.pointer()).after(brought.missing));
        }
        match brought.missing {
            Some(missing) if brought.held & needed != needed => Err(missing),
            _ => Ok(needed & !brought.held),
        }
    }

    /// Whether the roles that the case describes let a person use the privileges on everything in the environment, not only on their own
    /// things and those shared with them. The depth of privileges of Microsoft's roles is not published: roles that see everything are
    /// listed by name instead.
    ///
    /// # Errors
    /// Missing facts that could decide it: the privileges of a role, or their depth.
    pub fn reaches_all(&self, person: At<'a, Person>, environment: &'a str, needed: u64) -> Known<bool> {
        let brings = |role: &Named<Role>, stated: StatedPrivileges<'a>| match stated {
            Some(stated) => {
                let with = |depth| bits(stated, |privilege| privilege.depth() == depth);
                let open = if stated.is_whole() { with(None) } else { u64::MAX };
                (with(Some(Depth::Organization)), open)
            }
            None => (0, if role.term().is_none() { u64::MAX } else { 0 }),
        };
        let RolesBring { held, perhaps, missing } =
            self.brought(person.roles().of(environment).items(), needed, brings);
        match missing {
            _ if held & needed == needed => Ok(true),
            Some(missing) if (held | perhaps) & needed == needed => Err(missing),
            _ => Ok(false),
        }
    }

    /// Combines the privileges of roles. `brings` takes a role and its privileges in the case, and returns those that it has and those that
    /// it may have.
    fn brought(
        &self,
        roles: &'a [Named<Role>],
        needed: u64,
        brings: impl Fn(&Named<Role>, StatedPrivileges<'a>) -> (u64, u64),
    ) -> RolesBring {
        let mut brought = RolesBring { held: 0, perhaps: 0, missing: None };
        for role in roles {
            let described = self.described_role(role);
            let (held, perhaps) =
                brings(role, described.map(|(name, given)| At::of(&"roles", name, given).privileges()));
            brought.held |= held;
            if perhaps & needed != 0 {
                let name = described.map_or_else(|| role.name(), |(name, _)| name);
                let fact = Missing::fact(Pointer::ROOT.key("roles").key(name).key("privileges"));
                brought.perhaps |= perhaps;
                brought.missing = Some(fact.after(brought.missing));
            }
        }
        brought
    }

    /// Returns the description of a role in the case: a custom role, or a modified role of Microsoft's.
    fn described_role(&self, role: &Named<Role>) -> Option<(&'a InlineStr, &'a CustomRole)> {
        self.case.facts.roles.iter().find(|(name, _)| match role {
            Named::Term(term) => Term::find(name) == Some(*term),
            Named::Other(other) => other == *name,
        })
    }

    /// Whether the person has one of the roles under a key of the rulebook, in the environment.
    ///
    /// # Errors
    /// Missing facts: the roles, if the list is incomplete and none of those known is one. [`Stop::NotApplicable`] if the rulebook has no
    /// such value.
    pub fn has_role(&self, person: At<'a, Person>, environment: &'a str, key: Key) -> Result<bool, Stop> {
        Ok(self.role_among(person, environment, key)??)
    }

    /// Returns whether the person has one of the roles under a key of the rulebook, to be combined with other conditions.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook has no such value at that time.
    pub fn role_among(
        &self,
        person: At<'a, Person>,
        environment: &'a str,
        key: Key,
    ) -> Result<Known<bool>, Stop> {
        let wanted = self.terms::<Role>(key)?;
        let roles = person.roles().of(environment);
        Ok(roles.any(|role| wanted.clone().any(|term| *role == term)))
    }

    /// Returns the number of hosted machines in the tenant: as stated or as listed, plus what happened since.
    ///
    /// # Errors
    /// Missing facts: the count, if it is neither stated nor known from a list.
    pub fn machines_in_tenant(&self) -> Known<Tally> {
        let since = self.ledger.machines();
        match self.case.tenant().hosted_machines() {
            Ok(stated) => Ok(stated.changed(since)),
            Err(missing) => self.listed().map(|tally| tally.changed(since)).ok_or(missing),
        }
    }

    /// Returns the number of custom virtual networks in the tenant: as stated, and at least those listed with an active network connection.
    ///
    /// # Errors
    /// Missing facts: the count, if it is not stated and nothing is listed.
    pub fn networks_in_tenant(&self) -> Known<Tally> {
        let active = |network: &Network| network.connection.state.value() == Some(&ConnectionState::Active);
        let listed = self.case.facts.networks.iter().map(|(_, network)| u64::from(active(network))).sum();
        match self.case.tenant().custom_networks() {
            Ok(stated) => Ok(Tally { number: stated.number.max(listed), ..stated }),
            Err(_) if listed > 0 => Ok(Tally { number: listed, at_least: true }),
            unknown => unknown,
        }
    }

    /// Returns the number of listed machines that exist; `None` if nothing is listed.
    fn listed(&self) -> Option<Tally> {
        let complete = self.case.facts.lists_machines()?;
        let mut tally = Tally { number: 0, at_least: !complete };
        for (_, machine) in self.case.facts.machines.iter() {
            let gone = matches!(
                machine.status.value(),
                Some(Status::Removed | Status::Deleted | Status::OverCapacityDeleted)
            );
            tally.number += u64::from(!gone);
        }
        Some(tally)
    }
}

/// The privileges that the case states for a role, if it describes the role.
type StatedPrivileges<'a> = Option<List<'a, Privilege>>;

/// The combined privileges of roles.
struct RolesBring {
    held: u64,
    perhaps: u64,
    /// The facts that would decide whether the roles have the privileges in `perhaps`.
    missing: Option<Missing>,
}

/// Returns the bits of the privileges that are wanted.
fn bits(stated: List<'_, Privilege>, wanted: impl Fn(&Privilege) -> bool) -> u64 {
    let wanted = stated.items().iter().filter(|privilege| wanted(privilege));
    wanted.fold(0, |bits, privilege| bits | privilege.bit())
}
