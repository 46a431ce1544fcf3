//! Users and teams of Dataverse, and their security roles.

use super::environment;
use crate::import::claims::Claiming;
use crate::import::ids::folded;
use crate::import::names::{Names, id_in_context};
use crate::import::row::Row;

/// What is asked of a user.
pub(in crate::import) const USER: &[&str] = &[
    "domainname",
    "applicationid",
    "systemuserid",
    "azureactivedirectoryobjectid",
    "azurestate",
    "systemuserroles_association",
    "systemuserroles_association@odata.nextLink",
    "teammembership_association",
    "teammembership_association@odata.nextLink",
    "name",
    "teamid",
];

/// Notes who a user is; accounts of applications and of the system have no user name.
pub(in crate::import) fn note_user(row: &Row<'_>, names: &mut Names) {
    let Some(user) = row.text("domainname").filter(|name| name.contains('@')) else { return };
    if row.text("applicationid").is_some() {
        return;
    }
    for id in [row.text("systemuserid"), row.text("azureactivedirectoryobjectid")].into_iter().flatten() {
        names.is_user(id, user);
    }
}

/// Notes the roles of a team.
pub(in crate::import) fn note_team(row: &Row<'_>, names: &mut Names) {
    let Some(id) = row.text("teamid") else { return };
    let more = row.get("teamroles_association@odata.nextLink").is_some();
    let Some(roles) = row.children("teamroles_association").filter(|_| !more) else { return };
    let roles = roles.iter().filter_map(|role| role.text("name").map(str::to_owned)).collect();
    names.teams.insert(folded(id), roles);
}

/// `systemusers`: a user that is disabled here can still sign in elsewhere.
pub(in crate::import) fn users(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(person) = row.text("systemuserid").and_then(|id| names.person(id)) else { continue };
        claims.thing(row, &["people", &person]);
        // 0 exists, 1 and 2 were deleted for a while and for good.
        if matches!(row.number("azurestate"), Some(1 | 2)) {
            claims.set(row, &["people", &person, "account"], "deleted");
        }
        let own = row.children("systemuserroles_association");
        let teams = row.children("teammembership_association").unwrap_or_default();
        if own.is_none() && teams.is_empty() {
            continue;
        }
        let Some(environment) = environment(row, names, claims) else { continue };
        let path = ["people", &*person, "roles", &*environment];
        // Roles by teams that were not expanded are missing.
        claims.asked(row, &path, claims.whole);
        let more =
            ["systemuserroles_association@odata.nextLink", "teammembership_association@odata.nextLink"];
        if more.into_iter().any(|link| row.get(link).is_some()) {
            claims.leaves_open(row, &path, "an expansion has a link to more");
        }
        if teams
            .iter()
            .any(|team| team.text("teamid").is_none_or(|id| !names.teams.contains_key(&folded(id))))
        {
            claims.leaves_open(row, &path, "of some teams the roles are not told");
        }
        for role in own.iter().flatten().filter_map(|role| role.text("name")) {
            claims.member(row, &path, role);
        }
        let by_team = teams.iter().filter_map(|team| names.teams.get(&folded(team.text("teamid")?)));
        for role in by_team.flatten() {
            claims.member(row, &path, role.clone());
        }
    }
}

/// Whose roles an answer is about.
fn whose<'a>(row: &Row<'a>) -> (&'static str, Option<&'a str>) {
    let context = &row.answer.context;
    let id = id_in_context(context, "systemusers").or_else(|| {
        context.split_once("systemusers(").and_then(|(_, rest)| rest.split_once(')')).map(|(id, _)| id)
    });
    ("systemusers", id)
}

/// Notes whom an answer is about.
pub(in crate::import) fn note_whose(row: &Row<'_>, names: &mut Names) {
    names.note_told_of(whose(row));
}

/// `systemusers(ID)/systemuserroles_association`: the roles of one user.
pub(in crate::import) fn roles(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    let Some(first) = rows.first() else { return };
    let Some(person) = names.person_of(whose(first)) else { return };
    let Some(environment) = environment(first, names, claims) else { return };
    let path = ["people", &*person, "roles", &*environment];
    claims.thing(first, &["people", &person]);
    claims.asked(first, &path, false);
    for role in rows.iter().filter_map(|row| row.text("name")) {
        claims.member(first, &path, role);
    }
}
