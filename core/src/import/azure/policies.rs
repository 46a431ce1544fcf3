//! Policy assignments that keep network interfaces out of a resource group.

use crate::facts::value::Region;
use crate::import::claims::Claiming;
use crate::import::ids::{covers, folded};
use crate::import::names::Names;
use crate::import::row::Row;
use serde_json::Value;

/// Microsoft's own definition *Allowed locations*, which denies everything elsewhere.
const ALLOWED_LOCATIONS: &str =
    "/providers/microsoft.authorization/policydefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c";

const INTERFACES: &str = "microsoft.network/networkinterfaces";

/// Notes what a policy definition says.
pub(in crate::import) fn note_definition(row: &Row<'_>, names: &mut Names) {
    if let (Some(id), Some(_)) = (row.text("id"), row.get("policyRule")) {
        names.policies.insert(folded(id), row.value().clone());
    }
}

/// `az policy assignment list`: that one denies is known from one; that none does, only from all of them and their definitions.
pub(in crate::import) fn assignments(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let (Some(scope), Some(definition)) = (row.text("scope"), row.text("policyDefinitionId")) else {
            continue;
        };
        // Where it is not said, a policy is enforced.
        if row.text("enforcementMode").is_some_and(|mode| mode != "Default") {
            continue;
        }
        // A selector may spare interfaces or regions, and an override take the denial back: neither is judged here.
        let changed =
            |name: &'static str| row.children(name).map_or(row.get(name).is_some(), |all| !all.is_empty());
        if changed("resourceSelectors") || changed("overrides") {
            continue;
        }
        let Some(networks) = names.networks.in_groups(scope) else { continue };
        let excluded = row.texts("notScopes").unwrap_or_default();
        for (group, vnet, keys) in networks {
            if excluded.iter().any(|excluded| covers(excluded, &group)) {
                continue;
            }
            let denied = match folded(definition) {
                known if known == ALLOWED_LOCATIONS => denies_region(row, vnet.region.as_deref()),
                other => names
                    .policies
                    .get(&other)
                    .is_some_and(|policy| denies_interfaces(row, policy, names, &keys)),
            };
            for key in keys.iter().filter(|_| denied) {
                claims.set(row, &["networks", key, "policy_denies_interfaces"], true);
            }
        }
    }
}

/// Whether the region of a network is not among those allowed.
fn denies_region(row: &Row<'_>, region: Option<&str>) -> bool {
    let Some(region) = region.map(Region::new) else { return false };
    let parameter = |name: &'static str| row.child("parameters").and_then(|all| all.child(name));
    let effect = parameter("effect");
    if effect
        .is_some_and(|effect| effect.text("value").is_none_or(|effect| !effect.eq_ignore_ascii_case("deny")))
    {
        return false;
    }
    let parameters = parameter("listOfAllowedLocations");
    let allowed = parameters.as_ref().and_then(|allowed| allowed.texts("value"));
    allowed.is_some_and(|allowed| !allowed.iter().any(|name| Region::new(name) == region))
}

/// Whether a definition denies network interfaces, and the only thing that spares one is another subnet.
fn denies_interfaces(row: &Row<'_>, policy: &Value, names: &Names, keys: &[&str]) -> bool {
    let inner = policy.get("properties").unwrap_or(policy);
    let rule = |path: &str| inner.pointer(&format!("/policyRule/{path}"));
    let effect = rule("then/effect").and_then(Value::as_str).unwrap_or_default();
    let assigned =
        row.child("parameters").and_then(|all| all.child("effect")).and_then(|it| it.text("value"));
    let default = inner.pointer("/parameters/effect/defaultValue").and_then(Value::as_str);
    let effect = if effect.starts_with('[') { assigned.or(default).unwrap_or_default() } else { effect };
    if !effect.eq_ignore_ascii_case("deny") {
        return false;
    }
    let conditions = match rule("if/allOf").and_then(Value::as_array) {
        Some(all) => all.iter().collect(),
        None => rule("if").into_iter().collect::<Vec<_>>(),
    };
    let is_type = |condition: &&Value| {
        let text =
            |name: &str| condition.get(name).and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
        text("field") == "type" && text("equals") == INTERFACES
    };
    conditions.iter().any(is_type)
        && conditions.iter().filter(|it| !is_type(it)).all(|it| another_subnet(it, names, keys))
}

/// Whether a condition holds for every subnet but ones that no key is about.
fn another_subnet(condition: &Value, names: &Names, keys: &[&str]) -> bool {
    let Some(not) = condition.get("not") else { return false };
    let field = not.get("field").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
    let Some(spared) = not.get("like").and_then(Value::as_str) else { return false };
    let Some((_, spared)) =
        spared.to_ascii_lowercase().rsplit_once("/subnets/").map(|(a, b)| (a.to_owned(), b.to_owned()))
    else {
        return false;
    };
    let meant: Vec<&str> = keys.iter().filter_map(|key| names.networks.subnet_of(key)).collect();
    field.ends_with("subnet.id")
        && !spared.contains('*')
        && meant.len() == keys.len()
        && meant.iter().all(|subnet| !subnet.eq_ignore_ascii_case(&spared))
}
