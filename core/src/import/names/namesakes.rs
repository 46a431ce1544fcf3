//! Keys of what has a name in the Dataverse of each environment: those of one name in several keep keys of their own.

use crate::import::ids::folded;
use std::collections::{BTreeMap, BTreeSet};

/// What is called something, and by which of the hosts it was told.
#[derive(Debug)]
struct Named {
    name: String,
    host: usize,
}

/// Things by their ids: by their names at first, by their keys once these are chosen.
#[derive(Debug, Default)]
pub(in crate::import) struct Namesakes {
    by_id: BTreeMap<String, Named>,
    hosts: Vec<Option<String>>,
    /// Names that one alone has, and names that several have.
    alone: BTreeSet<String>,
    shared: BTreeSet<String>,
}

impl Namesakes {
    /// Notes what a Dataverse tells of.
    pub(in crate::import) fn note(&mut self, id: &str, name: &str, host: Option<String>) {
        let known = self.hosts.iter().position(|known| *known == host);
        let host = known.unwrap_or_else(|| {
            self.hosts.push(host);
            self.hosts.len() - 1
        });
        self.by_id.insert(folded(id), Named { name: name.to_owned(), host });
    }

    /// The key of what has this id.
    pub(in crate::import) fn key_of(&self, id: &str) -> Option<&str> {
        self.by_id.get(&folded(id)).map(|named| &*named.name)
    }

    /// The key of what has this id, or without one of what alone can be called so.
    pub(in crate::import) fn key<'n>(&'n self, id: Option<&str>, name: &'n str) -> Option<&'n str> {
        let by_id = id.and_then(|id| self.key_of(id));
        by_id.or_else(|| (!self.shared.contains(name)).then_some(name))
    }

    /// Whether exactly one that is known is called so.
    pub(in crate::import) fn is_one(&self, name: &str) -> bool {
        self.alone.contains(name)
    }

    /// Chooses the keys; environments are named by their hosts.
    pub(super) fn settle(&mut self, environments: &BTreeMap<String, String>) {
        for named in self.by_id.values() {
            if self.alone.contains(&named.name) {
                self.shared.insert(named.name.clone());
            } else {
                self.alone.insert(named.name.clone());
            }
        }
        self.alone.retain(|name| !self.shared.contains(name));
        if !self.shared.is_empty() {
            let Self { by_id, hosts, .. } = self;
            let host = |host: usize| hosts.get(host).and_then(Option::as_deref);
            let named = by_id.values_mut().map(|named| (&mut named.name, host(named.host)));
            apart_by_host(named, environments);
        }
    }
}

/// Adds to names that several have the environment, or the host where no environment is known to be behind it; and a number where that is not enough.
pub(super) fn apart_by_host<'k>(
    named: impl Iterator<Item = (&'k mut String, Option<&'k str>)>,
    environments: &BTreeMap<String, String>,
) {
    let mut of_each: BTreeMap<String, Vec<(&mut String, Option<&str>)>> = BTreeMap::new();
    for (name, host) in named {
        of_each.entry(name.clone()).or_default().push((name, host));
    }
    for (name, several) in of_each.iter_mut().filter(|(_, several)| several.len() > 1) {
        for (key, host) in several.iter_mut() {
            if let Some(host) = host {
                let place = environments.get(*host).map_or(*host, String::as_str);
                **key = format!("{name} ({place})");
            }
        }
        super::apart(several.iter_mut().map(|(key, _)| &mut **key));
    }
}
