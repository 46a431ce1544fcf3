//! Subscriptions and the tenant, as the signed-in account sees them.

use crate::import::claims::Claiming;
use crate::import::names::Names;
use crate::import::row::Row;

/// Notes the tenant that an account is at home in.
pub(in crate::import) fn note_account(row: &Row<'_>, names: &mut Names) {
    if let Some(home) = row.text("homeTenantId") {
        names.tenants.insert(home.to_owned());
    }
}

/// `az account show` and `list`.
pub(in crate::import) fn accounts(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let (Some(id), Some(tenant)) = (row.text("id"), row.text("tenantId")) else { continue };
        // A tenant without a subscription stands among them under its own id; it may be another tenant.
        if id == tenant || row.text("homeTenantId").is_none() {
            continue;
        }
        let state = match row.text("state") {
            Some("Enabled") => Some("enabled"),
            Some("Disabled" | "Deleted" | "Expired") => Some("disabled"),
            Some("Warned") => Some("warned"),
            Some("PastDue") => Some("past-due"),
            _ => None,
        };
        claims.thing(row, &["subscriptions", id]);
        claims.set_if(row, &["subscriptions", id, "state"], state);
        if names.tenants.len() > 1 {
            continue;
        }
        claims.set(row, &["tenant", "entra"], "present");
        let cloud = match row.text("environmentName").or_else(|| row.text("cloudName")) {
            Some("AzureCloud") => Some("public"),
            Some("AzureChinaCloud") => Some("china"),
            _ => None,
        };
        claims.set_if(row, &["tenant", "cloud"], cloud);
    }
}

/// `az rest …/tenants`: the country of the tenant one is at home in.
pub(in crate::import) fn tenants(rows: &[Row<'_>], _: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        if row.text("tenantCategory").is_none_or(|category| category == "Home") {
            claims.set_if(row, &["tenant", "country"], row.text("countryCode"));
        }
    }
}
