//! Role assignments, role definitions and deny assignments: who may do what at each scope, by actions where a role is not well known.

use crate::facts::azure_action::{covers, overlap};
use crate::import::claims::Claiming;
use crate::import::ids::{ArmId, folded};
use crate::import::names::{Assigned, Names, Role, Vnet};
use crate::import::row::Row;
use crate::rulebook::term::{Named, Term};
use crate::rulebook::{App, AzureRole, Key, Value, entries};
use greenlight_json::Pointer;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// What is asked of a role assignment.
pub(in crate::import) const ASSIGNMENT: &[&str] = &[
    "principalType",
    "principalId",
    "principalName",
    "scope",
    "condition",
    "roleDefinitionId",
    "roleDefinitionName",
];

/// Notes the name of a role.
pub(in crate::import) fn note_definition(row: &Row<'_>, names: &mut Names) {
    let (Some(id), Some(name)) = (row.text("name"), row.text("roleName")) else { return };
    names.roles.insert(folded(id), Role { name: name.to_owned() });
}

/// Notes the people among those who hold roles, and in which subscriptions.
pub(in crate::import) fn note_assignment(row: &Row<'_>, names: &mut Names) {
    let scope = row.text("scope").and_then(ArmId::parse);
    if let Some(subscription) = scope.and_then(|arm| arm.subscription) {
        names.assigned.note(row, subscription);
    }
    if let (Some("User"), Some(id), Some(user)) =
        (row.text("principalType"), row.text("principalId"), row.text("principalName"))
    {
        names.is_user(id, user);
    }
}

/// A scope as the document names it; several where one virtual network or gallery goes by several keys.
fn scopes(arm: &ArmId<'_>, names: &Names, scope: &str) -> Vec<String> {
    if arm.parts.is_empty() {
        return vec![match arm.group {
            Some(group) => format!("resource-group/{group}"),
            None => "subscription".to_owned(),
        }];
    }
    let all = |kind: &str, keys: Vec<&str>| keys.iter().map(|key| format!("{kind}/{key}")).collect();
    match arm.kind().map(str::to_ascii_lowercase).as_deref() {
        Some("virtualnetworks") => match (names.networks.keys_of(scope), Vnet::of(arm)) {
            (keys, Some(vnet)) if keys.is_empty() => vec![format!("virtual-network/{}", vnet.name)],
            (keys, _) => all("virtual-network", keys),
        },
        Some("galleries") => match (names.images.in_gallery(scope), arm.part("galleries")) {
            (keys, Some(name)) if keys.is_empty() => vec![format!("gallery/{name}")],
            (keys, _) => all("gallery", keys),
        },
        _ => Vec::new(),
    }
}

/// `az role assignment list`, and the same by REST.
pub(in crate::import) fn assignments(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    let mut opened = Opened::new();
    for row in rows {
        let Some(scope) = row.text("scope") else { continue };
        let subscriptions = names.assigned.of(row);
        let arm = ArmId::parse(scope).filter(|arm| arm.subscription.is_some());
        let own = arm.as_ref().and_then(|arm| arm.subscription).and_then(|own| subscriptions.called(own));
        if arm.is_none() && !is_above(scope) {
            continue;
        }
        if let Some(Assigned { name, first }) = own
            && first == row.at()
        {
            claims.thing(row, &["subscriptions", name]);
            claims.asked(row, &["subscriptions", name, "grants"], claims.whole);
            for list in lists_of_readers(names, name) {
                claims.asked(row, &list, claims.whole);
            }
        }
        // What a condition lets through is not judged here.
        let conditional = row.get("condition").is_some();
        let told = principal(row, names, claims).zip(role_of(row, names)).filter(|_| !conditional);
        let above = arm.is_none() && subscriptions.only().is_none();
        let Some((principal, role)) = told.filter(|_| !above) else {
            unjudged(row, names, claims, (own, &|| subscriptions.all()), &mut opened);
            continue;
        };
        let (subscription, places) = match (&arm, own, subscriptions.only()) {
            (Some(arm), Some(own), _) => (&*own.name, scopes(arm, names, scope)),
            // What is assigned above subscriptions holds in the one that was asked about.
            (None, _, Some(only)) => (&*only.name, vec!["subscription".to_owned()]),
            _ => continue,
        };
        for place in places {
            let grant = json!({"principal": principal, "role": role, "scope": place});
            claims.member(row, &["subscriptions", subscription, "grants"], grant);
        }
        if row.text("principalType") == Some("User") && reads(&role) {
            reader(row, names, claims, (&principal, scope));
        }
    }
}

/// Whether a scope is the root or a management group, below which subscriptions lie.
fn is_above(scope: &str) -> bool {
    let group = |arm: ArmId<'_>| {
        let kind = arm.kind().is_some_and(|kind| kind.eq_ignore_ascii_case("managementGroups"));
        kind && arm.subscription.is_none()
    };
    scope == "/" || ArmId::parse(scope).is_some_and(group)
}

