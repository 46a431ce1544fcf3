//! Redaction of a case: names of people, things and domains are replaced by pseudonyms, consistently, and nothing else is changed.

use super::{DEFAULT_IMAGE, NONE};
use crate::rulebook::term::Term;
use crate::rulebook::{App, AzureRole, Role};
use greenlight_json::Pointer;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The pseudonyms of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pseudonyms {
    /// The pseudonym of each name; names that differ only in case get pseudonyms that differ only in case.
    pub known: BTreeMap<String, String>,
    /// By name in lower case: the pseudonym in lower case, and how many known names differ from this one only in case.
    alike: BTreeMap<String, (String, usize)>,
    /// Names and pseudonyms, in lower case, that no new pseudonym may equal.
    taken: BTreeSet<String>,
}

/// The members of a case whose keys are names.
const TABLES: &[&str] =
    &["subscriptions", "environments", "people", "images", "networks", "machines", "groups", "flows"];

/// The kind of name that a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NameKind {
    /// A name.
    Name,
    /// The name of an application, or of a person.
    Principal,
    /// The name of a security role.
    Role,
    /// The name of an Azure role.
    AzureRole,
    /// The scope of an assignment.
    Scope,
    /// A name in a domain: `user@domain`.
    Address,
    /// Prose.
    Prose,
}

/// The places of names besides the keys of tables: `*` stands for one key; indices of lists are left out.
const PLACES: &[(&str, NameKind)] = &[
    ("subscriptions/*/grants/principal", NameKind::Principal),
    ("subscriptions/*/grants/role", NameKind::AzureRole),
    ("subscriptions/*/grants/scope", NameKind::Scope),
    ("subscriptions/*/deny_assignments/principal", NameKind::Principal),
    ("subscriptions/*/deny_assignments/scope", NameKind::Scope),
    ("environments/*/group_names", NameKind::Name),
    ("environments/*/image_names", NameKind::Name),
    ("environments/*/network_names", NameKind::Name),
    ("environments/*/default_image/shared_with", NameKind::Name),
    ("people/*/roles/*", NameKind::Role),
    ("images/*/subscription", NameKind::Name),
    ("images/*/gallery/resource_group", NameKind::Name),
    ("images/*/gallery/readers", NameKind::Name),
    ("images/*/owner", NameKind::Name),
    ("images/*/shared_with", NameKind::Name),
    ("networks/*/subscription", NameKind::Name),
    ("networks/*/resource_group", NameKind::Name),
    ("networks/*/readers", NameKind::Name),
    ("networks/*/subnet/name", NameKind::Name),
    ("networks/*/domain/dns_name", NameKind::Address),
    ("networks/*/domain/join_user", NameKind::Address),
    ("networks/*/connection/owner", NameKind::Name),
    ("networks/*/connection/shared_with", NameKind::Name),
    ("machines/*/environment", NameKind::Name),
    ("machines/*/creator", NameKind::Name),
    ("machines/*/image", NameKind::Name),
    ("machines/*/network", NameKind::Name),
    ("machines/*/group", NameKind::Name),
    ("machines/*/windows/session_user", NameKind::Name),
    ("machines/*/windows/remote_desktop_users", NameKind::Name),
    ("machines/*/windows/administrators", NameKind::Name),
    ("machines/*/shared_with/person", NameKind::Name),
    ("machines/*/connections", NameKind::Name),
    ("machines/*/accounts", NameKind::Name),
    ("machines/*/replaces", NameKind::Name),
    ("groups/*/environment", NameKind::Name),
    ("groups/*/creator", NameKind::Name),
    ("groups/*/shared_with/person", NameKind::Name),
    ("groups/*/image", NameKind::Name),
    ("groups/*/network", NameKind::Name),
    ("groups/*/members", NameKind::Name),
    ("flows/*/owner", NameKind::Name),
    ("flows/*/environment", NameKind::Name),
    ("tenant/intune/custom_restrictions/applies_to", NameKind::Name),
    ("request/actor", NameKind::Name),
    ("request/*/environment", NameKind::Name),
    ("request/*/name", NameKind::Name),
    ("request/*/description", NameKind::Prose),
    ("request/*/image", NameKind::Name),
    ("request/*/network", NameKind::Name),
    ("request/*/subnet", NameKind::Name),
    ("request/*/machine", NameKind::Name),
    ("request/*/with", NameKind::Name),
    ("request/*/account", NameKind::Name),
    ("request/*/group", NameKind::Name),
    ("request/*/flow", NameKind::Name),
];

/// From this length on, pseudonyms are as long as the names they replace, because rules may limit the length.
const LONG: usize = 40;

