//! Virtual networks, subnets, and the addresses that are free in them.

use super::place;
use crate::facts::value::Region;
use crate::import::claims::{Claiming, EXACT, LEAST, ROUGH};
use crate::import::ids::ArmId;
use crate::import::names::{Names, Vnet};
use crate::import::row::Row;
use serde_json::json;

const GROUP: &[&str] = &["resource_group"];
/// Addresses that Azure keeps of every subnet.
const KEPT: i64 = 5;

/// Notes a virtual network and its subnets.
pub(in crate::import) fn note_network(row: &Row<'_>, names: &mut Names) {
    let Some(id) = row.text("id") else { return };
    let Some(place) = names.networks.note_id(id, row.text("location")) else { return };
    for subnet in row.children("subnets").iter().flatten() {
        match subnet.text("name") {
            Some(name) => names.networks.note_subnet(place, name),
            None => names.networks.note_unnamed(place),
        }
    }
}

/// Notes the subnet in an id.
pub(in crate::import) fn note_subnet(row: &Row<'_>, names: &mut Names) {
    if let Some(id) = row.text("id") {
        names.networks.note_id(id, None);
    }
}

/// `az network vnet show` and `list`.
pub(in crate::import) fn networks(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(arm) = row.text("id").and_then(ArmId::parse) else { continue };
        let Some(vnet) = Vnet::of(&arm) else { continue };
        let servers = match row.child("dhcpOptions") {
            Some(options) => options.texts("dnsServers").map(|servers| servers.len()),
            None => row.get("addressSpace").map(|_| 0),
        };
        for key in names.networks.keys(&vnet) {
            place(claims, row, &arm, ["networks", key], GROUP);
            let region = row.text("location").filter(|region| !region.contains('['));
            claims.set_if(
                row,
                &["networks", key, "region"],
                region.map(|region| Region::new(region).as_str().to_owned()),
            );
            claims.set_if(row, &["networks", key, "dns_servers"], servers);
        }
        for subnet in row.children("subnets").iter().flatten() {
            if let Some(name) = subnet.text("name") {
                subnet_facts(claims, subnet, &names.networks.keys_with(&vnet, name), name);
            }
        }
    }
}

/// `az network vnet subnet show` and `list`.
pub(in crate::import) fn subnets(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(arm) = row.text("id").and_then(ArmId::parse) else { continue };
        let (Some(vnet), Some(name)) = (Vnet::of(&arm), arm.part("subnets")) else { continue };
        for key in names.networks.keys(&vnet) {
            place(claims, row, &arm, ["networks", key], GROUP);
        }
        subnet_facts(claims, row, &names.networks.keys_with(&vnet, name), name);
    }
}

fn subnet_facts(claims: &mut Claiming<'_>, row: &Row<'_>, keys: &[&str], name: &str) {
    let planned = claims.call.planned;
    for key in keys {
        let field = |name: &'static str| ["networks", *key, "subnet", name];
        claims.set(row, &field("name"), name);
        if let Some(free) = free(row).filter(|_| !planned) {
            claims.set_ranked(row, &field("free"), free, (ROUGH, None));
        }
        claims.set_if(row, &field("delegation"), delegation(row));
        claims.set_if(row, &field("way_out"), way_out(row));
    }
}

/// What the prefixes hold less what is in use: every address in use stands in `ipConfigurations`, those of private endpoints, too.
fn free(row: &Row<'_>) -> Option<i64> {
    let prefixes = match row.text("addressPrefix") {
        Some(only) => vec![only],
        None => row.texts("addressPrefixes")?,
    };
    let sizes = prefixes.iter().filter(|prefix| !prefix.contains(':')).map(|prefix| {
        let bits: u32 = prefix.split_once('/')?.1.parse().ok()?;
        32_u32.checked_sub(bits).filter(|bits| *bits < 32).map(|bits| 1_i64 << bits)
    });
    let sizes: Option<Vec<i64>> = sizes.collect();
    let sizes = sizes.filter(|sizes| !sizes.is_empty())?;
    if row.get("ipConfigurations").is_some() && row.children("ipConfigurations").is_none() {
        return None;
    }
    let used = row.children("ipConfigurations").map_or(0, |used| used.len());
    let held: i64 = sizes.iter().map(|size| (size - KEPT).max(0)).sum();
    Some((held - i64::try_from(used).ok()?).max(0))
}

/// An empty list says that there is none; silence, where the subnet was printed with its prefix, as well.
fn delegation(row: &Row<'_>) -> Option<String> {
    let delegations = match (row.get("delegations"), row.children("delegations")) {
        (_, Some(delegations)) => delegations,
        (None, None) if row.get("provisioningState").is_some() => Vec::new(),
        _ => return None,
    };
    match delegations.first() {
        None => Some("none".to_owned()),
        Some(first) => first.text("serviceName").map(str::to_owned),
    }
}

fn way_out(row: &Row<'_>) -> Option<&'static str> {
    if row.child("natGateway").is_some() {
        return Some("nat-gateway");
    }
    // Where a route leads is not told here, and neither is which machines a load balancer serves.
    let default = row.flag("defaultOutboundAccess") == Some(true) && row.get("routeTable").is_none();
    default.then_some("default")
}

/// `az rest …/virtualNetworks/N/usages`: exact, for subnets that machines can use.
pub(in crate::import) fn usages(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let (Some(id), Some(limit), Some(used)) =
            (row.text("id"), row.count("limit"), row.count("currentValue"))
        else {
            continue;
        };
        let Some(subnet) = ArmId::parse(id).and_then(|arm| arm.part("subnets")) else { continue };
        for key in names.networks.keys_with_id(id) {
            claims.set(row, &["networks", key, "subnet", "name"], subnet);
            let free = limit.saturating_sub(used);
            claims.set_ranked(row, &["networks", key, "subnet", "free"], free, (EXACT, None));
        }
    }
}

/// `az network vnet subnet list-available-ips`: some of the addresses that are free.
pub(in crate::import) fn available(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    let Some(first) = rows.first() else { return };
    for key in names.networks.keys_told() {
        let least = json!({"at_least": rows.len()});
        claims.set_ranked(first, &["networks", key, "subnet", "free"], least, (LEAST, None));
    }
}

/// `az resource list`: when a virtual network was created.
pub(in crate::import) fn resources(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(arm) = row.text("id").and_then(ArmId::parse) else { continue };
        let Some(vnet) = Vnet::of(&arm).filter(|_| is_network(&arm)) else { continue };
        for key in names.networks.keys(&vnet) {
            place(claims, row, &arm, ["networks", key], GROUP);
            let region = row.text("location").map(|region| Region::new(region).as_str().to_owned());
            claims.set_if(row, &["networks", key, "region"], region);
            let created = row.instant("createdTime").map(|created| created.to_string());
            claims.set_if(row, &["networks", key, "created"], created);
        }
    }
}

fn is_network(arm: &ArmId<'_>) -> bool {
    arm.kind().is_some_and(|kind| kind.eq_ignore_ascii_case("virtualNetworks"))
}

/// Notes what a list of resources holds.
pub(in crate::import) fn note_resource(row: &Row<'_>, names: &mut Names) {
    if let Some(id) = row.text("id").filter(|id| ArmId::parse(id).is_some_and(|arm| is_network(&arm))) {
        names.networks.note_id(id, row.text("location"));
    }
}
