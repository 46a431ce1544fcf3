//! People: accounts, licences and administrator roles.

use crate::import::claims::Claiming;
use crate::import::names::{Names, id_in_context};
use crate::import::row::Row;
use crate::rulebook::Plan;
use crate::rulebook::term::Term;
use std::collections::BTreeSet;

/// The licences that a service plan counts as, as `core/rulebook/licences.toml` says; a test compares the two.
pub(in crate::import) const COUNTS: &[(&str, &str)] = &[
    ("21b439ba-a0ca-424f-a6cc-52f954a5b111", "windows"),
    ("e041597c-9c7f-4ed9-99b0-2663301576f7", "windows"),
    ("e7c91390-7625-45be-94e0-e16907e03118", "windows"),
    ("c1ec4a95-1f05-45b3-a911-aa3fa01094f5", "intune"),
    ("d216f254-796f-4dab-bbfa-710686e646b9", "intune"),
    ("3e170737-c728-4eae-bbb9-3f3360f7184c", "intune"),
    ("da24caf9-af8e-485c-b7c8-e73336da2693", "intune"),
    ("8e9ff0ff-aa7a-4b20-83c1-2f636b600ac2", "intune"),
    ("eec0eb4f-6444-4f95-aba0-50c24d67f998", "entra-p2"),
    ("41781fb2-bc02-4b7c-bd55-b576c07bb09d", "entra-p1"),
    ("eec0eb4f-6444-4f95-aba0-50c24d67f998", "entra-p1"),
];

/// Administrator roles by the id of their template.
const ROLES: &[(&str, &str)] = &[
    ("62e90394-69f5-4237-9190-012177145e10", "global-administrator"),
    ("b0f54661-2d74-4c50-afa3-1ec803f12efe", "billing-administrator"),
    ("4d6ac14f-3453-41d0-bef9-a3e0c569773a", "license-administrator"),
    ("11648597-926c-4cf3-9c36-bcebb0ba8dcc", "power-platform-administrator"),
    ("3a2c62db-5318-420d-8d74-23affee5d9d5", "intune-administrator"),
];

/// What is asked of a user.
pub(in crate::import) const USER: &[&str] = &[
    "id",
    "userPrincipalName",
    "accountEnabled",
    "userType",
    "onPremisesSyncEnabled",
    "assignedPlans",
    "servicePlanId",
    "capabilityStatus",
    "assignedDateTime",
];

/// Notes who a user is.
pub(in crate::import) fn note(row: &Row<'_>, names: &mut Names) {
    if let (Some(id), Some(user)) = (row.text("id"), row.text("userPrincipalName")) {
        names.is_user(id, user);
    }
}

/// Notes whom a file about one person is about.
pub(in crate::import) fn note_whose(row: &Row<'_>, names: &mut Names) {
    names.note_told_of(whose(row));
}

fn whose<'a>(row: &Row<'a>) -> (&'static str, Option<&'a str>) {
    ("users", id_in_context(&row.answer.context, "users"))
}

/// `users` and `users/ID`.
pub(in crate::import) fn users(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(person) = row.text("id").and_then(|id| names.person(id)) else { continue };
        let path = |name: &'static str| ["people", &*person, name];
        claims.thing(row, &["people", &person]);
        let account = row.flag("accountEnabled").map(|on| if on { "enabled" } else { "disabled" });
        claims.set_if(row, &path("account"), account);
        if row.text("userType") == Some("Member") {
            claims.set(row, &path("account_kind"), "work-or-school");
        }
        let identity = match row.flag("onPremisesSyncEnabled") {
            Some(true) => Some("synchronised"),
            Some(false) => Some("cloud"),
            None => row.is_null("onPremisesSyncEnabled").then_some("cloud"),
        };
        claims.set_if(row, &path("identity"), identity);
        let intune = |plan: &Row<'_>| {
            let id = plan.text("servicePlanId")?;
            let counts =
                COUNTS.iter().any(|(known, licence)| *licence == "intune" && known.eq_ignore_ascii_case(id));
            (counts && plan.text("capabilityStatus") == Some("Enabled"))
                .then(|| plan.instant("assignedDateTime"))?
        };
        let since = row.children("assignedPlans").iter().flatten().filter_map(intune).min();
        claims.set_if(row, &path("intune_licensed"), since.map(|since| since.to_string()));
    }
}

/// `users/ID/licenseDetails`: what takes effect is the service plans, not the products that hold them.
pub(in crate::import) fn licences(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    let Some(first) = rows.first() else { return };
    let Some(person) = names.person_of(whose(first)) else { return };
    claims.thing(first, &["people", &person]);
    let effective = |plan: &Row<'_>| {
        let works = ["Success", "PendingActivation"].contains(&plan.text("provisioningStatus")?);
        plan.text("servicePlanId").filter(|_| works).map(str::to_ascii_lowercase)
    };
    let (licences, plans) = (["people", &person, "licences"], ["people", &person, "plans"]);
    let readable = rows.iter().all(|row| row.children("servicePlans").is_some());
    claims.asked(first, &licences, claims.whole && readable);
    claims.asked(first, &plans, claims.whole && readable);
    let mut held: BTreeSet<(bool, &str)> = BTreeSet::new();
    for row in rows {
        for plan in row.children("servicePlans").iter().flatten().filter_map(effective) {
            held.extend(COUNTS.iter().filter(|(id, _)| **id == *plan).map(|(_, licence)| (true, *licence)));
            held.extend(Term::<Plan>::find(&plan).map(|plan| (false, plan.id())));
        }
    }
    for (is_licence, name) in held {
        claims.member(first, if is_licence { &licences } else { &plans }, name);
    }
}

/// `users/ID/transitiveMemberOf`: roles that are active; those that somebody may activate are not among them.
pub(in crate::import) fn memberships(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    let Some(first) = rows.first() else { return };
    let Some(person) = names.person_of(whose(first)) else { return };
    let path = ["people", &*person, "admin_roles"];
    claims.thing(first, &["people", &person]);
    claims.asked(first, &path, false);
    for row in rows {
        let template = row.text("roleTemplateId").unwrap_or_default();
        let role = ROLES.iter().find(|(id, _)| id.eq_ignore_ascii_case(template));
        if let Some((_, role)) = role {
            claims.member(row, &path, *role);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::COUNTS;

    #[test]
    fn service_plans_count_as_the_rulebook_says() {
        let text = include_str!("../../../rulebook/licences.toml");
        let (counts, _) = text.split_once("[doubtful]").unwrap();
        let mut said = Vec::new();
        for block in counts.split("[[counts]]").skip(1) {
            let licence = block.split('"').nth(1).unwrap();
            for plan in block.split("id = \"").skip(1) {
                said.push((plan.split('"').next().unwrap(), licence));
            }
        }
        assert_eq!(said, COUNTS);
    }
}
