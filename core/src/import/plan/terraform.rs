//! `terraform show -json`: what the plan, or the last apply, holds of networks, images and environments.

use crate::facts::value::Region;
use crate::import::claims::Claiming;
use crate::import::ids::ArmId;
use crate::import::names::{Definition, Names, Vnet};
use crate::import::power_platform::environments::geography_and_kind;
use crate::import::row::Row;

/// Resources as they will be, or were applied last, in all modules.
fn resources<'a>(row: &Row<'a>) -> Vec<(&'a str, Row<'a>)> {
    let state = row.child("planned_values").or_else(|| row.child("values"));
    let mut found = Vec::new();
    let mut modules: Vec<Row<'a>> = state.and_then(|state| state.child("root_module")).into_iter().collect();
    while let Some(module) = modules.pop() {
        modules.extend(module.children("child_modules").unwrap_or_default());
        for resource in module.children("resources").unwrap_or_default() {
            if resource.text("mode") == Some("data") {
                continue;
            }
            if let (Some(kind), Some(values)) = (resource.text("type"), resource.child("values")) {
                found.push((kind, values));
            }
        }
    }
    found
}

/// The virtual network that a resource is, or lies in: by its id, or by group and name.
fn vnet_of(values: &Row<'_>, name: &'static str) -> Option<Vnet> {
    if let Some(vnet) = values.text("id").and_then(ArmId::parse).and_then(|arm| Vnet::of(&arm)) {
        return Some(vnet);
    }
    let group = values.text("resource_group_name").map(str::to_owned);
    Some(Vnet { subscription: None, group, name: values.text(name)?.to_owned(), region: None })
}

fn definition_of(values: &Row<'_>) -> Option<Definition> {
    if let Some(definition) = values.text("id").and_then(Definition::at) {
        return Some(definition);
    }
    let owned = |name: &'static str| values.text(name).map(str::to_owned);
    let (group, gallery) = (owned("resource_group_name"), owned("gallery_name"));
    Some(Definition { subscription: None, group, gallery, name: owned("name")? })
}

/// Notes the resources of a plan or a state.
pub(in crate::import) fn note(row: &Row<'_>, names: &mut Names) {
    for (kind, values) in resources(row) {
        match kind {
            "azurerm_virtual_network" => {
                if let Some(vnet) = vnet_of(&values, "name") {
                    names.networks.note(vnet);
                }
            }
            "azurerm_subnet" => {
                if let (Some(vnet), Some(subnet)) =
                    (vnet_of(&values, "virtual_network_name"), values.text("name"))
                {
                    let place = names.networks.note(vnet);
                    names.networks.note_subnet(place, subnet);
                }
            }
            "azurerm_shared_image" => {
                if let Some(definition) = definition_of(&values) {
                    names.images.note(definition);
                }
            }
            _ => {}
        }
    }
}

/// The resources of a plan or a state.
pub(in crate::import) fn planned(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for (kind, values) in rows.iter().flat_map(resources) {
        match kind {
            "azurerm_virtual_network" => network(claims, names, &values),
            "azurerm_subnet" => subnet(claims, names, &values),
            "azurerm_shared_image" => image(claims, names, &values),
            "powerplatform_environment" => {
                let Some(key) = values.text("display_name") else { continue };
                claims.thing(&values, &["environments", key]);
                geography_and_kind(
                    claims,
                    &values,
                    key,
                    [values.text("location"), values.text("environment_type")],
                );
                if values.text("billing_policy_id").is_some_and(|id| !id.starts_with("00000000-")) {
                    claims.set(&values, &["environments", key, "billing"], "pay-as-you-go");
                }
            }
            "powerplatform_rest" => allocation(claims, names, &values),
            _ => {}
        }
    }
}

fn place(claims: &mut Claiming<'_>, values: &Row<'_>, key: &str, vnet: &Vnet) {
    if let Some(subscription) = &vnet.subscription {
        claims.thing(values, &["subscriptions", subscription]);
        claims.set(values, &["networks", key, "subscription"], subscription.clone());
    }
    claims.set_if(values, &["networks", key, "resource_group"], vnet.group.clone());
}

