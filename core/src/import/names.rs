//! Who and what ids stand for across all files, and by which key each thing goes in the document.

mod assigned;
mod images;
mod index;
mod namesakes;
mod networks;

pub(super) use assigned::Assigned;
pub(super) use images::{Definition, Images, VmImage, VmVersion};
pub(super) use namesakes::Namesakes;
pub(super) use networks::{Link, Networks, Vnet};

use super::ids::{folded, local_part};
use super::row::Row;
use assigned::Assignments;
use std::collections::{BTreeMap, BTreeSet};

/// What somebody told beside the files.
#[derive(Clone, Debug, Default)]
pub(super) struct NameHints {
    /// The environment of files that do not say theirs.
    pub(super) environment: Option<String>,
    /// The person of files that do not say whose they are.
    pub(super) person: Option<String>,
    /// The network connection, or the subnet, that is meant where several are on one virtual network.
    pub(super) network: Option<String>,
    /// The VM image that is meant where several are made of one image definition.
    pub(super) image: Option<String>,
}

/// A role of Azure's by its id.
#[derive(Clone, Debug)]
pub(super) struct Role {
    pub(super) name: String,
}

/// A machine group.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) name: String,
    /// Whether it is the one that a machine by itself has, which no portal shows.
    pub(super) hidden: bool,
    /// The Dataverse that told of it.
    pub(super) host: Option<String>,
}

/// What is known of ids.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) told: NameHints,
    /// Applications by the object id of their service principal.
    pub(super) apps: BTreeMap<String, String>,
    users: BTreeMap<String, String>,
    /// Users by what stands before the domain.
    namesakes: BTreeMap<String, BTreeSet<String>>,
    pub(super) roles: BTreeMap<String, Role>,
    environments: BTreeMap<String, String>,
    /// Ids of environments by their key.
    environment_ids: BTreeMap<String, BTreeSet<String>>,
    hosts: BTreeMap<String, String>,
    pub(super) networks: Networks,
    pub(super) images: Images,
    /// The subscriptions in which roles are assigned.
    pub(super) assigned: Assignments,
    pub(super) machines: Namesakes,
    pub(super) groups: BTreeMap<String, Group>,
    /// Ids of machines by that of their group.
    pub(super) alone: BTreeMap<String, String>,
    /// Tenants that the signed-in account is at home in.
    pub(super) tenants: BTreeSet<String>,
    /// Policy definitions by id: what they do, unless the assignment says otherwise.
    pub(super) policies: BTreeMap<String, serde_json::Value>,
    /// Roles of teams by id of the team.
    pub(super) teams: BTreeMap<String, Vec<String>>,
    /// Billing policies by id: whether they are enabled.
    pub(super) billing: BTreeMap<String, bool>,
    /// Ids of people that files about one person name, by whose ids they are.
    people_told_of: BTreeSet<(&'static str, String)>,
}

impl Names {
    /// Nothing yet, but for what was told.
    pub(super) fn told(told: NameHints) -> Self {
        Self { told, ..Self::default() }
    }

    /// Notes who an id is.
    pub(super) fn is_user(&mut self, id: &str, user: &str) {
        self.users.insert(folded(id), user.to_owned());
        self.users.insert(folded(user), user.to_owned());
        self.namesakes.entry(folded(local_part(user))).or_default().insert(folded(user));
    }

    /// The key of a person by an id or a user name.
    pub(super) fn person(&self, id: &str) -> Option<String> {
        let user = match self.users.get(&folded(id)) {
            Some(user) => user,
            None if id.contains('@') => id,
            None => return None,
        };
        let local = local_part(user);
        let alone = self.namesakes.get(&folded(local)).is_none_or(|users| users.len() < 2);
        let key = if alone { local } else { user };
        Some(key.to_ascii_lowercase()).filter(|key| !key.is_empty())
    }

    /// Notes the person that a file about one person is about, by the id that it names.
    pub(super) fn note_told_of(&mut self, (of, id): (&'static str, Option<&str>)) {
        self.people_told_of.extend(id.map(|id| (of, folded(id))));
    }

    /// The person that a file about one person is about: the id it names, or who was told, where no other file can be meant.
    pub(super) fn person_of(&self, (of, id): (&str, Option<&str>)) -> Option<String> {
        let stranger = |(whose, id): &&(&str, String)| *whose == of && self.person(id).is_none();
        let strangers = || self.people_told_of.iter().filter(stranger).count();
        let told = || self.told.person.clone().filter(|_| id.is_none() || strangers() == 1);
        id.and_then(|id| self.person(id)).or_else(told)
    }

    /// Notes an environment, and the address of its Dataverse.
    pub(super) fn is_environment(&mut self, id: &str, name: &str, address: Option<&str>) {
        let namesakes = self.environment_ids.get(name);
        let others = |ids: &BTreeSet<String>| ids.len() > usize::from(ids.contains(&folded(id)));
        let key = if namesakes.is_some_and(others) { format!("{name} ({id})") } else { name.to_owned() };
        let last = folded(id.rsplit('/').next().unwrap_or(id));
        if let Some(before) = self.environments.insert(last.clone(), key.clone())
            && let Some(ids) = self.environment_ids.get_mut(&before)
        {
            ids.remove(&last);
        }
        self.environment_ids.entry(key.clone()).or_default().insert(last);
        if let Some(host) = address.and_then(host_of) {
            self.hosts.insert(host, key);
        }
    }

    /// The key of an environment by its id.
    pub(super) fn environment(&self, id: &str) -> Option<String> {
        let last = id.rsplit('/').next().unwrap_or(id);
        self.environments.get(&folded(last)).cloned()
    }

    /// The environment whose Dataverse gave an answer: by its address, or who was told.
    pub(super) fn environment_of(&self, row: &Row<'_>) -> Option<String> {
        let by_host = host_of(&row.answer.context).and_then(|host| self.hosts.get(&host).cloned());
        by_host.or_else(|| self.told.environment.clone())
    }

    /// Chooses the keys, once everything is noted.
    pub(super) fn settle(&mut self) {
        self.machines.settle(&self.hosts);
        let groups = self.groups.values_mut().filter(|group| !group.hidden);
        namesakes::apart_by_host(groups.map(|group| (&mut group.name, group.host.as_deref())), &self.hosts);
        self.networks.settle(self.told.network.as_deref());
        self.images.settle(self.told.image.as_deref());
    }
}

/// The host in an address.
pub(super) fn host_of(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', ':', '?']).next().filter(|host| !host.is_empty())?;
    Some(host.replace(".api.", ".").to_ascii_lowercase())
}

/// The id in `users('…')` of a context.
pub(super) fn id_in_context<'c>(context: &'c str, of: &str) -> Option<&'c str> {
    let rest = context.split_once(&format!("{of}('"))?.1;
    rest.split_once('\'').map(|(id, _)| id)
}

/// Keeps the keys of different things apart: of two that are the same, the later one is counted.
fn apart<'k>(keys: impl Iterator<Item = &'k mut String>) {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for key in keys {
        let times = taken.entry(key.to_ascii_lowercase()).or_default();
        *times += 1;
        if *times > 1 {
            *key = format!("{key} ({times})");
        }
    }
}
