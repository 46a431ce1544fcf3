//! Galleries, image definitions and image versions.

use super::place;
use crate::facts::value::Region;
use crate::import::claims::Claiming;
use crate::import::ids::ArmId;
use crate::import::names::{Definition, Names};
use crate::import::row::Row;
use serde_json::Value;

const GALLERY: &[&str] = &["gallery", "resource_group"];

/// Notes an image definition.
pub(in crate::import) fn note_definition(row: &Row<'_>, names: &mut Names) {
    if let Some(id) = row.text("id") {
        names.images.note_id(id);
    }
}

/// Notes an image version.
pub(in crate::import) fn note_version(row: &Row<'_>, names: &mut Names) {
    let told =
        (row.text("id"), row.text("name"), row.text("provisioningState"), row.child("publishingProfile"));
    let (Some(id), Some(name), Some(state), Some(profile)) = told else {
        // It could be the newest.
        return names.images.note_unsure(row.text("id"));
    };
    names.images.note_id(id);
    if ["Succeeded", "Updating"].contains(&state) && profile.flag("excludeFromLatest") != Some(true) {
        names.images.note_usable(id, name.rsplit('/').next().unwrap_or(name));
    }
}

/// `az sig image-definition show` and `list`.
pub(in crate::import) fn definitions(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(arm) = row.text("id").and_then(ArmId::parse) else { continue };
        let Some(definition) = Definition::of(&arm) else { continue };
        for key in names.images.keys(&definition) {
            place(claims, row, &arm, ["images", key], GALLERY);
            definition_facts(claims, row, key);
        }
    }
}

fn definition_facts(claims: &mut Claiming<'_>, row: &Row<'_>, key: &str) {
    let generation = match row.text("hyperVGeneration") {
        Some("V1") => Some(1),
        Some("V2") => Some(2),
        _ => None,
    };
    claims.set_if(row, &["images", key, "generation"], generation);
    let generalized = match row.text("osState") {
        Some("Generalized") => Some(true),
        Some("Specialized") => Some(false),
        _ => None,
    };
    claims.set_if(row, &["images", key, "generalized"], generalized);
    claims.set_if(row, &["images", key, "security_type"], security_type(row));
    if row.text("osType") == Some("Linux") {
        claims.set(row, &["images", key, "os", "family"], "linux");
    }
}

/// No security type among the features is the standard one, where the tool is new enough to print features at all.
fn security_type(row: &Row<'_>) -> Option<&'static str> {
    let features = row.children("features");
    let is_type =
        |it: &&Row<'_>| it.text("name").is_some_and(|name| name.eq_ignore_ascii_case("SecurityType"));
    let value = features.iter().flatten().find(is_type).and_then(|feature| feature.text("value"));
    let Some(value) = value else {
        let known = row.text("architecture").is_some() && row.text("hyperVGeneration").is_some();
        return (known || features.is_some()).then_some("standard");
    };
    match value.to_ascii_lowercase().as_str() {
        "trustedlaunch" => Some("trusted-launch"),
        "trustedlaunchsupported" => Some("trusted-launch-supported"),
        "confidentialvm" => Some("confidential"),
        _ => None,
    }
}

/// `az sig image-version show` and `list`.
pub(in crate::import) fn versions(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(arm) = row.text("id").and_then(ArmId::parse) else { continue };
        let (Some(definition), Some(version)) = (Definition::of(&arm), arm.part("versions")) else {
            continue;
        };
        for key in names.images.keys(&definition) {
            place(claims, row, &arm, ["images", key], GALLERY);
        }
        for key in names.images.keys_with(&definition, version) {
            version_facts(claims, row, key);
        }
    }
}

