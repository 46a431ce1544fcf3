//! The grants that are tried: to the people in a request and its findings, on the things named there, with words from the rulebook and the
//! case.

use crate::evaluation::completion::domain::Domain;
use crate::evaluation::completion::named;
use crate::facts::Case;
use crate::facts::change::{Change, Step};
use crate::facts::value::{Depth, Scope, ShareLevel};
use crate::rulebook::term::Term;
use crate::rulebook::{AzureRole, Key, Licence, Role, Value as Held};
use crate::rules::context::Context;
use crate::rules::rule::EvidenceData;
use crate::vocabulary::Fixer;
use greenlight_json::{InlineStr, Pointer};
use serde_json::Value;

/// A grant that is tried.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The change of the facts that the grant makes.
    pub change: Change,
    /// Who can grant it.
    pub fixers: &'static [Fixer],
    /// How much it grants; the least comes first.
    pub rank: Rank,
}

/// How much is granted: first the kind, then the amount within the kind.
pub(super) type Rank = (u8, u32);

const BY_ENVIRONMENT: &[Fixer] = &[Fixer::EnvironmentAdministrator];
const BY_ENTRA: &[Fixer] = &[Fixer::EntraRoleAdministrator];
const BY_LICENCES: &[Fixer] = &[Fixer::LicenceAdministrator, Fixer::Billing];
const BY_OWNER: &[Fixer] = &[Fixer::ImageOrNetworkOwner, Fixer::EnvironmentAdministrator];
const BY_CREATOR: &[Fixer] = &[Fixer::MachineCreator, Fixer::CoOwner, Fixer::EnvironmentAdministrator];
const BY_AZURE: &[Fixer] = &[Fixer::AzureRoleAssignmentAdministrator];

/// The lists that hold grants (collection and path of fields), and who can add to them.
const LISTS: [(&str, &[&str], &[Fixer]); 11] = [
    ("environments", &["default_image", "shared_with"], BY_ENVIRONMENT),
    ("images", &["shared_with"], BY_OWNER),
    ("images", &["gallery", "readers"], BY_AZURE),
    ("networks", &["connection", "shared_with"], BY_OWNER),
    ("networks", &["readers"], BY_AZURE),
    ("machines", &["shared_with"], BY_CREATOR),
    ("groups", &["shared_with"], BY_CREATOR),
    ("people", &["plans"], BY_LICENCES),
    ("people", &["licences"], BY_LICENCES),
    ("people", &["admin_roles"], BY_ENTRA),
    ("subscriptions", &["grants"], BY_AZURE),
];

