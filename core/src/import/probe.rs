//! What a script finds in the virtual machine that an image is made of, where no interface of Microsoft's tells it.

use super::claims::Claiming;
use super::names::Names;
use super::row::Row;
use serde_json::Value;

/// `GptType` of a recovery partition.
const RECOVERY: &str = "de94bba4-06d1-4d40-a16a-bfd50179d6ac";

/// Edition by the id that Windows gives it, and how many people may use it at once where that follows.
fn edition(id: &str) -> Option<(&'static str, Option<&'static str>)> {
    let edition = match id {
        "Enterprise" => "enterprise",
        "EnterpriseN" => "enterprise-n",
        "EnterpriseS" => "enterprise-ltsc",
        "EnterpriseSN" => "enterprise-n-ltsc",
        "ServerRdsh" => return Some(("enterprise-multi-session", Some("multi"))),
        "Professional" => "pro",
        "ProfessionalN" => "pro-n",
        "Education" => "education",
        "EducationN" => "education-n",
        "Core" => "home",
        "CoreN" => "home-n",
        _ if id.starts_with("Server") => return Some(("server", None)),
        _ => return None,
    };
    Some((edition, Some("single")))
}

/// The probe of an image, which was told or is the only one.
pub(super) fn probe(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    let [row] = rows else { return };
    let Some(key) = names.images.key_meant(names.told.image.as_deref()) else { return };
    let os = |name: &'static str| ["images", key, "os", name];
    if let Some((edition, session)) = row.text("WindowsEditionId").and_then(edition) {
        claims.set(row, &os("edition"), edition);
        claims.set_if(row, &["images", key, "session"], session);
    }
    let family = match row.text("OsName") {
        Some(name) if name.contains("Windows 11") => Some("windows-11"),
        Some(name) if name.contains("Windows 10") => Some("windows-10"),
        Some(name) if name.contains("Windows Server") => Some("windows-server"),
        _ => None,
    };
    claims.set_if(row, &os("family"), family);
    claims.set_if(row, &os("version"), row.text("DisplayVersion"));
    let build = row.text_or_number("OsBuildNumber").and_then(|build| build.parse::<u64>().ok());
    claims.set_if(row, &os("build"), build);
    claims.set_if(row, &["images", key, "recovery_partition"], recovery(row));
    claims.set_if(row, &["images", key, "edge_version"], row.count("EdgeVersion"));
    claims.set_if(row, &["images", key, "runtime_registered"], row.flag("RuntimeRegistered"));
    let source = |name: &'static str| ["images", key, "source", name];
    let presence = |name: &'static str| row.flag(name).map(|there| if there { "present" } else { "absent" });
    claims.set_if(row, &source("joined"), row.flag("Joined"));
    claims.set_if(row, &source("data_disks"), row.count("DataDisks"));
    claims.set_if(row, &source("start_apps"), row.count("StartApps"));
    claims.set_if(row, &source("fslogix"), presence("FSLogix"));
    claims.set_if(row, &source("azure_disk_encryption"), presence("AzureDiskEncryption"));
}

/// Whether one of the partitions is for recovery; unknown where the kind of one is.
fn recovery(row: &Row<'_>) -> Option<Value> {
    let partitions = row.children("Partitions")?;
    let kinds: Option<Vec<bool>> = partitions
        .iter()
        .map(|partition| {
            let gpt = partition
                .text("GptType")
                .map(|id| id.trim_matches(['{', '}']).eq_ignore_ascii_case(RECOVERY));
            let kind = partition.text("Type").map(|kind| kind == "Recovery");
            gpt.into_iter().chain(kind).reduce(|one, other| one || other)
        })
        .collect();
    let kinds = kinds.filter(|kinds| !kinds.is_empty())?;
    Some(Value::from(if kinds.contains(&true) { "present" } else { "absent" }))
}