impl Pseudonyms {
    /// Creates pseudonyms from those already chosen.
    pub fn decided(known: BTreeMap<String, String>) -> Self {
        let mut names = Self::default();
        for (name, new) in &known {
            names.keep(name, new);
        }
        names
    }

    /// Returns the case with all names replaced.
    pub fn redacted(&mut self, case: Value) -> Value {
        self.value(case, &mut Vec::new())
    }

    /// Returns the pointer in the redacted case that corresponds to a pointer in the case.
    pub fn place(&mut self, at: &Pointer) -> Pointer {
        let mut path: Vec<String> = Vec::new();
        let mut redacted = Pointer::ROOT;
        for key in at.keys() {
            redacted = redacted.key(&self.key(&key, &path));
            path.push(key.into_owned());
        }
        redacted
    }

    /// Returns the pseudonym of a name.
    pub fn name(&mut self, name: &str) -> String {
        if name.trim().is_empty() || name == NONE || name == DEFAULT_IMAGE {
            return name.to_owned();
        }
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let new = match self.alike.get(&name.to_lowercase()) {
            Some((first, count)) => spelled(first, *count),
            None => self.fresh(name),
        };
        self.keep(name, &new);
        new
    }

    /// Records the pseudonym of a name.
    fn keep(&mut self, name: &str, new: &str) {
        let (folded, small) = (name.to_lowercase(), new.to_lowercase());
        self.taken.extend([folded.clone(), small.clone()]);
        self.alike.entry(folded).or_insert((small, 0)).1 += 1;
        self.known.insert(name.to_owned(), new.to_owned());
    }

    /// Returns an unused pseudonym, as long as the name if that is long.
    fn fresh(&self, name: &str) -> String {
        let length = name.chars().count();
        let long = |number: usize| {
            let short = format!("name-{number}");
            let lacks = if length < LONG { 0 } else { length.saturating_sub(short.len() + 1) };
            if lacks == 0 { short } else { format!("{short}-{}", "x".repeat(lacks)) }
        };
        let mut number = self.known.len() + 1;
        while self.taken.contains(&long(number)) {
            number += 1;
        }
        long(number)
    }

    fn value(&mut self, value: Value, path: &mut Vec<String>) -> Value {
        match value {
            Value::Object(members) => Value::Object(self.members(members, path)),
            Value::Array(items) => items.into_iter().map(|item| self.value(item, path)).collect(),
            Value::String(text) => match what(path) {
                Some(what) => Value::String(self.text(&text, what)),
                None => Value::String(text),
            },
            plain => plain,
        }
    }

    fn members(&mut self, members: Map<String, Value>, path: &mut Vec<String>) -> Map<String, Value> {
        let holds = |name: &str| members.contains_key(name);
        // A value with its origin, or a partial list: its value belongs to the place of the whole.
        let wrapped = holds("value") || holds("items") || holds("at_least") || holds("exactly");
        let mut redacted = Map::new();
        for (name, value) in members {
            match &*name {
                "source" if wrapped => {}
                "attested" if wrapped => {
                    let by = value.get("by").and_then(Value::as_str).map(|by| self.name(by));
                    let mut vouched = value;
                    if let Some(vouched) = vouched.as_object_mut() {
                        vouched.remove("note");
                        vouched.extend(by.map(|by| ("by".to_owned(), Value::String(by))));
                    }
                    redacted.insert(name, vouched);
                }
                "value" | "items" if wrapped => {
                    let value = self.value(value, path);
                    redacted.insert(name, value);
                }
                _ => {
                    let key = self.key(&name, path);
                    path.push(name);
                    let value = self.value(value, path);
                    path.pop();
                    redacted.insert(key, value);
                }
            }
        }
        redacted
    }

    /// Returns the redacted key of a member of the object at a path.
    fn key(&mut self, key: &str, path: &[String]) -> String {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        match path.as_slice() {
            [table] if TABLES.contains(table) => self.name(key),
            ["people", _, "roles"] => self.name(key),
            ["roles"] => self.text(key, NameKind::Role),
            ["azure_roles"] => self.text(key, NameKind::AzureRole),
            _ => key.to_owned(),
        }
    }

    fn text(&mut self, text: &str, what: NameKind) -> String {
        let well_known = match what {
            NameKind::Principal => Term::<App>::find(text).is_some(),
            NameKind::Role => Term::<Role>::find(text).is_some(),
            NameKind::AzureRole => Term::<AzureRole>::find(text).is_some(),
            NameKind::Name | NameKind::Scope | NameKind::Address | NameKind::Prose => false,
        };
        match what {
            _ if well_known => text.to_owned(),
            NameKind::Scope => self.scope(text),
            NameKind::Address => match text.split_once('@') {
                Some((user, domain)) => format!("{}@{}", self.name(user), self.domain(domain)),
                None => self.domain(text),
            },
            NameKind::Prose => "x".repeat(text.chars().count()),
            _ => self.name(text),
        }
    }

