//! Images as Windows 365 sees them.

use crate::import::azure::images::is_release;
use crate::import::claims::Claiming;
use crate::import::ids::ArmId;
use crate::import::names::{Definition, Names};
use crate::import::row::Row;

/// Notes what an image was made of.
pub(in crate::import) fn note(row: &Row<'_>, names: &mut Names) {
    if let Some(id) = row.text("sourceImageResourceId") {
        names.images.note_id(id);
    }
}

/// `virtualEndpoint/deviceImages`: what Windows 365 found in the image; of one that it could not read, nothing.
pub(in crate::import) fn images(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(arm) = row.text("sourceImageResourceId").and_then(ArmId::parse) else { continue };
        let Some(definition) = Definition::of(&arm) else { continue };
        let support = match row.text("osStatus") {
            Some("supported") => "supported",
            Some("supportedWithWarning") => "supported-with-warning",
            _ => continue,
        };
        let keys = match arm.part("versions") {
            Some(version) => names.images.keys_with(&definition, version),
            None => names.images.keys(&definition),
        };
        for key in keys {
            if let Some(subscription) = arm.subscription {
                claims.thing(row, &["subscriptions", subscription]);
                claims.set(row, &["images", key, "subscription"], subscription);
            }
            if let (Some(group), Some(_)) = (arm.group, arm.part("galleries")) {
                claims.set(row, &["images", key, "gallery", "resource_group"], group);
            }
            claims.set(row, &["images", key, "windows_365_support"], support);
            os(claims, row, key);
        }
    }
}

fn os(claims: &mut Claiming<'_>, row: &Row<'_>, key: &str) {
    let path = |name: &'static str| ["images", key, "os", name];
    if let Some((family, edition)) = row.text("operatingSystem").and_then(system) {
        claims.set(row, &path("family"), family);
        claims.set_if(row, &path("edition"), edition);
    }
    let release = row.text("osBuildNumber").filter(|release| is_release(release));
    claims.set_if(row, &path("version"), release);
    let build = row.text("osVersionNumber").and_then(|number| number.strip_prefix("10.0."));
    let build: Option<u64> = build.and_then(|rest| rest.split('.').next()?.parse().ok());
    claims.set_if(row, &path("build"), build);
}

/// Family and edition in a name such as `Windows 11 Enterprise`.
fn system(name: &str) -> Option<(&'static str, Option<&'static str>)> {
    let (family, edition) = if let Some(rest) = name.strip_prefix("Windows 11") {
        ("windows-11", rest)
    } else if let Some(rest) = name.strip_prefix("Windows 10") {
        ("windows-10", rest)
    } else {
        return name.starts_with("Windows Server").then_some(("windows-server", None));
    };
    let edition = match edition.trim().to_ascii_lowercase().as_str() {
        "enterprise" => Some("enterprise"),
        "enterprise n" => Some("enterprise-n"),
        "enterprise multi-session" => Some("enterprise-multi-session"),
        "enterprise ltsc" => Some("enterprise-ltsc"),
        "pro" => Some("pro"),
        "pro n" => Some("pro-n"),
        "education" => Some("education"),
        "education n" => Some("education-n"),
        _ => None,
    };
    Some((family, edition))
}

/// What is asked of a Cloud PC.
pub(in crate::import) const CLOUD_PC: &[&str] = &[
    "productType",
    "displayName",
    "status",
    "lastModifiedDateTime",
    "statusDetail",
    "statusDetails",
    "code",
];

/// `virtualEndpoint/cloudPCs`: hosted machines, where a machine of that name is known or the error tells what became of it.
pub(in crate::import) fn cloud_pcs(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        if row.text("productType") != Some("powerAutomate") {
            continue;
        }
        let Some(name) = row.text("displayName").filter(|name| names.machines.is_one(name)) else { continue };
        let status = match row.text("status") {
            Some("failed") => "failed",
            Some("provisioning") => "provisioning",
            Some("provisionedWithWarnings") => "provisioned-with-error",
            _ => continue,
        };
        let seen = row.instant("lastModifiedDateTime");
        claims.set_ranked(row, &["machines", name, "status"], status, (crate::import::claims::ROUGH, seen));
        let detail = row.child("statusDetail").or_else(|| row.child("statusDetails"));
        let code = detail.and_then(|detail| detail.text("code").map(str::to_owned));
        if let Some(code) = code.filter(|_| status != "provisioning") {
            claims.set_ranked(row, &["machines", name, "error"], code, (crate::import::claims::ROUGH, seen));
        }
    }
}
