//! Roles in environments without Dataverse, and connections to machines.

use crate::import::claims::Claiming;
use crate::import::ids::folded;
use crate::import::names::Names;
use crate::import::row::Row;

/// Notes the people among the principals of role assignments and the makers of connections.
pub(in crate::import) fn note(row: &Row<'_>, names: &mut Names) {
    for person in [row.child("principal"), row.child("createdBy")].into_iter().flatten() {
        let user = person.text("userPrincipalName").or_else(|| person.text("email"));
        if let (Some("User"), Some(id), Some(user)) = (person.text("type"), person.text("id"), user) {
            names.is_user(id, user);
        }
    }
}

/// Role assignments of an environment; groups are not expanded, and everybody in the tenant is nobody by name.
pub(in crate::import) fn roles(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(key) = row.text("scope").and_then(|scope| names.environment(scope)) else { continue };
        let role = match row
            .child("roleDefinition")
            .and_then(|role| role.text("name").map(str::to_owned))
            .as_deref()
        {
            Some("EnvironmentAdmin") => "environment-admin",
            Some("EnvironmentMaker") => "environment-maker",
            _ => continue,
        };
        let Some(principal) = row.child("principal").filter(|it| it.text("type") == Some("User")) else {
            continue;
        };
        let Some(person) = principal.text("id").and_then(|id| names.person(id)) else { continue };
        let path = ["people", &*person, "roles", &*key];
        claims.thing(row, &["environments", &key]);
        claims.asked(row, &path, false);
        claims.member(row, &path, role);
    }
}

/// Desktop flow connections: to the hidden group of a machine, which is that machine.
pub(in crate::import) fn connections(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        if row.text("apiId").is_none_or(|api| !api.ends_with("/shared_uiflow")) {
            continue;
        }
        let values = row.child("connectionParametersSet").and_then(|set| set.child("values"));
        let value = |name: &'static str| {
            values.as_ref().and_then(|all| all.child(name)?.text("value").map(str::to_owned))
        };
        let Some(target) = value("targetId").map(|id| folded(&id)) else { continue };
        let hidden = names.groups.get(&target).is_some_and(|group| group.hidden);
        let machine = names.alone.get(&target).and_then(|id| names.machines.key_of(id));
        let Some(machine) = machine.filter(|_| hidden) else { continue };
        let path = ["machines", machine, "connections"];
        claims.thing(row, &["machines", machine]);
        claims.asked(row, &path, claims.whole);
        let maker = row.child("createdBy").and_then(|it| it.text("id").map(str::to_owned));
        if let Some(person) = maker.and_then(|id| names.person(&id)) {
            claims.thing(row, &["people", &person]);
            claims.member(row, &path, person);
        }
        if let Some(form) = value("username").as_deref().and_then(form) {
            claims.set(row, &["machines", machine, "windows", "username"], form);
        }
    }
}

/// The form of a user name.
fn form(user: &str) -> Option<&'static str> {
    match (user.split_once('\\'), user.contains('@')) {
        (Some(("" | ".", _)), _) => Some("local"),
        (Some(_), _) => Some("domain-user"),
        (None, true) => Some("user-at-domain"),
        (None, false) => None,
    }
}
