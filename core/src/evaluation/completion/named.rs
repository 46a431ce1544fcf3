//! Which collection each text of a case refers to.

use super::domain::FRESH;
use crate::facts::change::{Change, Step};
use crate::facts::entities::Facts;
use crate::facts::value::Scope;
use crate::facts::{Case, DEFAULT_IMAGE, NONE};
use greenlight_json::{InlineStr, Pointer, sort};
use serde_json::{Map, Value};

/// A pseudo-collection: resource groups are named in a case, but not declared.
const RESOURCE_GROUPS: &str = "resource groups";

/// The references: collection (or `request`) and field that hold the text, the collection it refers to, and the word for "none", if any.
const REFERENCES: [(&str, &str, &str, &str); 38] = [
    ("images", "subscription", "subscriptions", ""),
    ("images", "resource_group", RESOURCE_GROUPS, ""),
    ("networks", "resource_group", RESOURCE_GROUPS, ""),
    ("images", "owner", "people", ""),
    ("images", "readers", "people", ""),
    ("images", "shared_with", "people", ""),
    ("networks", "subscription", "subscriptions", ""),
    ("networks", "owner", "people", ""),
    ("networks", "readers", "people", ""),
    ("networks", "shared_with", "people", ""),
    ("machines", "environment", "environments", ""),
    ("machines", "creator", "people", ""),
    ("machines", "image", "images", DEFAULT_IMAGE),
    ("machines", "network", "networks", NONE),
    ("machines", "group", "groups", NONE),
    ("machines", "replaces", "machines", NONE),
    ("machines", "session_user", "people", NONE),
    ("machines", "remote_desktop_users", "people", ""),
    ("machines", "administrators", "people", ""),
    ("machines", "connections", "people", ""),
    ("machines", "accounts", "people", ""),
    ("groups", "environment", "environments", ""),
    ("groups", "creator", "people", ""),
    ("groups", "image", "images", DEFAULT_IMAGE),
    ("groups", "network", "networks", NONE),
    ("groups", "members", "machines", ""),
    ("flows", "owner", "people", ""),
    ("flows", "environment", "environments", ""),
    ("environments", "shared_with", "people", ""),
    ("request", "actor", "people", ""),
    ("request", "with", "people", ""),
    ("request", "account", "people", ""),
    ("request", "environment", "environments", ""),
    ("request", "image", "images", DEFAULT_IMAGE),
    ("request", "network", "networks", ""),
    ("request", "machine", "machines", ""),
    ("request", "group", "groups", ""),
    ("request", "flow", "flows", ""),
];

/// Returns the collection that a text refers to and the word for "none" (empty without one); `None` if the text is not a reference.
pub fn refers_to(at: &Pointer) -> Option<(&'static str, &'static str)> {
    let keys: Vec<_> = at.keys().collect();
    let (first, last) = (keys.first()?, keys.last()?);
    let found = REFERENCES.iter().find(|(place, field, ..)| place == first && field == last)?;
    Some((found.2, found.3))
}

/// Whether a text refers to something in the case.
pub fn is_reference(at: &Pointer) -> bool {
    refers_to(at).is_some()
}

/// Returns the names that a collection declares.
pub fn declared<'a>(facts: &'a Facts, collection: &str) -> Vec<&'a InlineStr> {
    match collection {
        "subscriptions" => facts.subscriptions.iter().map(|row| row.0).collect(),
        "environments" => facts.environments.iter().map(|row| row.0).collect(),
        "people" => facts.people.iter().map(|row| row.0).collect(),
        "images" => facts.images.iter().map(|row| row.0).collect(),
        "networks" => facts.networks.iter().map(|row| row.0).collect(),
        "machines" => facts.machines.iter().map(|row| row.0).collect(),
        "groups" => facts.groups.iter().map(|row| row.0).collect(),
        "flows" => facts.flows.iter().map(|row| row.0).collect(),
        RESOURCE_GROUPS => groups_of_resources(facts),
        _ => Vec::new(),
    }
}

/// Returns the distinct names of the resource groups that contain images and networks, or in which roles are assigned.
pub fn groups_of_resources(facts: &Facts) -> Vec<&InlineStr> {
    let galleries = facts.images.iter().map(|(_, image)| &image.gallery.resource_group);
    let groups = galleries.chain(facts.networks.iter().map(|(_, network)| &network.resource_group));
    let grants = facts.subscriptions.iter().flat_map(|(_, subscription)| subscription.grants.items());
    let assigned = grants.filter_map(|grant| match &grant.scope {
        Scope::ResourceGroup(name) => Some(name),
        _ => None,
    });
    let mut names: Vec<&InlineStr> = groups.filter_map(|group| group.value()).chain(assigned).collect();
    sort(&mut names, Ord::cmp);
    names.dedup();
    names
}

/// Returns the declaration that a change needs first, if it refers to a name that does not exist yet.
pub fn declares(case: &Case, change: &Change) -> Option<Change> {
    let name = change.value()?.as_str().filter(|name| *name == FRESH)?;
    let (collection, _) = refers_to(change.at()).filter(|(collection, _)| *collection != RESOURCE_GROUPS)?;
    let there = declared(&case.facts, collection).iter().any(|known| **known == *name);
    let at = Pointer::ROOT.key(collection).key(name);
    (!there).then(|| Change::unchecked(Step::Set, at, Some(Value::Object(Map::new()))))
}