fn version_facts(claims: &mut Claiming<'_>, row: &Row<'_>, key: &str) {
    let state = row.text("provisioningState").map(str::to_ascii_lowercase);
    let known = ["succeeded", "creating", "updating", "failed", "deleting"];
    let state = state.filter(|state| known.contains(&state.as_str()));
    claims.set_if(row, &["images", key, "gallery", "version_state"], state);
    if let Some(summary) = row.child("replicationStatus").and_then(|status| status.children("summary")) {
        let path = ["images", key, "regions"];
        claims.asked(row, &path, true);
        for place in &summary {
            if let (Some("Completed"), Some(region)) = (place.text("state"), place.text("region")) {
                claims.member(row, &path, Region::new(region).as_str());
            }
        }
    }
    if let Some(storage) = row.child("storageProfile") {
        let size = storage.child("osDiskImage").and_then(|disk| disk.count("sizeInGB"));
        claims.set_if(row, &["images", key, "os_disk_gb"], size);
        let disks = match (storage.get("dataDiskImages"), storage.children("dataDiskImages")) {
            (_, Some(disks)) => Some(disks.len()),
            (None, None) => size.map(|_| 0),
            (Some(_), None) => None,
        };
        claims.set_if(row, &["images", key, "source", "data_disks"], disks);
    }
    encryption(claims, row, key);
    marketplace(claims, row, key);
}

/// A disk encryption set that a region names.
fn encryption(claims: &mut Claiming<'_>, row: &Row<'_>, key: &str) {
    let regions = row.child("publishingProfile").and_then(|profile| profile.children("targetRegions"));
    let encrypted = |region: &Row<'_>| {
        let disk = region.child("encryption")?.child("osDiskImage")?;
        disk.text("diskEncryptionSetId").map(|_| ())
    };
    if regions.iter().flatten().any(|region| encrypted(region).is_some()) {
        claims.set(row, &["images", key, "source", "disk_encryption_set"], "present");
    }
}

/// The image of the marketplace that a version was built from names edition and release.
fn marketplace(claims: &mut Claiming<'_>, row: &Row<'_>, key: &str) {
    let attributes =
        row.child("validationsProfile").and_then(|profile| profile.children("platformAttributes"));
    let attributes = attributes.unwrap_or_default();
    let value = |name: &str| {
        attributes.iter().find(|it| it.text("name") == Some(name)).and_then(|it| it.text("value"))
    };
    if value("source_image_publisher")
        .is_none_or(|name| !name.eq_ignore_ascii_case("microsoftwindowsdesktop"))
    {
        return;
    }
    let Some(sku) = value("source_image_sku") else { return };
    let mut parts = sku.split('-');
    let family = match parts.next() {
        Some("win11") => "windows-11",
        Some("win10") => "windows-10",
        _ => return,
    };
    let version = parts.next().map(str::to_ascii_uppercase);
    let edition = match (parts.next(), parts.next()) {
        (Some("ent"), None) => Some("enterprise"),
        (Some("entn"), None) => Some("enterprise-n"),
        (Some("avd"), None) => Some("enterprise-multi-session"),
        (Some("pro"), None) => Some("pro"),
        (Some("pron"), None) => Some("pro-n"),
        _ => None,
    };
    claims.set(row, &["images", key, "os", "family"], family);
    claims.set_if(row, &["images", key, "os", "edition"], edition);
    claims.set_if(row, &["images", key, "os", "version"], version.filter(|version| is_release(version)));
}

/// Whether it is a release of Windows as Microsoft names them, such as `24H2`.
pub(in crate::import) fn is_release(text: &str) -> bool {
    matches!(text.as_bytes(), [a, b, b'H', half] if a.is_ascii_digit() && b.is_ascii_digit() && half.is_ascii_digit())
}

/// `az sig show`: without `--select Permissions` it does not say how the gallery is shared.
pub(in crate::import) fn galleries(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(id) = row.text("id") else { continue };
        let Some(arm) = ArmId::parse(id) else { continue };
        let sharing = row.child("sharingProfile").and_then(|profile| match profile.text("permissions") {
            Some("Private") => Some("rbac"),
            Some("Groups") => Some("groups"),
            Some("Community") => Some("community"),
            _ => None,
        });
        for key in names.images.in_gallery(id) {
            place(claims, row, &arm, ["images", key], GALLERY);
            claims.set_if(row, &["images", key, "gallery", "sharing"], sharing.map(Value::from));
        }
    }
}
