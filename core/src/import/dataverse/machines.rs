//! Hosted machines and machine groups, by the numbers of their states, whatever the language.

use super::{environment, error_code, owner};
use crate::import::claims::{Claiming, ROUGH, USUAL};
use crate::import::ids::folded;
use crate::import::names::{Group, Names, host_of};
use crate::import::row::Row;

/// `flowgrouptype` of the group that a machine by itself has.
const HIDDEN: i64 = 545_940_002;
/// `hostingtype` of hosted machines.
const HOSTED: i64 = 1;

/// What is asked of a machine.
pub(in crate::import) const MACHINE: &[&str] = &[
    "flowmachineid",
    "name",
    "hostingtype",
    "_flowmachineimageversionid_value",
    "FlowMachineImageVersionId",
    "_flowmachinegroupid_value",
    "FlowMachineGroupId",
    "_flowmachinenetworkid_value",
    "FlowMachineNetworkId",
    "createdon",
    "agentversion",
    "overcapacitysince",
    "hostedmachineerror",
    "statuscode",
];

/// What is asked of a machine group.
pub(in crate::import) const GROUP: &[&str] = &[
    "flowmachinegroupid",
    "name",
    "flowgrouptype",
    "managementtype",
    "statuscode",
    "trytoreusewindowssession",
    "lastrundate",
    "preferredqueuingtype",
    "provisioningstate",
    "maxmanagedmachinecount",
    "_flowmachineimage_value",
    "_flowmachinenetwork_value",
];

/// Whether a row is a hosted machine, also where the column was not asked for.
fn is_hosted(row: &Row<'_>) -> bool {
    match row.number("hostingtype") {
        Some(kind) => kind == HOSTED,
        // Of all machines, only hosted ones are made from an image.
        None => {
            row.text("_flowmachineimageversionid_value").is_some()
                || row.child("FlowMachineImageVersionId").is_some()
        }
    }
}

/// Notes a machine, and the group it expands.
pub(in crate::import) fn note_machine(row: &Row<'_>, names: &mut Names) {
    let (Some(id), Some(name)) = (row.text("flowmachineid"), row.text("name")) else { return };
    if !is_hosted(row) {
        return;
    }
    names.machines.note(id, name, host_of(&row.answer.context));
    if let Some(group) = row.text("_flowmachinegroupid_value") {
        names.alone.insert(folded(group), folded(id));
    }
    if let Some(group) = row.child("FlowMachineGroupId") {
        note_group(&group, names);
    }
    if let Some(version) = row.child("FlowMachineImageVersionId") {
        super::images::note_version(&version, names);
        if let Some(image) = version.child("flowmachineimage") {
            super::images::note_image(&image, names);
        }
    }
    if let Some(network) = row.child("FlowMachineNetworkId") {
        super::networks::note(&network, names);
    }
}

/// Notes a machine group.
pub(in crate::import) fn note_group(row: &Row<'_>, names: &mut Names) {
    let (Some(id), Some(name)) = (row.text("flowmachinegroupid"), row.text("name")) else { return };
    let Some(kind) = row.number("flowgrouptype") else { return };
    let (name, host) = (name.to_owned(), host_of(&row.answer.context));
    names.groups.insert(folded(id), Group { name, hidden: kind == HIDDEN, host });
}

/// `flowmachines`.
pub(in crate::import) fn machines(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(name) = row.text("name").filter(|_| is_hosted(row)) else { continue };
        let Some(name) = names.machines.key(row.text("flowmachineid"), name) else { continue };
        let path = |field: &'static str| ["machines", name, field];
        claims.thing(row, &["machines", name]);
        claims.set(row, &["machines_complete"], claims.whole);
        let inside = environment(row, names, claims);
        claims.set_if(row, &path("environment"), inside);
        let creator = owner(row, names, claims);
        claims.set_if(row, &path("creator"), creator);
        claims.set_if(row, &path("requested"), row.instant("createdon").map(|at| at.to_string()));
        claims.set_if(row, &path("desktop_version"), row.text("agentversion"));
        let over = match row.instant("overcapacitysince") {
            Some(since) => Some(since.to_string()),
            None => row.is_null("overcapacitysince").then(|| "none".to_owned()),
        };
        claims.set_if(row, &path("over_capacity_since"), over);
        state(claims, row, name);
        belongings(claims, row, names, name);
    }
}

fn state(claims: &mut Claiming<'_>, row: &Row<'_>, name: &str) {
    let error = row.text("hostedmachineerror").and_then(error_code);
    let Some(code) = row.number("statuscode") else { return };
    let status = match code {
        1 => Some("active"),
        3 => Some("requires-reconnection"),
        // One number for a machine that could not be made, and for one that broke later: only the former comes with the error of making it.
        8 if error.is_some() => Some("failed"),
        10 => Some("provisioning"),
        12 => Some("provisioned-with-error"),
        13 => Some("over-capacity"),
        14 => Some("over-capacity-deleted"),
        15 => Some("over-capacity-disabled"),
        _ => None,
    };
    claims.set_if(row, &["machines", name, "status"], status);
    let maintenance = match code {
        4 => Some("enabled"),
        1..=15 => Some("disabled"),
        _ => None,
    };
    claims.set_if(row, &["machines", name, "maintenance"], maintenance);
    if let Some(error) = error.filter(|_| matches!(code, 8 | 12)) {
        claims.set(row, &["machines", name, "error"], error);
    }
}