fn network(claims: &mut Claiming<'_>, names: &Names, values: &Row<'_>) {
    let Some(vnet) = vnet_of(values, "name") else { return };
    let region = values.text("location").map(|region| Region::new(region).as_str().to_owned());
    let servers = values.texts("dns_servers").map(|servers| servers.len());
    for key in names.networks.keys(&vnet) {
        place(claims, values, key, &vnet);
        claims.set_if(values, &["networks", key, "region"], region.clone());
        claims.set_if(values, &["networks", key, "dns_servers"], servers);
    }
}

fn subnet(claims: &mut Claiming<'_>, names: &Names, values: &Row<'_>) {
    let (Some(vnet), Some(name)) = (vnet_of(values, "virtual_network_name"), values.text("name")) else {
        return;
    };
    let delegation = values.children("delegation").and_then(|all| match all.as_slice() {
        [] => Some("none".to_owned()),
        [first, ..] => {
            let services = first.children("service_delegation")?;
            services.first()?.text("name").map(str::to_owned)
        }
    });
    for key in names.networks.keys(&vnet) {
        place(claims, values, key, &vnet);
    }
    for key in names.networks.keys_with(&vnet, name) {
        claims.set(values, &["networks", key, "subnet", "name"], name);
        claims.set_if(values, &["networks", key, "subnet", "delegation"], delegation.clone());
    }
}

fn image(claims: &mut Claiming<'_>, names: &Names, values: &Row<'_>) {
    let Some(definition) = definition_of(values) else { return };
    let generation = match values.text("hyper_v_generation") {
        Some("V1") => Some(1),
        Some("V2") => Some(2),
        _ => None,
    };
    // What the provider prints as null is off.
    let generalized = values.raw("specialized").is_some().then(|| values.flag("specialized") != Some(true));
    let on = |name: &'static str| values.flag(name) == Some(true);
    let security = if on("trusted_launch_enabled") {
        Some("trusted-launch")
    } else if on("trusted_launch_supported") {
        Some("trusted-launch-supported")
    } else if on("confidential_vm_enabled") {
        Some("confidential")
    } else {
        let told = [
            "trusted_launch_enabled",
            "trusted_launch_supported",
            "confidential_vm_enabled",
            "confidential_vm_supported",
        ];
        let off = told.into_iter().all(|name| values.raw(name).is_some()) && !on("confidential_vm_supported");
        off.then_some("standard")
    };
    for key in names.images.keys(&definition) {
        if let Some(subscription) = &definition.subscription {
            claims.thing(values, &["subscriptions", subscription]);
            claims.set(values, &["images", key, "subscription"], subscription.clone());
        }
        claims.set_if(values, &["images", key, "gallery", "resource_group"], definition.group.clone());
        claims.set_if(values, &["images", key, "generation"], generation);
        claims.set_if(values, &["images", key, "generalized"], generalized);
        claims.set_if(values, &["images", key, "security_type"], security);
    }
}

/// An allocation of capacity, as the text of the call that a resource will make.
fn allocation(claims: &mut Claiming<'_>, names: &Names, values: &Row<'_>) {
    let Some(call) = values.child("create") else { return };
    let Some((_, rest)) = call.text("url").and_then(|url| url.split_once("/allocationsByEnvironment/"))
    else {
        return;
    };
    let id = rest.split(['?', '/']).next().unwrap_or_default();
    let Some(key) = names.environment(id) else { return };
    let Some(Ok(body)) = call.text("body").map(serde_json::from_str::<serde_json::Value>) else { return };
    let currencies = body.get("currencyAllocations").and_then(serde_json::Value::as_array);
    for currency in currencies.into_iter().flatten() {
        let hosted = currency.get("currencyType").and_then(serde_json::Value::as_str) == Some("PAHostedRPA");
        let units = currency.get("allocated").and_then(serde_json::Value::as_u64);
        if let Some(units) = units.filter(|_| hosted) {
            claims.set(values, &["environments", &key, "hosted_process"], units);
        }
    }
}
