//! Facts as a tenant file keeps them: each with the file it was read from and when it was observed, where that is asked for.

mod part;

use super::report::ImportSource;
use super::{KnownFacts, Sources};
use crate::facts::Case;
use crate::facts::entities::Facts;
use crate::facts::origin::{FactSource, Origin};
use crate::facts::part::unstated;
use crate::facts::table::Table;
use greenlight_json::{Pointer, write};
use part::Part;
use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::{Bound, Deref};

/// Facts, and where they come from, as far as that is to be written with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactsWithOrigins {
    /// The facts.
    pub facts: Facts,
    pub(super) origins: Option<Origins>,
}

impl Deref for FactsWithOrigins {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.facts
    }
}

impl Serialize for FactsWithOrigins {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(origins) = &self.origins else { return self.facts.serialize(serializer) };
        let Facts {
            tenant,
            subscriptions,
            azure_roles,
            environments,
            people,
            roles,
            images,
            networks,
            machines,
            machines_complete,
            groups,
            groups_complete,
            flows,
        } = &self.facts;
        // In the order of their names, and one thing after the other: of many, no more than one is held in two forms.
        let mut out = serializer.serialize_map(None)?;
        things(&mut out, "azure_roles", azure_roles, origins)?;
        things(&mut out, "environments", environments, origins)?;
        things(&mut out, "flows", flows, origins)?;
        things(&mut out, "groups", groups, origins)?;
        // That a case is whole is no fact of a thing, and is written plainly.
        stated(&mut out, "groups_complete", groups_complete.as_ref())?;
        things(&mut out, "images", images, origins)?;
        things(&mut out, "machines", machines, origins)?;
        stated(&mut out, "machines_complete", machines_complete.as_ref())?;
        things(&mut out, "networks", networks, origins)?;
        things(&mut out, "people", people, origins)?;
        things(&mut out, "roles", roles, origins)?;
        things(&mut out, "subscriptions", subscriptions, origins)?;
        if !unstated(tenant) {
            out.serialize_entry("tenant", &origins.with(tenant, &["tenant"]).map_err(S::Error::custom)?)?;
        }
        out.end()
    }
}

fn stated<M: SerializeMap, T: Serialize>(
    out: &mut M,
    name: &'static str,
    value: Option<&T>,
) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| out.serialize_entry(name, value))
}

fn things<M: SerializeMap, T: Serialize + Default + PartialEq>(
    out: &mut M,
    name: &'static str,
    table: &Table<T>,
    origins: &Origins,
) -> Result<(), M::Error> {
    if unstated(table) {
        return Ok(());
    }
    out.serialize_entry(name, &Things { name, table, origins })
}

/// Things by name, each fact of them with where it comes from.
struct Things<'t, T> {
    name: &'static str,
    table: &'t Table<T>,
    origins: &'t Origins,
}

impl<T: Serialize> Serialize for Things<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(Some(self.table.len()))?;
        for (name, thing) in self.table.iter() {
            let thing = self.origins.with(thing, &[self.name, name]).map_err(S::Error::custom)?;
            out.serialize_entry(name, &thing)?;
        }
        out.end()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for FactsWithOrigins {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Facts::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Facts::json_schema(generator)
    }
}

/// Where facts come from: what was read now over what an older tenant file says of its facts, and what a case says over both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origins {
    tenant: BTreeMap<Pointer, Origin>,
    read: Sources,
    case: BTreeMap<Pointer, Origin>,
}

impl Origins {
    /// None where nothing is known of any fact.
    pub(super) fn of(read: Sources, beside: KnownFacts<'_>) -> Option<Self> {
        let of = |case: Option<&Case>| -> BTreeMap<Pointer, Origin> {
            let origins = case.map(|case| case.origins.iter()).into_iter().flatten();
            origins.map(|(at, origin)| (at.clone(), origin.clone())).collect()
        };
        let (tenant, case) = (of(beside.tenant), of(beside.case));
        let any = !(tenant.is_empty() && read.is_empty() && case.is_empty());
        any.then_some(Self { tenant, read, case })
    }

    /// A thing of the facts, with where what it says comes from.
    fn with<T: Serialize>(&self, thing: &T, keys: &[&str]) -> Result<Part, serde_json::Error> {
        let mut part: Part = serde_json::from_str(&write::text(thing))?;
        let place = keys.iter().fold(Pointer::ROOT, |at, key| at.key(key));
        let mut origins: BTreeMap<Pointer, Origin> = within(&self.tenant, &place);
        origins.extend(self.read.of_thing(keys).map(|(at, sources)| (at, origin(&sources))));
        origins.extend(within(&self.case, &place));
        for (at, origin) in origins {
            let keys: Vec<Cow<'_, str>> = at.keys().skip(keys.len()).collect();
            part.state(&keys, origin);
        }
        Ok(part)
    }
}

/// What stands at a place, and in it.
fn within(origins: &BTreeMap<Pointer, Origin>, place: &Pointer) -> BTreeMap<Pointer, Origin> {
    let below = format!("{place}/");
    let inside = origins.range::<str, _>((Bound::Included(&*below), Bound::Unbounded));
    let inside = inside.take_while(|(at, _)| at.as_str().starts_with(&*below));
    let all = origins.get_key_value(place).into_iter().chain(inside);
    all.map(|(at, origin)| (at.clone(), origin.clone())).collect()
}

/// The origin of what was read in several places.
fn origin(sources: &[ImportSource]) -> Origin {
    // What several say is as old as the oldest of them.
    let observed_at = sources.iter().map(|source| source.observed_at).min().flatten();
    let source = sources.first().map(|source| FactSource {
        file: source.file.as_str().into(),
        at: (source.at != Pointer::ROOT).then(|| source.at.as_str().into()),
    });
    Origin { attested: None, observed_at, source }
}
