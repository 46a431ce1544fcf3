//! Capacity that is allotted to environments: what is bought and what is used are other numbers.

use super::environments::geography_and_kind;
use crate::import::claims::Claiming;
use crate::import::names::Names;
use crate::import::row::Row;

/// The fact that a licensing currency is about.
fn field_of(currency: &str) -> Option<&'static str> {
    match currency {
        "PAHostedRPA" => Some("hosted_process"),
        "PAUnattendedRPA" => Some("unattended_rpa_addons"),
        "PowerAutomatePerProcess" => Some("process_plans"),
        _ => None,
    }
}

/// What is allotted to an environment, currency by currency.
pub(super) fn currencies(claims: &mut Claiming<'_>, rows: &[Row<'_>], key: &str, currency: &'static str) {
    for row in rows {
        if let Some(field) = row.text(currency).and_then(field_of) {
            claims.set_if(row, &["environments", key, field], row.count("allocated"));
        }
    }
}

/// `licensing/allocationsByEnvironment/ID`: `autoAllocated` is a part of `allocated`.
pub(in crate::import) fn allocations(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(key) = row.text("environmentId").and_then(|id| names.environment(id)) else { continue };
        claims.thing(row, &["environments", &key]);
        currencies(claims, &row.children("currencyAllocations").unwrap_or_default(), &key, "currencyType");
    }
}

/// `licensing/…/entitlements`: an environment, and one currency of it.
pub(in crate::import) fn entitlements(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(key) = row.text("environmentId").and_then(|id| names.environment(id)) else { continue };
        claims.thing(row, &["environments", &key]);
        geography_and_kind(claims, row, &key, [row.text("location"), row.text("environmentType")]);
        currencies(claims, &row.children("addons").unwrap_or_default(), &key, "addonType");
    }
}

/// `licensing/tenantCapacity/currencyReports`: what each environment was allotted of a currency.
pub(in crate::import) fn reports(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(field) = row.text("currencyType").and_then(field_of) else { continue };
        for allocation in row.children("allocations").iter().flatten() {
            if let Some(key) = allocation.text("environmentId").and_then(|id| names.environment(id)) {
                claims.thing(row, &["environments", &key]);
                claims.set_if(allocation, &["environments", &key, field], allocation.count("allocated"));
            }
        }
    }
}
