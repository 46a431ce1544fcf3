//! VM images of Power Automate and their versions.

use super::{environment, owner};
use crate::import::claims::Claiming;
use crate::import::ids::ArmId;
use crate::import::names::{Definition, Names, VmImage, VmVersion};
use crate::import::row::Row;

/// `source` of an image that was made of one in a gallery.
const GALLERY: i64 = 279_640_002;

/// What is asked of a VM image.
pub(in crate::import) const IMAGE: &[&str] = &["flowmachineimageid", "name", "source"];

/// What is asked of a version of one.
pub(in crate::import) const VERSION: &[&str] = &[
    "flowmachineimageversionid",
    "flowmachineimage",
    "_flowmachineimage_value",
    "statuscode",
    "supportedscenario",
    "reference",
    "createdon",
];

/// Notes a VM image.
pub(in crate::import) fn note_image(row: &Row<'_>, names: &mut Names) {
    let (Some(id), Some(name), Some(source)) =
        (row.text("flowmachineimageid"), row.text("name"), row.number("source"))
    else {
        return;
    };
    names.images.note_vm_image(id, VmImage { name: name.to_owned(), custom: source == GALLERY });
}

/// What a version is made for.
fn usage(row: &Row<'_>) -> Option<&'static str> {
    match row.number("supportedscenario")? {
        1 => Some("hosted-machine-group"),
        2 => Some("hosted-machine"),
        3 => Some("both"),
        _ => None,
    }
}

/// Notes a version of a VM image.
pub(in crate::import) fn note_version(row: &Row<'_>, names: &mut Names) {
    let Some(id) = row.text("flowmachineimageversionid") else { return };
    let expanded =
        row.child("flowmachineimage").and_then(|image| image.text("flowmachineimageid").map(str::to_owned));
    let Some(image) = row.text("_flowmachineimage_value").map(str::to_owned).or(expanded) else { return };
    let usable = row.number("statuscode") == Some(1) && usage(row) != Some("hosted-machine-group");
    let reference = row.text("reference").map(str::to_owned);
    let created = row.text("createdon").unwrap_or_default().to_owned();
    names.images.note_vm_version(id, VmVersion { image, reference, usable, created });
}

/// `flowmachineimages`.
pub(in crate::import) fn images(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let (Some(id), Some(name)) = (row.text("flowmachineimageid"), row.text("name")) else { continue };
        if row.number("source") != Some(GALLERY) {
            continue;
        }
        if let Some(environment) = environment(row, names, claims) {
            let listed = ["environments", &*environment, "image_names"];
            claims.asked(row, &listed, claims.whole);
            claims.member(row, &listed, name);
        }
        let Some(key) = names.images.key_of_vm_image(id) else { continue };
        claims.thing(row, &["images", key]);
        let owner = owner(row, names, claims);
        claims.set_if(row, &["images", key, "owner"], owner);
    }
}

/// `flowmachineimageversions`: of the version that counts, for what it is made and whether it can be used.
pub(in crate::import) fn versions(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(id) = row.text("flowmachineimageversionid") else { continue };
        let Some(key) = names.images.key_of_vm_version(id).filter(|key| *key != crate::facts::DEFAULT_IMAGE)
        else {
            continue;
        };
        claims.thing(row, &["images", key]);
        if let Some(arm) =
            row.text("reference").and_then(ArmId::parse).filter(|arm| Definition::of(arm).is_some())
        {
            if let Some(subscription) = arm.subscription {
                claims.thing(row, &["subscriptions", subscription]);
                claims.set(row, &["images", key, "subscription"], subscription);
            }
            claims.set_if(
                row,
                &["images", key, "gallery", "resource_group"],
                arm.group.filter(|_| arm.part("galleries").is_some()),
            );
        }
        if !names.images.counts(id) {
            continue;
        }
        claims.set_if(row, &["images", key, "usage"], usage(row));
        let status = match row.number("statuscode") {
            Some(1) => Some("active"),
            Some(2) => Some("inactive"),
            Some(3) => Some("error"),
            Some(4) => Some("provisioning"),
            Some(5) => Some("provisioning-failed"),
            _ => None,
        };
        claims.set_if(row, &["images", key, "version_status"], status);
    }
}
