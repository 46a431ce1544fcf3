//! Network connections as Windows 365 sees them, with their health checks.

use crate::facts::value::Region;
use crate::import::claims::{Claiming, EXACT, ROUGH};
use crate::import::ids::ArmId;
use crate::import::names::{Link, Names, Vnet};
use crate::import::row::Row;

/// The join that Windows 365 names; newer members say `type`, older ones `connectionType`.
fn join(row: &Row<'_>) -> Option<&'static str> {
    match row.text("connectionType").or_else(|| row.text("type"))? {
        "azureADJoin" => Some("entra"),
        "hybridAzureADJoin" => Some("hybrid"),
        _ => None,
    }
}

/// Notes a connection and the subnet it names.
pub(in crate::import) fn note(row: &Row<'_>, names: &mut Names) {
    if let Some(id) = row.text("virtualNetworkId") {
        names.networks.note_id(id, row.text("virtualNetworkLocation"));
    }
    let (Some(id), Some(subnet)) = (row.text("id"), row.text("subnetId")) else { return };
    let (id, name) = (id.to_owned(), row.text("displayName").unwrap_or(id).to_owned());
    names.networks.note_link(subnet, Link { id, name, subnet: String::new(), join: join(row), own: false });
}

/// `virtualEndpoint/onPremisesConnections`.
pub(in crate::import) fn connections(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let own = row.text("subnetId").or_else(|| row.text("virtualNetworkId"));
        if let Some(vnet) = own.and_then(ArmId::parse).and_then(|arm| Vnet::of(&arm)) {
            network_facts(claims, row, names, &vnet);
        }
        let Some(id) = row.text("id") else { continue };
        if let Some((vnet, subnet)) = names.networks.vnet_of_link(id) {
            subnet_facts(claims, row, &names.networks.keys_with(vnet, subnet), subnet);
        }
        if let Some(key) = names.networks.key_of_link(id) {
            connection_facts(claims, row, key);
        }
    }
}

fn network_facts(claims: &mut Claiming<'_>, row: &Row<'_>, names: &Names, vnet: &Vnet) {
    let region = row.text("virtualNetworkLocation").map(|region| Region::new(region).as_str().to_owned());
    for key in names.networks.keys(vnet) {
        claims.set_if(row, &["networks", key, "region"], region.clone());
        claims.set_if(row, &["networks", key, "resource_group"], vnet.group.clone());
        if let Some(subscription) = &vnet.subscription {
            claims.thing(row, &["subscriptions", subscription]);
            claims.set(row, &["networks", key, "subscription"], subscription.clone());
        }
    }
}

fn subnet_facts(claims: &mut Claiming<'_>, row: &Row<'_>, keys: &[&str], subnet: &str) {
    let endpoints = checks(row).iter().any(|check| {
        let failed = check.text("status") == Some("failed");
        let kind = check.text("errorType").unwrap_or_default().to_ascii_lowercase();
        // A check that failed for a reason of its own says nothing, and packages of languages are not needed.
        let required = kind.ends_with("urlnotallowlisted") && !kind.contains("localeurl");
        failed && required && kind.starts_with("endpointconnectivitycheck")
    });
    for key in keys {
        claims.set(row, &["networks", key, "subnet", "name"], subnet);
        if endpoints {
            claims.set(row, &["networks", key, "windows_365_endpoints"], "blocked");
        }
        let Some(detail) = row.child("subnetPrivateIpDetail") else { continue };
        if let Some(free) = detail.count("subnetAvailableIpCount") {
            let seen = detail.instant("subnetAvailableIpCountLastSyncDateTime");
            claims.set_ranked(row, &["networks", key, "subnet", "free"], free, (EXACT, seen));
        }
    }
}

/// The checks under either of their names.
fn checks<'a>(row: &Row<'a>) -> Vec<Row<'a>> {
    details(row).and_then(|details| details.children("healthChecks")).unwrap_or_default()
}

fn details<'a>(row: &Row<'a>) -> Option<Row<'a>> {
    let filled = |details: &Row<'_>| details.children("healthChecks").is_some();
    let newer = row.child("healthCheckStatusDetail").filter(filled);
    newer.or_else(|| row.child("healthCheckStatusDetails").filter(filled))
}

fn connection_facts(claims: &mut Claiming<'_>, row: &Row<'_>, key: &str) {
    let path = |name: &'static str| ["networks", key, "connection", name];
    if let Some(join) = join(row) {
        claims.set(row, &path("join"), join);
        if join == "hybrid" {
            let domain = |name: &'static str| ["networks", key, "domain", name];
            claims.set_if(row, &domain("dns_name"), row.text("adDomainName"));
            claims.set_if(row, &domain("join_user"), row.text("adDomainUsername"));
        }
    }
    let ended = details(row).and_then(|details| details.instant("endDateTime"));
    let health = match row.text("healthCheckStatus") {
        Some("passed") => Some("passed"),
        Some("warning") => Some("passed-with-warnings"),
        Some("failed") => Some("failed"),
        _ => None,
    };
    if let Some(health) = health {
        claims.set_ranked(row, &path("health"), health, (if ended.is_some() { EXACT } else { ROUGH }, ended));
    }
    if let Some(ended) = ended.filter(|_| health.is_some()) {
        claims.set_ranked(row, &path("health_checked"), ended.to_string(), (EXACT, Some(ended)));
    }
    health_error(claims, row, key, health);
}

/// The error of the check that failed, where only one did; none where all ended and none failed.
fn health_error(claims: &mut Claiming<'_>, row: &Row<'_>, key: &str, health: Option<&str>) {
    let checks = checks(row);
    let states: Vec<&str> = checks.iter().filter_map(|check| check.text("status")).collect();
    let ended = ["passed", "warning", "informational", "failed"];
    if states.len() < checks.len() || !states.iter().all(|state| ended.contains(state)) {
        return;
    }
    let failed: Vec<&Row<'_>> =
        checks.iter().filter(|check| check.text("status") == Some("failed")).collect();
    let error = match (failed.as_slice(), health) {
        ([only], _) => only.text("errorType").filter(|kind| *kind != "unknownFutureValue"),
        ([], Some("passed")) if !checks.is_empty() => Some("none"),
        _ => None,
    };
    let ended = details(row).and_then(|details| details.instant("endDateTime"));
    if let Some(error) = error {
        claims.set_ranked(row, &["networks", key, "connection", "health_error"], error, (EXACT, ended));
    }
}
