//! Environments, and how they are paid for.

use super::capacity::currencies;
use crate::import::claims::Claiming;
use crate::import::ids::folded;
use crate::import::names::Names;
use crate::import::row::Row;
use crate::rulebook::Geography;
use crate::rulebook::term::Term;

/// Notes an environment and the address of its Dataverse.
pub(in crate::import) fn note(row: &Row<'_>, names: &mut Names) {
    let display = row.text("displayName").or_else(|| row.text("environmentName"));
    let (Some(id), Some(name)) = (row.text("name").or_else(|| row.text("environmentId")), display) else {
        return;
    };
    let address =
        row.child("linkedEnvironmentMetadata").and_then(|it| it.text("instanceUrl").map(str::to_owned));
    names.is_environment(id, name, address.as_deref());
}

/// Geography and kind, under whatever name the interface gives them: by the location, never by the Azure region or the name.
pub(in crate::import) fn geography_and_kind(
    claims: &mut Claiming<'_>,
    row: &Row<'_>,
    key: &str,
    [location, kind]: [Option<&str>; 2],
) {
    let geography = location.and_then(Term::<Geography>::find);
    claims.set_if(row, &["environments", key, "geography"], geography.map(Term::name));
    let kind = match kind.map(str::to_ascii_lowercase).as_deref() {
        Some("production") => Some("production"),
        Some("sandbox") => Some("sandbox"),
        Some("trial" | "subscriptionbasedtrial") => Some("trial"),
        Some("developer") => Some("developer"),
        Some("default") => Some("default"),
        Some("teams") => Some("teams"),
        _ => None,
    };
    claims.set_if(row, &["environments", key, "kind"], kind);
}

/// Environments of the Business Application Platform, and what `m365` and PowerShell print of them.
pub(in crate::import) fn environments(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(key) = row.text("name").and_then(|id| names.environment(id)) else { continue };
        claims.thing(row, &["environments", &key]);
        geography_and_kind(claims, row, &key, [row.text("location"), row.text("environmentSku")]);
        if let Some(addons) = row.children("addons") {
            currencies(claims, &addons, &key, "addonType");
        }
        let enabled =
            row.child("billingPolicy").is_some_and(|policy| policy.text("status") == Some("Enabled"));
        if enabled || row.flag("isPayAsYouGoEnabled") == Some(true) {
            claims.set(row, &["environments", &key, "billing"], "pay-as-you-go");
        }
    }
}

/// Notes a billing policy.
pub(in crate::import) fn note_policy(row: &Row<'_>, names: &mut Names) {
    if let (Some(id), Some(status)) = (row.text("id"), row.text("status")) {
        names.billing.insert(folded(id), status == "Enabled");
    }
}

/// The environments of a billing policy.
pub(in crate::import) fn billed(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let enabled = row.text("billingPolicyId").and_then(|id| names.billing.get(&folded(id)));
        let key = row.text("environmentId").and_then(|id| names.environment(id));
        if let (Some(true), Some(key)) = (enabled, key) {
            claims.thing(row, &["environments", &key]);
            claims.set(row, &["environments", &key, "billing"], "pay-as-you-go");
        }
    }
}
