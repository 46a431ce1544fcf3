//! Shares of records: with whom images, network connections and machines are shared.

use crate::import::claims::Claiming;
use crate::import::names::Names;
use crate::import::row::Row;

/// The list of people that a record is shared with, by its table and id. Which right a share gives is a sum of bits that no page explains, so
/// that shares of machines, which need it, are not read.
fn list_of<'n>(names: &'n Names, table: &str, id: &str) -> Option<[&'n str; 3]> {
    match table {
        "flowmachineimage" => {
            let key = names.images.key_of_vm_image(id).filter(|key| *key != crate::facts::DEFAULT_IMAGE)?;
            Some(["images", key, ""])
        }
        "flowmachinenetwork" => Some(["networks", names.networks.key_of_link(id)?, "connection"]),
        _ => None,
    }
}

/// What is asked of a share.
pub(in crate::import) const SHARE: &[&str] =
    &["objecttypecode", "objectid", "accessrightsmask", "principaltypecode", "principalid"];

/// `principalobjectaccessset`: shares of any record, with users and with teams.
pub(in crate::import) fn shares(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let (Some(table), Some(id)) = (row.text("objecttypecode"), row.text("objectid")) else { continue };
        let Some(list) = list_of(names, table, id) else { continue };
        let path: Vec<&str> = list.into_iter().filter(|key| !key.is_empty()).chain(["shared_with"]).collect();
        claims.asked(row, &path, false);
        // Rights that come from elsewhere alone are no share.
        let reads = row.count("accessrightsmask").is_some_and(|mask| mask & 1 == 1);
        if row.text("principaltypecode") != Some("systemuser") || !reads {
            continue;
        }
        if let Some(person) = row.text("principalid").and_then(|id| names.person(id)) {
            claims.thing(row, &["people", &person]);
            claims.member(row, &path, person);
        }
    }
}

/// `RetrieveSharedPrincipalsAndAccess`: shares of one record, which was told.
pub(in crate::import) fn principals(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    let [row] = rows else { return };
    let Some(image) = names.told.image.as_deref() else { return };
    let Some(key) = names.images.key_called(image) else { return };
    let path = ["images", key, "shared_with"];
    claims.asked(row, &path, false);
    for access in row.children("PrincipalAccesses").iter().flatten() {
        let reads = access.text("AccessMask").is_some_and(|mask| mask.contains("ReadAccess"));
        let user = access.child("Principal").and_then(|it| it.text("systemuserid").map(str::to_owned));
        if let Some(person) = user.filter(|_| reads).and_then(|id| names.person(&id)) {
            claims.thing(row, &["people", &person]);
            claims.member(row, &path, person);
        }
    }
}
