//! Values that come in large numbers: members of lists and collections, and values composed of several names.

use super::{FRESH, LONG, set};
use crate::evaluation::completion::named;
use crate::facts::Case;
use crate::facts::change::Change;
use crate::facts::entities::Facts;
use crate::facts::value::{Depth, Permission, ShareLevel};
use crate::rulebook::{self, App, AzureRole, OPERATIONS, TABLES, term::Term};
use crate::vocabulary::kind::Kind;
use greenlight_json::{InlineStr, Pointer, sort};
use serde_json::{Map, Value};

/// A number of members that exceeds every limit on a list.
const MANY: usize = 600;

/// Returns the whole lists to try: all members; all but one of those not stated yet; for words, the known ones only, if unknown ones are
/// stated; and for texts more members than any limit allows.
pub(super) fn wholes(stated: &[Value], member: Kind, members: &[Value]) -> Vec<Value> {
    let is_stated = among(stated, members.len());
    let new: Vec<&Value> = members.iter().filter(|member| !is_stated(member)).collect();
    let but = |left_out: Option<usize>| {
        let kept =
            new.iter().enumerate().filter(|(place, _)| Some(*place) != left_out).map(|(_, member)| *member);
        stated.iter().chain(kept).cloned().collect::<Value>()
    };
    let each = if new.len() > LONG { 0 } else { new.len() };
    let wholes = std::iter::once(None).chain((0..each).map(Some)).map(but);
    let is_known = among(members, stated.len());
    let known = || stated.iter().filter(|member| is_known(member)).cloned().collect::<Value>();
    let others = !stated.iter().all(&is_known);
    let known = (others && matches!(member, Kind::Word(_))).then(known);
    let fresh = || (0..MANY).map(|number| Value::from(format!("{FRESH}-{number}")));
    let many = matches!(member, Kind::Text).then(|| stated.iter().cloned().chain(fresh()).collect::<Value>());
    wholes.chain(known).chain(many).collect()
}

/// Returns the stated members of a list; `None` if the pointer is not to a list.
pub fn stated(case: &mut Case, at: &Pointer) -> Option<Vec<Value>> {
    let members = match case.facts.known_in_part(at)? {
        Value::Object(mut list) => list.remove("items")?,
        members => members,
    };
    match members {
        Value::Array(members) => Some(members),
        _ => None,
    }
}

/// Returns a test whether a value is among `values`; they are sorted first if the list is long and many values are tested.
pub(super) fn among(values: &[Value], asked: usize) -> impl Fn(&Value) -> bool {
    let many = values.len().min(asked) > LONG;
    let mut texts: Vec<String> =
        if many { values.iter().map(Value::to_string).collect() } else { Vec::new() };
    sort(&mut texts, Ord::cmp);
    move |value| if many { texts.binary_search(&value.to_string()).is_ok() } else { values.contains(value) }
}

/// Returns the changes that complete a collection: one that states it has no more entries, and one for each new entry.
pub(super) fn rows(case: &Case, at: &Pointer) -> Vec<Change> {
    let collection = at.keys().next().unwrap_or_default();
    let complete = Pointer::ROOT.key(&format!("{collection}_complete"));
    let whole = match collection.as_ref() {
        "machines" if case.facts.machines.is_stated() => set(complete, Value::Bool(true)),
        "groups" if case.facts.groups.is_stated() => set(complete, Value::Bool(true)),
        _ => set(at.clone(), empty()),
    };
    let asked = case.request.as_ref().and_then(|request| request.details.name.clone());
    let names = asked.into_iter().chain([FRESH.into()]);
    std::iter::once(whole).chain(names.map(|name: InlineStr| set(at.clone().key(&name), empty()))).collect()
}

/// Returns one country of each geography, certain or not, and one that has no geography.
pub(super) fn countries() -> impl Iterator<Item = String> {
    let mut seen = Vec::new();
    let letters = || b'A'..=b'Z';
    let all = letters().flat_map(move |first| letters().map(move |second| [first, second]));
    let first = move |country: &[u8; 2]| {
        let geography = rulebook::geography_of_country(*country);
        let is_new = !seen.contains(&geography);
        seen.push(geography);
        is_new
    };
    all.filter(first).map(|country| country.iter().copied().map(char::from).collect())
}