/// What a machine was made from and lies in, by the ids of other tables.
fn belongings(claims: &mut Claiming<'_>, row: &Row<'_>, names: &Names, name: &str) {
    let path = |field: &'static str| ["machines", name, field];
    let id_of = |value: &'static str, child: &'static str, id: &'static str| {
        let expanded = row.child(child).and_then(|child| child.text(id).map(str::to_owned));
        row.text(value).map(str::to_owned).or(expanded)
    };
    let version =
        id_of("_flowmachineimageversionid_value", "FlowMachineImageVersionId", "flowmachineimageversionid");
    if let Some(image) = version.as_deref().and_then(|id| names.images.key_of_vm_version(id)) {
        declare(claims, row, ["images", image]);
        claims.set(row, &path("image"), image);
    }
    let network = id_of("_flowmachinenetworkid_value", "FlowMachineNetworkId", "flowmachinenetworkid");
    match network {
        Some(id) => {
            if let Some(key) = names.networks.key_of_link(&id) {
                declare(claims, row, ["networks", key]);
                claims.set(row, &path("network"), key);
            }
        }
        None if row.is_null("_flowmachinenetworkid_value") || row.is_null("FlowMachineNetworkId") => {
            claims.set(row, &path("network"), "none");
        }
        None => {}
    }
    let group = id_of("_flowmachinegroupid_value", "FlowMachineGroupId", "flowmachinegroupid");
    if let Some(group) = group.and_then(|id| names.groups.get(&folded(&id))) {
        let key = if group.hidden { "none" } else { &group.name };
        if !group.hidden {
            claims.thing(row, &["groups", key]);
            // Unless all groups were asked for, there may be others.
            claims.set_ranked(row, &["groups_complete"], false, (ROUGH, None));
            claims.asked(row, &["groups", key, "members"], false);
            claims.member(row, &["groups", key, "members"], name);
        }
        claims.set(row, &path("group"), key);
    }
}

fn declare(claims: &mut Claiming<'_>, row: &Row<'_>, path: [&str; 2]) {
    if path[1] != crate::facts::DEFAULT_IMAGE {
        claims.thing(row, &path);
    }
}

/// `flowmachinegroups`.
pub(in crate::import) fn groups(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(name) = row.text("name") else { continue };
        match row.number("flowgrouptype") {
            None | Some(HIDDEN) => continue,
            Some(_) => {}
        }
        let group = row.text("flowmachinegroupid").and_then(|id| names.groups.get(&folded(id)));
        let key = group.map_or(name, |group| &*group.name);
        claims.thing(row, &["groups", key]);
        claims.set(row, &["groups_complete"], claims.whole);
        let path = |field: &'static str| ["groups", key, field];
        if let Some(environment) = environment(row, names, claims) {
            let listed = ["environments", &*environment, "group_names"];
            claims.asked(row, &listed, claims.whole);
            claims.member(row, &listed, name);
            claims.set(row, &path("environment"), environment);
        }
        let creator = owner(row, names, claims);
        claims.set_if(row, &path("creator"), creator);
        let kind = match row.number("managementtype") {
            Some(0) => Some("machines"),
            Some(1) => Some("hosted"),
            _ => None,
        };
        claims.set_if(row, &path("kind"), kind);
        group_facts(claims, row, key, kind);
        if kind == Some("hosted") {
            group_made_of(claims, row, names, key);
        }
    }
}

fn group_facts(claims: &mut Claiming<'_>, row: &Row<'_>, name: &str, kind: Option<&str>) {
    let path = |field: &'static str| ["groups", name, field];
    let switch = |on: bool| if on { "enabled" } else { "disabled" };
    let maintenance =
        row.number("statuscode").filter(|code| (1..=7).contains(code)).map(|code| switch(code == 3));
    claims.set_if(row, &path("maintenance"), maintenance);
    claims.set_if(row, &path("session_reuse"), row.flag("trytoreusewindowssession").map(switch));
    let last = row.instant("lastrundate").map(|at| at.day().to_string());
    if let Some(last) = last {
        claims.set_ranked(row, &path("last_run"), last, (USUAL, None));
    }
    let extended = row
        .number("preferredqueuingtype")
        .filter(|kind| (0..=1).contains(kind))
        .map(|kind| switch(kind == 1));
    claims.set_if(row, &["groups", name, "queue", "extended"], extended);
    if kind == Some("hosted") {
        let state = match row.number("provisioningstate") {
            Some(1) => Some("provisioning"),
            Some(2) => Some("active"),
            Some(3) => Some("error"),
            _ => None,
        };
        claims.set_if(row, &path("state"), state);
        claims.set_if(row, &path("max_bots"), row.count("maxmanagedmachinecount"));
    }
}

/// The image and the network of a hosted machine group.
fn group_made_of(claims: &mut Claiming<'_>, row: &Row<'_>, names: &Names, name: &str) {
    let path = |field: &'static str| ["groups", name, field];
    if let Some(image) = row.text("_flowmachineimage_value").and_then(|id| names.images.key_of_vm_image(id)) {
        declare(claims, row, ["images", image]);
        claims.set(row, &path("image"), image);
        if image != crate::facts::DEFAULT_IMAGE {
            claims.set(row, &path("default_image_build"), "none");
        }
    }
    if let Some(network) = row.text("_flowmachinenetwork_value").and_then(|id| names.networks.key_of_link(id))
    {
        declare(claims, row, ["networks", network]);
        claims.set(row, &path("network"), network);
    }
}