/// What is left open already: by the answer, the subscription where it is one, and whether the grants are.
type Opened = BTreeSet<(usize, Pointer, Option<String>, bool)>;

/// What an assignment leaves open of which it cannot be told whom it lets do what, in a subscription or in all of the answer.
fn unjudged<'a>(
    row: &Row<'_>,
    names: &Names,
    claims: &mut Claiming<'_>,
    (own, all): (Option<&'a Assigned>, &dyn Fn() -> Vec<&'a Assigned>),
    opened: &mut Opened,
) {
    // Nobody is behind an assignment to what was deleted, of which the tool prints an empty name.
    if row.get("principalName").and_then(serde_json::Value::as_str) == Some("") {
        return;
    }
    let kind = row.text("principalType");
    let why = match kind {
        _ if row.get("condition").is_some() => "some hold under a condition",
        Some("Group") => "some are to groups, whose members are not told",
        _ => "it is not told to whom or where some are",
    };
    // A person is no application, and whether one reads what is needed is asked of the readers as well.
    let grants = kind != Some("User");
    if !opened.insert((row.answer.file, row.answer.at.clone(), own.map(|own| own.name.clone()), grants)) {
        return;
    }
    for Assigned { name, .. } in own.map_or_else(all, |own| vec![own]) {
        if grants {
            claims.leaves_open(row, &["subscriptions", name, "grants"], why);
        }
        for list in lists_of_readers(names, name) {
            claims.leaves_open(row, &list, why);
        }
    }
}

/// The application, or the person, that holds a role; a group is not expanded here.
fn principal(row: &Row<'_>, names: &Names, claims: &mut Claiming<'_>) -> Option<String> {
    let id = row.text("principalId");
    match row.text("principalType")? {
        "ServicePrincipal" => {
            let by_id = id.and_then(|id| names.apps.get(&folded(id)).cloned());
            by_id.or_else(|| row.text("principalName").map(str::to_owned))
        }
        "User" => {
            let by_id = id.and_then(|id| names.person(id));
            let key = by_id.or_else(|| row.text("principalName").and_then(|user| names.person(user)))?;
            claims.thing(row, &["people", &key]);
            Some(key)
        }
        _ => None,
    }
}

/// The name of a role: by its id where the tool left the name out.
fn role_of(row: &Row<'_>, names: &Names) -> Option<String> {
    let id = row.text("roleDefinitionId").and_then(|id| id.rsplit('/').next());
    let known = id.filter(|id| Term::<AzureRole>::find(id).is_some()).map(str::to_owned);
    let printed = || row.text("roleDefinitionName").map(str::to_owned);
    let defined = || id.and_then(|id| names.roles.get(&folded(id)).map(|role| role.name.clone()));
    known.or_else(printed).or_else(defined).or_else(|| id.map(str::to_owned))
}

/// Whether a role is at least Reader.
fn reads(role: &str) -> bool {
    let at_least = [Term::READER, Term::CONTRIBUTOR, Term::OWNER];
    at_least.into_iter().any(|term| Named::<AzureRole>::new(role) == term)
}

/// The lists of readers that the assignments of a subscription say something about.
fn lists_of_readers<'n>(names: &'n Names, subscription: &str) -> Vec<Vec<&'n str>> {
    let here = format!("/subscriptions/{subscription}");
    let networks = names.networks.keys_within(&here).map(|key| vec!["networks", key, "readers"]);
    let images = names.images.keys_within(&here).map(|key| vec!["images", key, "gallery", "readers"]);
    networks.chain(images).collect()
}

/// Who reads a scope reads what lies in it.
fn reader(row: &Row<'_>, names: &Names, claims: &mut Claiming<'_>, (person, scope): (&str, &str)) {
    for key in names.networks.keys_within(scope) {
        claims.member(row, &["networks", key, "readers"], person);
    }
    for key in names.images.keys_within(scope) {
        claims.member(row, &["images", key, "gallery", "readers"], person);
    }
}

/// What the rulebook asks of roles that it does not know.
fn asked_for() -> Vec<&'static str> {
    let keys = [
        Key::AzureActionNetwork,
        Key::AzureActionRead,
        Key::AzureActionReadGallery,
        Key::AzureActionReadNetwork,
    ];
    let texts = keys.into_iter().flat_map(entries).filter_map(|entry| match entry.value {
        Value::Text(text) => Some(text),
        _ => None,
    });
    texts.collect()
}