/// The people and things that a request and its findings are about, as pairs of collection and name.
#[derive(Debug, Default)]
pub(super) struct About(Vec<(&'static str, InlineStr)>);

/// The collections whose entries can be granted or receive a grant.
const COLLECTIONS: [&str; 7] =
    ["environments", "images", "networks", "machines", "groups", "people", "subscriptions"];

impl About {
    /// Collects what the request of a case and the evidence of its findings are about.
    pub(super) fn of(case: &Case, seen: &[&EvidenceData]) -> Self {
        let mut about = Self::default();
        if let Some(request) = &case.request {
            let details = &request.details;
            about.add(case, "people", request.actor.as_ref());
            about.add(case, "environments", details.environment.as_ref());
            about.add(case, "images", details.image.as_ref());
            about.add(case, "networks", details.network.as_ref());
            about.add(case, "machines", details.machine.as_ref());
            about.add(case, "groups", details.group.as_ref());
        }
        for at in seen.iter().flat_map(|seen| std::iter::once(&seen.at).chain(&seen.related)) {
            let keys: Vec<_> = at.keys().collect();
            if let [collection, name, rest @ ..] = keys.as_slice() {
                let known = COLLECTIONS.into_iter().find(|known| known == collection);
                if let Some(known) = known {
                    about.add(case, known, Some(&name.as_ref().into()));
                }
                if let ("people", [field, environment]) = (collection.as_ref(), rest)
                    && field == "roles"
                {
                    about.add(case, "environments", Some(&environment.as_ref().into()));
                }
            }
        }
        about.around(case);
        about
    }

    /// Returns a person and an environment.
    pub(super) fn person_in(person: &str, environment: &str) -> Self {
        Self(vec![("people", person.into()), ("environments", environment.into())])
    }

    /// Adds the environments and subscriptions that contain the things.
    fn around(&mut self, case: &Case) {
        let facts = &case.facts;
        for (collection, name) in self.0.clone() {
            let (place, lies_in) = match collection {
                "images" => ("subscriptions", facts.images.get(&name).and_then(|it| it.subscription.value())),
                "networks" => {
                    ("subscriptions", facts.networks.get(&name).and_then(|it| it.subscription.value()))
                }
                "machines" => {
                    ("environments", facts.machines.get(&name).and_then(|it| it.environment.value()))
                }
                "groups" => ("environments", facts.groups.get(&name).and_then(|it| it.environment.value())),
                _ => continue,
            };
            self.add(case, place, lies_in);
        }
    }

    /// Adds an entry if the case declares it and it was not added before.
    fn add(&mut self, case: &Case, collection: &'static str, name: Option<&InlineStr>) {
        let Some(name) = name else { return };
        let is_new = !self.0.iter().any(|(of, known)| *of == collection && known == name);
        if is_new && named::declared(&case.facts, collection).contains(&name) {
            self.0.push((collection, name.clone()));
        }
    }

    fn all(&self, collection: &str) -> impl Iterator<Item = &InlineStr> {
        self.0.iter().filter(move |(of, _)| *of == collection).map(|(_, name)| name)
    }
}

/// Returns all grants to try.
pub(super) fn all(cx: &Context<'_>, about: &About) -> Vec<Candidate> {
    let mut domain = Domain::of(cx.case, cx.now, cx.book);
    let mut all = Vec::new();
    for (collection, fields, fixers) in LISTS {
        for name in about.all(collection) {
            let at = fields.iter().fold(Pointer::of(&[collection, name]), |at, field| at.key(field));
            for person in about.all("people").filter(|person| collection != "people" || *person == name) {
                let changes = domain.additions(cx.case, &at, person);
                all.extend(changes.into_iter().map(|change| (change, fixers)));
            }
        }
    }
    let own = || cx.case.facts.roles.iter().map(|(name, _)| name);
    for person in about.all("people") {
        for environment in about.all("environments") {
            let at = Pointer::of(&["people", person, "roles", environment]);
            let own = own().filter(|name| Term::<Role>::find(name).is_none());
            let own = own.map(|name| Change::unchecked(Step::Add, at.clone(), Some(name.as_str().into())));
            let changes = domain.additions(cx.case, &at, person).into_iter().chain(own);
            all.extend(changes.map(|change| (change, BY_ENVIRONMENT)));
        }
    }
    for name in own() {
        let at = Pointer::of(&["roles", name, "privileges"]);
        let changes = domain.additions(cx.case, &at, "").into_iter();
        all.extend(changes.map(|change| (change, BY_ENVIRONMENT)));
    }
    let ranked =
        all.into_iter().map(|(change, fixers)| Candidate { rank: rank(cx, &change), change, fixers });
    ranked.collect()
}

/// Returns how much a change grants: shares are least, then licences, then roles of one person, then privileges of a role (which others may
/// have), then tenant-wide roles.
fn rank(cx: &Context<'_>, change: &Change) -> Rank {
    let at: Vec<_> = change.at().keys().collect();
    let at: Vec<&str> = at.iter().map(AsRef::as_ref).collect();
    let text = change.value().and_then(Value::as_str).unwrap_or_default();
    let field = |name: &str| change.value().and_then(|it| it.get(name)).and_then(Value::as_str);
    match at.as_slice() {
        ["people", _, "plans"] => (1, 0),
        ["people", _, "licences"] => (1, included(cx, text)),
        ["people", _, "roles", _] => (2, privileges(cx, text)),
        ["subscriptions", ..] => {
            let width = match field("scope").and_then(Scope::parse) {
                Some(Scope::VirtualNetwork(_) | Scope::Gallery(_)) => 0,
                Some(Scope::ResourceGroup(_)) => 1,
                Some(Scope::Subscription) | None => 2,
            };
            let role = field("role").and_then(Term::<AzureRole>::find).map_or(u8::MAX, Term::place);
            (2, 256 * width + u32::from(role))
        }
        ["roles", ..] => (3, u32::from(text.ends_with(Depth::Organization.suffix()))),
        ["people", _, "admin_roles"] => (4, 0),
        _ => (0, u32::from(field("level") == Some(ShareLevel::CoOwner.word()))),
    }
}

/// Returns how many other licences a licence includes.
fn included(cx: &Context<'_>, licence: &str) -> u32 {
    let included =
        Term::<Licence>::find(licence).and_then(|it| cx.value_of(Key::LicenceIncludes, it, cx.now));
    match included {
        Some(Held::Terms(others)) => u32::try_from(others.len()).unwrap_or(u32::MAX),
        _ => 0,
    }
}

/// Returns how many privileges a security role has, from the case or else from the rulebook.
fn privileges(cx: &Context<'_>, role: &str) -> u32 {
    let described = cx.case.facts.roles.get(role).map(|own| own.privileges.items().len());
    let known = Term::<Role>::find(role).and_then(|it| cx.value_of(Key::RolePrivileges, it, cx.now));
    match (described, known) {
        (Some(number), _) => u32::try_from(number).unwrap_or(u32::MAX),
        (None, Some(Held::Privileges(bits))) => bits.count_ones(),
        _ => u64::BITS,
    }
}
