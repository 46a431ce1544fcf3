//! What several rules ask: values of the rulebook, roles and privileges, counts.

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
        /// [`Stop::NotApplicable`] where the rulebook has no such value at that time.
        pub fn $name(&self, key: Key) -> Result<$type, Stop> {
            match self.value(key, self.now) {
                Some(Value::$variant(value)) => Ok(value),
                _ => Err(Stop::NotApplicable),
            }
        }
    )+};
}

impl<'a> Context<'a> {
    /// A number of the rulebook, or the organisation's own.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the rulebook has no such value at that time.
    pub fn number(&self, key: Key) -> Result<u64, Stop> {
        let entry = self.entry(key, 0, self.now).ok_or(Stop::NotApplicable)?;
        let Value::Number(number) = entry.value else { return Err(Stop::NotApplicable) };
        Ok(self.own(entry, |own| own.number(key, entry, number)).unwrap_or(number))
    }

    typed! {
        /// A yes or no of the rulebook.
        flag, Flag, bool;
        /// A set of privileges of the rulebook.
        privileges, Privileges, u64;
        /// A text of the rulebook.
        text, Text, &'static str;
        /// Texts of the rulebook.
        texts, Texts, &'static [&'static str];
    }

    /// The entry for a key (of the word at `place`, where it has a parameter) that held at an instant, kept in mind where somebody wants to
    /// know what was asked for.
    pub fn entry(&self, key: Key, place: u8, at: Instant) -> Option<&'static Entry> {
        let entry = self.book.entry(key, place, at)?;
        self.note(key, entry);
        Some(entry)
    }

    /// Keeps an entry in mind, where somebody wants to know what was asked for.
    pub(super) fn note(&self, key: Key, entry: &'static Entry) {
        if let Some((recorder, _)) = self.recorder {
            recorder.entry(key, entry);
        }
    }

    /// What an organisation lays over an entry, kept in mind as well.
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

    /// The value for a key without parameter that held at an instant.
    pub fn value(&self, key: Key, at: Instant) -> Option<Value> {
        self.entry(key, 0, at).map(|entry| entry.value)
    }

    /// The value for a key with a parameter that held at an instant.
    pub fn value_of<V: Vocabulary>(&self, key: Key, of: Term<V>, at: Instant) -> Option<Value> {
        self.entry(key, of.place(), at).map(|entry| entry.value)
    }

    /// What a security role brings, if the rulebook knows the role.
    fn privileges_of(&self, role: &Named<Role>) -> Option<u64> {
        match self.value_of(Key::RolePrivileges, role.term()?, self.now)? {
            Value::Privileges(bits) => Some(bits),
            _ => None,
        }
    }

    /// A word of the rulebook.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the rulebook has no such value at that time.
    pub fn term<V: Vocabulary>(&self, key: Key) -> Result<Term<V>, Stop> {
        self.term_at(key, self.now)
    }

    /// A word of the rulebook that is chosen by the day a resource was created.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the rulebook has no such value at that time.
    pub fn term_at<V: Vocabulary>(&self, key: Key, created: Instant) -> Result<Term<V>, Stop> {
        match self.value(key, created) {
            Some(Value::Term(place)) => Ok(Term::at(place)),
            _ => Err(Stop::NotApplicable),
        }
    }

    /// Words of the rulebook, or the organisation's own.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the rulebook has no such value at that time.
    pub fn terms<V: Vocabulary>(&self, key: Key) -> Result<impl Iterator<Item = Term<V>> + Clone, Stop> {
        let entry = self.entry(key, 0, self.now).ok_or(Stop::NotApplicable)?;
        let Value::Terms(places) = entry.value else { return Err(Stop::NotApplicable) };
        let places = self.own(entry, |own| own.words(key, entry, places)).unwrap_or(places);
        Ok(places.iter().map(|place| Term::at(*place)))
    }

    /// A text of the rulebook about a geography.
    pub fn geography_text(&self, key: Key, geography: Term<Geography>) -> Option<&'static str> {
        match self.value_of(key, geography, self.now)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The environment's geography, where the rulebook knows it.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the name is not a geography's; missing facts.
    pub fn geography(&self) -> Result<Term<Geography>, Stop> {
        self.environment()?.geography()?.term().ok_or(Stop::NotApplicable)
    }

    /// The one Azure region of the environment's geography.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where hosted machines are not offered; missing facts.
    pub fn home_region(&self) -> Result<&'static str, Stop> {
        let geography = self.geography()?;
        self.geography_text(Key::GeographyRegion, geography).ok_or(Stop::NotApplicable)
    }

    /// Words about a region that is not the one: that it lies in the same geography, if it does.
    pub fn kinship(&self, region: &Region, geography: Term<Geography>) -> Option<Phrase> {
        match self.value_of(Key::GeographySiblings, geography, self.now) {
            Some(Value::Texts(siblings)) if siblings.contains(&region.as_str()) => {
                Some(say::IN_THE_SAME_GEOGRAPHY)
            }
            _ => None,
        }
    }

    /// What of `needed` the person's security roles in the environment do not bring; 0 when nothing is lacking.
    ///
    /// # Errors
    /// The roles, or the privileges of a role that the rulebook does not know, when they could decide it.
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

    /// Whether the roles that the case describes let a person do so much with everything in the environment, and not only with what is their
    /// own or shared with them. How far the privileges of Microsoft's roles reach is not published: which of those see everything is said by
    /// name.
    ///
    /// # Errors
    /// The privileges of a role, or how far they reach, where that could decide it.
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

    /// What roles bring together, where each brings some privileges and may bring others, as `brings` says of it and of the privileges that
    /// the case states for it.
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

    /// A role that the case describes: one of the organisation's own, or one of Microsoft's that was changed.
    fn described_role(&self, role: &Named<Role>) -> Option<(&'a InlineStr, &'a CustomRole)> {
        self.case.facts.roles.iter().find(|(name, _)| match role {
            Named::Term(term) => Term::find(name) == Some(*term),
            Named::Other(other) => other == *name,
        })
    }

    /// Whether the person has one of the rulebook's roles in the environment.
    ///
    /// # Errors
    /// The roles, when they are not all known and none of those known is one.
    pub fn has_role(&self, person: At<'a, Person>, environment: &'a str, key: Key) -> Result<bool, Stop> {
        Ok(self.role_among(person, environment, key)??)
    }

    /// Whether the person has one of the rulebook's roles in the environment, as a part of a greater question.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the rulebook has no such value at that time.
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

    /// Hosted machines in the tenant: as stated, or as listed; with what happened since.
    ///
    /// # Errors
    /// The count, when it is neither stated nor can be had from a list.
    pub fn machines_in_tenant(&self) -> Known<Tally> {
        let since = self.ledger.machines();
        match self.case.tenant().hosted_machines() {
            Ok(stated) => Ok(stated.changed(since)),
            Err(missing) => self.listed().map(|tally| tally.changed(since)).ok_or(missing),
        }
    }

    /// Custom virtual networks in the tenant: as stated, and at least those that are listed with a network connection in use.
    ///
    /// # Errors
    /// The count, when it is not stated and nothing is listed.
    pub fn networks_in_tenant(&self) -> Known<Tally> {
        let active = |network: &Network| network.connection.state.value() == Some(&ConnectionState::Active);
        let listed = self.case.facts.networks.iter().map(|(_, network)| u64::from(active(network))).sum();
        match self.case.tenant().custom_networks() {
            Ok(stated) => Ok(Tally { number: stated.number.max(listed), ..stated }),
            Err(_) if listed > 0 => Ok(Tally { number: listed, at_least: true }),
            unknown => unknown,
        }
    }

    /// The listed machines that exist; `None` when nothing is listed.
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

/// The privileges that the case states for a role, where it describes the role.
type StatedPrivileges<'a> = Option<List<'a, Privilege>>;

/// What roles bring together.
struct RolesBring {
    held: u64,
    perhaps: u64,
    /// What would say whether they bring what they perhaps do.
    missing: Option<Missing>,
}

/// The bits of those privileges that are wanted.
fn bits(stated: List<'_, Privilege>, wanted: impl Fn(&Privilege) -> bool) -> u64 {
    let wanted = stated.items().iter().filter(|privilege| wanted(privilege));
    wanted.fold(0, |bits, privilege| bits | privilege.bit())
}