    fn domain(&mut self, domain: &str) -> String {
        let name = self.name(domain);
        if domain.contains('.') { format!("{name}.example") } else { name }
    }

    /// Redacts a scope: the name after its kind, or every second key of a resource id of Azure's.
    fn scope(&mut self, scope: &str) -> String {
        if let Some(id) = scope.strip_prefix('/') {
            let mut kind = "";
            let keys = id.split('/').enumerate().map(|(place, key)| {
                let named = place % 2 == 1 && !kind.eq_ignore_ascii_case("providers");
                kind = key;
                if named { Cow::Owned(self.name(key)) } else { Cow::Borrowed(key) }
            });
            return keys.fold(String::new(), |id, key| id + "/" + &key);
        }
        match scope.split_once('/') {
            Some((kind, name)) => format!("{kind}/{}", self.name(name)),
            None => scope.to_owned(),
        }
    }
}

/// Returns the kind of the texts at a path, if they are names.
fn what(path: &[String]) -> Option<NameKind> {
    let fits = |place: &str| {
        let keys: Vec<&str> = place.split('/').collect();
        keys.len() == path.len() && keys.iter().zip(path).all(|(key, at)| *key == "*" || key == at)
    };
    PLACES.iter().find(|(place, _)| fits(place)).map(|(_, what)| *what)
}

/// Returns a spelling that differs from others only in case.
fn spelled(name: &str, number: usize) -> String {
    let upper = |(place, letter): (usize, char)| {
        if number >> place & 1 == 1 { letter.to_ascii_uppercase() } else { letter }
    };
    name.chars()
        .enumerate()
        .map(|(place, letter)| if place < 4 { upper((place, letter)) } else { letter })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_are_replaced_everywhere_alike_and_nothing_else() {
        let case = json!({
            "as_of": "2024-02-12",
            "subscriptions": {"Sub": {"state": "enabled", "grants": [
                {"principal": "windows-365", "role": "Reader", "scope": "subscription"},
                {"principal": "ann", "role": "Our Own", "scope": "/subscriptions/Sub/resourceGroups/RG"},
            ]}},
            "people": {"ann": {"roles": {"prod": {"items": ["Environment Maker"], "complete": false}}, "account": "enabled"}},
            "networks": {"corp": {"domain": {"join_user": "join@corp.contoso.com", "dns_name": "corp.contoso.com"}, "region": "northeurope"}},
            "images": {"fin": {"owner": {"value": "ann", "attested": {"by": "bob", "note": "Bob said so"}, "source": "az.json"}, "source": {"joined": false}}},
            "request": {"actor": "ann", "create-machine": {"environment": "prod", "image": "fin", "network": "none", "name": "FIN"}}
        });
        let mut names = Pseudonyms::default();
        let redacted = names.redacted(case);
        let of = |name: &str| names.known[name].as_str();
        let text = redacted.to_string();
        for gone in [
            "ann", "bob", "Bob", "contoso", "fin\"", "FIN", "prod", "corp", "Sub\"", "RG", "az.json",
            "Our Own",
        ] {
            assert!(!text.contains(gone), "{gone}: {text}");
        }
        assert_eq!(redacted["request"]["actor"], of("ann"));
        assert_eq!(
            redacted["images"][of("fin")]["owner"],
            json!({"value": of("ann"), "attested": {"by": of("bob")}})
        );
        assert_eq!(redacted["images"][of("fin")]["source"], json!({"joined": false}));
        assert_eq!(redacted["request"]["create-machine"]["network"], "none");
        assert!(of("FIN") != of("fin") && of("FIN").eq_ignore_ascii_case(of("fin")));
        let domain = format!("{}.example", of("corp.contoso.com"));
        assert_eq!(
            redacted["networks"][of("corp")]["domain"]["join_user"],
            format!("{}@{domain}", of("join"))
        );
        let at = Pointer::parse("/images/fin/generation").unwrap();
        let expected = format!("/images/{}/generation", of("fin"));
        assert_eq!(names.clone().place(&at).as_str(), expected);
    }

    #[test]
    fn long_names_stay_as_long() {
        let mut names = Pseudonyms::default();
        for length in [1, 39, 40, 100, 101] {
            let new = names.name(&"é".repeat(length));
            assert!(length < LONG || new.chars().count() == length, "{length}: {new}");
        }
    }
}