/// Returns the scopes of the resources of a case; where there are [many](has_many_scopes), those that the request names and some others.
pub(super) fn scopes(case: &Case) -> Vec<String> {
    let facts = &case.facts;
    let groups = named::groups_of_resources(facts).into_iter().map(|name| format!("resource-group/{name}"));
    let networks = facts.networks.iter().map(|(name, _)| format!("virtual-network/{name}"));
    let galleries = facts.images.iter().map(|(name, _)| format!("gallery/{name}"));
    let all = std::iter::once("subscription".to_owned()).chain(groups).chain(networks).chain(galleries);
    if !has_many_scopes(facts) {
        return all.collect();
    }
    let details = case.request.as_ref().map(|request| &request.details);
    let network = details.and_then(|details| details.network.as_deref());
    let image = details.and_then(|details| details.image.as_deref());
    let is_named = |scope: &str| {
        scope.strip_prefix("virtual-network/").is_some_and(|name| Some(name) == network)
            || scope.strip_prefix("gallery/").is_some_and(|name| Some(name) == image)
    };
    let mut some = 0..LONG;
    all.filter(|scope| is_named(scope) || some.next().is_some()).collect()
}

/// Whether there are more scopes than are all tried.
pub(super) fn has_many_scopes(facts: &Facts) -> bool {
    facts.networks.len() + facts.images.len() > LONG
}

/// Returns every application and person.
pub(super) fn principals(facts: &Facts) -> Vec<&str> {
    let mut principals: Vec<&str> = Term::<App>::all().map(Term::id).collect();
    principals.extend(facts.people.iter().map(|(name, _)| name.as_str()));
    principals
}

/// Returns every role assignment (or, without `roles`, every deny assignment) of these principals at every scope.
pub(super) fn assignments(case: &Case, principals: &[&str], roles: bool) -> Vec<Value> {
    let mut all = Vec::new();
    for scope in scopes(case) {
        for principal in principals {
            let at_scope = [("principal", (*principal).into()), ("scope", scope.as_str().into())];
            if roles {
                let role = |role: Term<AzureRole>| {
                    object(at_scope.iter().cloned().chain([("role", role.id().into())]))
                };
                all.extend(Term::<AzureRole>::all().map(role));
            } else {
                all.push(object(at_scope));
            }
        }
    }
    all
}

pub(super) fn shares(facts: &Facts) -> Vec<Value> {
    facts.people.iter().flat_map(|(name, _)| shares_with(name)).collect()
}

/// Returns a share with a person at each level.
pub(super) fn shares_with(person: &str) -> impl Iterator<Item = Value> {
    let share = move |level: &&str| object([("person", person.into()), ("level", (*level).into())]);
    ShareLevel::WORDS.iter().map(share)
}

pub(super) fn restrictions(facts: &Facts) -> Vec<Value> {
    let names = facts.people.iter().map(|(name, _)| Value::Array(vec![name.as_str().into()]));
    let whom: Vec<Value> = names.chain([Value::Array(Vec::new()), Value::Null]).collect();
    let restriction =
        |windows: &str, whom: &Value| object([("windows", windows.into()), ("applies_to", whom.clone())]);
    Permission::WORDS
        .iter()
        .flat_map(|windows| whom.iter().map(move |whom| restriction(windows, whom)))
        .collect()
}

pub(super) fn privileges() -> Vec<Value> {
    let depths = ["", Depth::User.suffix(), Depth::Organization.suffix()];
    let each = TABLES
        .iter()
        .flat_map(|table| OPERATIONS.iter().map(move |operation| format!("{table}.{operation}")));
    each.flat_map(|privilege| depths.map(|depth| Value::from(format!("{privilege}{depth}")))).collect()
}

fn empty() -> Value {
    object([])
}

fn object(fields: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    // A loop, as `collect` would compile in another sort.
    let mut object = Map::new();
    for (key, value) in fields {
        object.insert(key.to_owned(), value);
    }
    Value::Object(object)
}
