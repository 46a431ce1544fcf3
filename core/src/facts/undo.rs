//! Undoing a change: copies only the row or group that the change may touch, not the whole case.

use super::Case;
use super::change::{Change, Step};
use super::entities::{
    CustomAzureRole, CustomRole, Environment, Facts, Flow, Image, Machine, MachineGroup, Network, Person,
    Subscription, Tenant,
};
use super::origin::Origins;
use super::part::Part;
use super::request::Request;
use super::table::SavedThing;
use crate::vocabulary::kind::Kind;
use greenlight_json::{InlineStr, Pointer};

/// A copy of what a change may touch.
#[derive(Debug)]
pub(crate) struct Undo {
    held: Saved,
    origins: Origins,
}

/// Declares the tables of the facts, and how to save and restore one row of each.
macro_rules! tables {
    ($($field:ident: $variant:ident($type:ty)),+ $(,)?) => {
        #[derive(Debug)]
        enum Saved {
            Request(Option<Box<Request>>),
            Tenant(Box<Tenant>),
            Facts(Box<Facts>),
            /// The fact at this place was unknown.
            Nothing(Pointer),
            $($variant(InlineStr, Box<SavedThing<$type>>)),+
        }

        impl Saved {
            /// Copies the row of a table; `None` if there is no such table.
            fn row(facts: &Facts, table: &str, name: &str) -> Option<Self> {
                match table {
                    $(stringify!($field) => Some(Self::$variant(name.into(), Box::new(facts.$field.kept(name)))),)+
                    _ => None,
                }
            }

            fn put_back(self, case: &mut Case) {
                match self {
                    Self::Request(request) => case.request = request.map(|request| *request),
                    Self::Tenant(tenant) => case.facts.tenant = *tenant,
                    Self::Facts(facts) => case.facts = *facts,
                    Self::Nothing(at) => drop(case.reached(&at).map(Part::reset)),
                    $(Self::$variant(name, row) => case.facts.$field.put_back(&name, *row),)+
                }
            }
        }
    };
}

tables! {
    subscriptions: Subscription(Subscription),
    azure_roles: AzureRole(CustomAzureRole),
    environments: Environment(Environment),
    people: Person(Person),
    roles: Role(CustomRole),
    images: Image(Image),
    networks: Network(Network),
    machines: Machine(Machine),
    groups: Group(MachineGroup),
    flows: Flow(Flow),
}

impl Case {
    /// Copies what a change at a pointer may touch.
    pub(crate) fn kept(&self, at: &Pointer) -> Undo {
        let mut keys = at.keys();
        let first = keys.next().unwrap_or_default();
        let held = match (first.as_ref(), keys.next()) {
            ("request", _) => Saved::Request(self.request.clone().map(Box::new)),
            ("tenant", _) => Saved::Tenant(Box::new(self.facts.tenant.clone())),
            (table, Some(name)) => Saved::row(&self.facts, table, &name).unwrap_or_else(|| self.all_facts()),
            _ => self.all_facts(),
        };
        Undo { held, origins: self.origins.clone() }
    }

    /// Does the same for a given change, cheaper: setting or adding to an unknown fact needs no copy, since forgetting the fact undoes it.
    pub(crate) fn kept_for(&mut self, change: &Change) -> Undo {
        let at = change.at();
        let takes_out = matches!(change.step(), Step::Forget | Step::Remove);
        let is_blank =
            |part: &mut dyn Part| !part.is_stated() && !matches!(part.kind(), Kind::Table | Kind::Group);
        if takes_out || at.below("request").is_some() || !self.reached(at).is_some_and(is_blank) {
            return self.kept(at);
        }
        Undo { held: Saved::Nothing(at.clone()), origins: self.origins.clone() }
    }

    /// Returns the part that a pointer leads to, if every part on the way exists.
    fn reached(&mut self, at: &Pointer) -> Option<&mut dyn Part> {
        let mut here: &mut dyn Part = self;
        for key in at.keys() {
            here = here.part(&key, false).ok().flatten()?;
        }
        Some(here)
    }

    fn all_facts(&self) -> Saved {
        Saved::Facts(Box::new(self.facts.clone()))
    }

    /// Restores what was copied.
    pub(crate) fn put_back(&mut self, kept: Undo) {
        kept.held.put_back(self);
        self.origins = kept.origins;
    }
}

#[cfg(all(test, feature = "pages"))]
mod tests {
    use super::*;
    use crate::rules::{ALL, examples};
    use greenlight_json;
    use serde_json::Value;

    /// Collects every place of a document, including those of groups and lists.
    fn places(value: &Value, at: &Pointer, all: &mut Vec<Pointer>) {
        for (key, value) in value.as_object().into_iter().flatten() {
            let at = at.clone().key(key);
            places(value, &at, all);
            all.push(at);
        }
    }

    #[test]
    fn what_is_forgotten_can_be_put_back() {
        for (_, _, value) in ALL.iter().flat_map(|rule| examples::of(rule)) {
            let value = value.unwrap();
            let case: Case = greenlight_json::from_value(&value).unwrap();
            let mut all = Vec::new();
            places(&value, &Pointer::ROOT, &mut all);
            for at in all {
                let mut changed = case.clone();
                let kept = changed.kept(&at);
                let Ok(forget) = Change::new(Step::Forget, at, &Value::Null) else { continue };
                drop(changed.apply(&forget));
                changed.put_back(kept);
                assert_eq!(changed, case, "{forget:?}");
            }
        }
    }

    #[test]
    fn what_is_stated_can_be_made_unknown_again() {
        let mut stated = 0;
        for (_, _, value) in ALL.iter().flat_map(|rule| examples::of(rule)) {
            let value = value.unwrap();
            let case: Case = greenlight_json::from_value(&value).unwrap();
            let mut all = Vec::new();
            places(&value, &Pointer::ROOT, &mut all);
            for at in all {
                let Ok(forget) = Change::new(Step::Forget, at.clone(), &Value::Null) else { continue };
                let mut without = case.clone();
                drop(without.apply(&forget));
                let Ok(set) = Change::new(Step::Set, at.clone(), value.pointer(at.as_str()).unwrap()) else {
                    continue;
                };
                let mut changed = without.clone();
                let kept = changed.kept_for(&set);
                drop(changed.apply(&set));
                stated += usize::from(changed != without);
                changed.put_back(kept);
                assert_eq!(changed, without, "{set:?}");
            }
        }
        assert!(stated > 1000, "only {stated}");
    }

    #[test]
    fn what_is_added_can_be_taken_out() {
        let mut case = Case::default();
        for table in ["subscriptions", "people", "machines", "groups", "flows"] {
            let at = Pointer::ROOT.key(table).key("another");
            let kept = case.kept(&at);
            let set = Change::new(Step::Set, at, &Value::Object(serde_json::Map::new())).unwrap();
            case.apply(&set).unwrap();
            assert_ne!(case, Case::default());
            case.put_back(kept);
            assert_eq!(case, Case::default());
        }
    }
}
