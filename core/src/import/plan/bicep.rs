//! `bicep snapshot` and `az deployment group what-if`: resources as Azure Resource Manager would hold them.

use crate::import::azure::{images, networks};
use crate::import::claims::Claiming;
use crate::import::names::Names;
use crate::import::row::Row;

/// The resources of a plan that were told in full, by type.
fn resources<'a>(row: &Row<'a>) -> Vec<Row<'a>> {
    if let Some(resources) = row.children("predictedResources") {
        return resources;
    }
    let changes = row.children("changes").unwrap_or_default();
    let kept = |change: &Row<'a>| match change.text("changeType") {
        Some("Create" | "Modify" | "Deploy") => change.child("after"),
        _ => None,
    };
    changes.iter().filter_map(kept).collect()
}

fn is(row: &Row<'_>, kind: &str) -> bool {
    row.text("type").is_some_and(|name| name.eq_ignore_ascii_case(kind))
}

const NETWORK: &str = "Microsoft.Network/virtualNetworks";
const SUBNET: &str = "Microsoft.Network/virtualNetworks/subnets";
const IMAGE: &str = "Microsoft.Compute/galleries/images";

/// Notes the resources of a plan.
pub(in crate::import) fn note(row: &Row<'_>, names: &mut Names) {
    for resource in resources(row) {
        if is(&resource, NETWORK) {
            networks::note_network(&resource, names);
        } else if is(&resource, SUBNET) {
            networks::note_subnet(&resource, names);
        } else if is(&resource, IMAGE) {
            images::note_definition(&resource, names);
        }
    }
}

/// The resources of a plan.
pub(in crate::import) fn planned(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for resource in rows.iter().flat_map(resources) {
        let only = std::slice::from_ref(&resource);
        if is(&resource, NETWORK) {
            networks::networks(only, names, claims);
        } else if is(&resource, SUBNET) {
            networks::subnets(only, names, claims);
        } else if is(&resource, IMAGE) {
            images::definitions(only, names, claims);
        }
    }
}