/// `az role definition list`: the effective actions of roles that the rulebook does not know.
pub(in crate::import) fn definitions(rows: &[Row<'_>], _: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(name) = row.text("roleName").filter(|name| Term::<AzureRole>::find(name).is_none()) else {
            continue;
        };
        let Some(permissions) = row.children("permissions") else { continue };
        let path = ["azure_roles", name, "actions"];
        // What a condition lets through is not judged here.
        let sure = |it: &&Row<'_>| it.get("condition").is_none();
        let read = |it: &Row<'_>| it.texts("actions").is_some() && it.texts("notActions").is_some();
        claims.asked(row, &path, permissions.iter().all(|it| sure(&it) && read(it)));
        for permission in permissions.iter().filter(sure) {
            let (Some(allowed), Some(excluded)) =
                (permission.texts("actions"), permission.texts("notActions"))
            else {
                continue;
            };
            for action in effective(&allowed, &excluded) {
                claims.member(row, &path, action);
            }
        }
    }
}

/// The actions of a role without those that it excludes again: a pattern of which a part is excluded is replaced by what of it rules ask for.
fn effective<'a>(allowed: &[&'a str], excluded: &[&str]) -> Vec<&'a str> {
    let free = |action: &str| !excluded.iter().any(|out| overlap(out, action));
    let mut actions = Vec::new();
    for action in allowed {
        if free(action) {
            actions.push(*action);
        } else {
            actions.extend(asked_for().into_iter().filter(|needed| covers(action, needed) && free(needed)));
        }
    }
    actions
}

/// `az rest …/denyAssignments`: what takes rights on networks away from the applications that need them.
pub(in crate::import) fn denials(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    let of = |row: &Row<'_>| ArmId::parse(row.text("scope")?)?.subscription.map(str::to_owned);
    let subscriptions: BTreeMap<String, String> =
        rows.iter().filter_map(of).map(|id| (id.to_ascii_lowercase(), id)).collect();
    for row in rows {
        let Some(scope) = row.text("scope") else { continue };
        let Some(arm) = ArmId::parse(scope).filter(|arm| arm.subscription.is_some() || is_above(scope))
        else {
            continue;
        };
        let own = arm.subscription.and_then(|own| subscriptions.get(&own.to_ascii_lowercase()));
        let held: Vec<&String> = own.map_or_else(|| subscriptions.values().collect(), |own| vec![own]);
        for subscription in &held {
            let path = ["subscriptions", subscription, "deny_assignments"];
            claims.thing(row, &["subscriptions", subscription]);
            claims.asked(row, &path, claims.whole);
            for app in [Term::<App>::WINDOWS_365, Term::HOSTED_MACHINE_GROUPS] {
                // Of several subscriptions it is not told which of them lie below.
                let sure = own.is_some() || held.len() == 1;
                match denies_networks(row).zip(denied(row, names, app.guid())) {
                    Some((false, _) | (_, false)) => {}
                    Some((true, true)) if sure => {
                        let places = match own {
                            Some(_) => scopes(&arm, names, scope),
                            None => vec!["subscription".to_owned()],
                        };
                        for place in places {
                            claims.member(row, &path, json!({"principal": app.id(), "scope": place}));
                        }
                    }
                    _ => {
                        claims.leaves_open(row, &path, "it is not told of some for whom, or where, they are");
                    }
                }
            }
        }
    }
}

/// Whether an action that is denied is one of those on networks.
fn denies_networks(row: &Row<'_>) -> Option<bool> {
    let permissions = row.children("permissions")?;
    if permissions.iter().any(|it| it.texts("actions").is_none() || it.get("condition").is_some()) {
        return None;
    }
    Some(permissions.iter().any(|permission| {
        let (denied, kept) = (permission.texts("actions"), permission.texts("notActions"));
        let networks = entries(Key::AzureActionNetwork).iter().filter_map(|entry| match entry.value {
            Value::Text(text) => Some(text),
            _ => None,
        });
        let (denied, kept) = (denied.unwrap_or_default(), kept.unwrap_or_default());
        let hit = |networks: &str| denied.iter().any(|action| overlap(action, networks));
        networks.into_iter().any(|networks| hit(networks) && !kept.iter().any(|kept| covers(kept, networks)))
    }))
}

/// Whether a denial is for an application: it, or everybody, and not excepted; unknown where a group, or an application that is not known, may be it.
fn denied(row: &Row<'_>, names: &Names, app: &str) -> Option<bool> {
    let is = |principal: &Row<'_>| {
        let id = principal.text("id")?;
        match principal.text("type")? {
            // Everybody.
            "SystemDefined" => Some(true),
            "User" => Some(false),
            "ServicePrincipal" => names.apps.get(&folded(id)).map(|known| known.eq_ignore_ascii_case(app)),
            _ => None,
        }
    };
    let any = |principals: Option<Vec<Row<'_>>>| -> Option<bool> {
        let each: Vec<Option<bool>> = principals?.iter().map(is).collect();
        if each.contains(&Some(true)) { Some(true) } else { (!each.contains(&None)).then_some(false) }
    };
    let excepted = if row.get("excludePrincipals").is_some() {
        any(row.children("excludePrincipals"))
    } else {
        Some(false)
    };
    match (any(row.children("principals")), excepted) {
        (Some(false), _) | (_, Some(true)) => Some(false),
        (Some(true), Some(false)) => Some(true),
        _ => None,
    }
}
