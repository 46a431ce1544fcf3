//! Network connections of Power Automate.

use super::{environment, error_code, owner};
use crate::import::claims::Claiming;
use crate::import::ids::ArmId;
use crate::import::names::{Link, Names, Vnet};
use crate::import::row::Row;

fn join(row: &Row<'_>) -> Option<&'static str> {
    match row.number("type")? {
        100_000_000 => Some("entra"),
        100_000_001 => Some("hybrid"),
        _ => None,
    }
}

/// What is asked of a connection.
pub(in crate::import) const NETWORK: &[&str] = &[
    "flowmachinenetworkid",
    "name",
    "subnet",
    "type",
    "createdon",
    "supportedscenario",
    "statuscode",
    "provisioningstate",
    "statuserrormessage",
];

/// Notes a connection and the subnet it names.
pub(in crate::import) fn note(row: &Row<'_>, names: &mut Names) {
    let (Some(id), Some(name), Some(subnet)) =
        (row.text("flowmachinenetworkid"), row.text("name"), row.text("subnet"))
    else {
        return;
    };
    let link =
        Link { id: id.to_owned(), name: name.to_owned(), subnet: String::new(), join: join(row), own: true };
    names.networks.note_link(subnet, link);
}

/// `flowmachinenetworks`.
pub(in crate::import) fn networks(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let (Some(id), Some(name)) = (row.text("flowmachinenetworkid"), row.text("name")) else { continue };
        if let Some(environment) = environment(row, names, claims) {
            let listed = ["environments", &*environment, "network_names"];
            claims.asked(row, &listed, claims.whole);
            claims.member(row, &listed, name);
        }
        let Some(key) = names.networks.key_of_link(id) else { continue };
        if let Some(arm) = row.text("subnet").and_then(ArmId::parse) {
            lies_in(claims, row, key, (&arm, names));
        }
        let path = |field: &'static str| ["networks", key, "connection", field];
        claims.set_if(row, &path("join"), join(row));
        let owner = owner(row, names, claims);
        claims.set_if(row, &path("owner"), owner);
        claims.set_if(row, &path("created"), row.instant("createdon").map(|at| at.to_string()));
        let usage = match row.number("supportedscenario") {
            Some(1) => Some("hosted-machine-group"),
            Some(2) => Some("hosted-machine"),
            Some(3) => Some("both"),
            _ => None,
        };
        claims.set_if(row, &path("usage"), usage);
        let state = match (row.number("statuscode"), row.number("provisioningstate")) {
            (Some(3), _) | (_, Some(3)) => Some("error"),
            (Some(2), _) => Some("inactive"),
            (Some(1), Some(0 | 1)) => Some("provisioning"),
            (Some(1), Some(2) | None) => Some("active"),
            _ => None,
        };
        claims.set_if(row, &path("state"), state);
        if state == Some("error") {
            claims.set_if(row, &path("health_error"), row.text("statuserrormessage").and_then(error_code));
        }
    }
}

fn lies_in(claims: &mut Claiming<'_>, row: &Row<'_>, key: &str, (arm, names): (&ArmId<'_>, &Names)) {
    let Some(vnet) = Vnet::of(arm) else { return };
    if let Some(subscription) = vnet.subscription {
        claims.thing(row, &["subscriptions", &subscription]);
        claims.set(row, &["networks", key, "subscription"], subscription);
    }
    claims.set_if(row, &["networks", key, "resource_group"], vnet.group);
    claims.set_if(row, &["networks", key, "subnet", "name"], names.networks.spelled(arm));
}
