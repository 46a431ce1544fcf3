//! Runs, capacity and solutions.

use super::environment;
use crate::import::claims::Claiming;
use crate::import::ids::folded;
use crate::import::names::{Group, Names, host_of};
use crate::import::row::Row;
use std::collections::BTreeMap;

/// What is asked of a run.
pub(in crate::import) const SESSION: &[&str] = &["startedon", "_machineid_value", "_machinegroupid_value"];

/// `flowsessions`: when a machine, or a group, last ran a desktop flow.
pub(in crate::import) fn sessions(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(at) = row.instant("startedon") else { continue };
        let machine = row.text("_machineid_value").and_then(|id| names.machines.key_of(id));
        let group = row.text("_machinegroupid_value").and_then(|id| names.groups.get(&folded(id)));
        let group = group.filter(|group| !group.hidden).map(|group| ("groups", &*group.name));
        for (kind, name) in machine.map(|name| ("machines", name)).into_iter().chain(group) {
            claims.set_newest(row, &[kind, name, "last_run"], at.day().to_string(), at);
        }
    }
}

/// `flowcapacityassignments`: bots that are guaranteed to hosted machine groups.
pub(in crate::import) fn capacity(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    let mut units: BTreeMap<String, (u64, &Row<'_>)> = BTreeMap::new();
    for row in rows {
        // 0 is hosted capacity; what is not active no longer holds.
        if row.number("capacitytype") != Some(0) || row.number("statuscode") != Some(1) {
            continue;
        }
        let Some(group) = row.text("_regarding_value").and_then(|id| names.groups.get(&folded(id))) else {
            continue;
        };
        let Some(count) = row.count("count").filter(|_| !group.hidden) else { continue };
        units.entry(group.name.clone()).or_insert((0, row)).0 += count;
    }
    // Who vouches that the list is whole says that no other group of the same Dataverse is guaranteed any.
    if let Some(first) = rows.first().filter(|_| claims.whole) {
        let host = host_of(&first.answer.context);
        let known = |group: &&Group| !group.hidden && host.is_some() && group.host == host;
        for group in names.groups.values().filter(known) {
            units.entry(group.name.clone()).or_insert((0, first));
        }
    }
    for (name, (count, row)) in units {
        claims.thing(row, &["groups", &name]);
        claims.set(row, &["groups", &name, "committed_bots"], count);
    }
}

/// `solutions`: the version of the one that desktop flows need.
pub(in crate::import) fn solutions(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows.iter().filter(|row| row.text("uniquename") == Some("MicrosoftFlowExtensionsCore")) {
        let Some(environment) = environment(row, names, claims) else { continue };
        claims.set_if(row, &["environments", &environment, "flow_extensions_version"], row.text("version"));
    }
}
