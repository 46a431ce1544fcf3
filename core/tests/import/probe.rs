//! What the script that is run in the machine of an image tells: every member of it, each way, and unknown where it is null.

use super::{facts, file, import, sample};
use greenlight_core::facts_of_files::Hints;
use serde_json::{Value, json};

/// What the probe tells of the image, beside what its definition tells.
fn told(probe: &Value) -> Value {
    let name = "az/sig-image-definition-show.json";
    let of = |probe: Option<String>| {
        let probe = probe.map(|text| file("probe.json", text));
        let files = std::iter::once(file(name, sample(name))).chain(probe).collect();
        facts(&import(files, Hints::default()))["images"]["win11-robots"].clone()
    };
    let (mut image, without) = (of(Some(probe.to_string())), of(None));
    let members = image.as_object_mut().unwrap();
    members.retain(|name, value| without.get(name) != Some(value));
    image
}

/// A member of the probe, what it says, and what that makes known of the image.
fn rows() -> Value {
    json!([
        ["WindowsEditionId", "Enterprise", {"session": "single", "os": {"edition": "enterprise"}}],
        ["WindowsEditionId", "EnterpriseS", {"session": "single", "os": {"edition": "enterprise-ltsc"}}],
        ["WindowsEditionId", "ServerRdsh", {"session": "multi", "os": {"edition": "enterprise-multi-session"}}],
        ["WindowsEditionId", "ServerStandard", {"os": {"edition": "server"}}],
        ["WindowsEditionId", "IoTEnterprise", {}],
        ["OsBuildNumber", "26100", {"os": {"build": 26100}}],
        ["OsName", "Microsoft Windows 11 Enterprise", {"os": {"family": "windows-11"}}],
        ["OsName", "Microsoft Windows 10 Entreprise", {"os": {"family": "windows-10"}}],
        ["OsName", "Microsoft Windows Server 2022 Standard", {"os": {"family": "windows-server"}}],
        ["OsName", "Microsoft Windows", {}],
        ["DisplayVersion", "24H2", {"os": {"version": "24H2"}}],
        ["EdgeVersion", 131, {"edge_version": 131}],
        ["EdgeVersion", 0, {"edge_version": 0}],
        ["RuntimeRegistered", false, {"runtime_registered": false}],
        ["Joined", true, {"source": {"joined": true}}],
        ["Joined", false, {"source": {"joined": false}}],
        ["DataDisks", 0, {"source": {"data_disks": 0}}],
        ["DataDisks", 2, {"source": {"data_disks": 2}}],
        ["StartApps", 41, {"source": {"start_apps": 41}}],
        ["FSLogix", true, {"source": {"fslogix": "present"}}],
        ["FSLogix", false, {"source": {"fslogix": "absent"}}],
        ["AzureDiskEncryption", true, {"source": {"azure_disk_encryption": "present"}}],
        ["AzureDiskEncryption", false, {"source": {"azure_disk_encryption": "absent"}}],
        ["Partitions", [{"Type": "Basic"}, {"Type": "Recovery"}], {"recovery_partition": "present"}],
        ["Partitions", [{"GptType": "{DE94BBA4-06D1-4D40-A16A-BFD50179D6AC}"}], {"recovery_partition": "present"}],
        ["Partitions", [{"Type": "System"}, {"Type": "Basic", "GptType": null}], {"recovery_partition": "absent"}],
        ["Partitions", [], {}],
        ["Partitions", [{"Type": "Basic"}, {}], {}],
    ])
}

#[test]
fn a_probe_tells_what_no_interface_does() {
    // By what the answer is known; where a member is null, nothing follows from it.
    let nothing = json!({"WindowsEditionId": null, "OsBuildNumber": null});
    for row in rows().as_array().unwrap() {
        let member = row[0].as_str().unwrap();
        let mut probe = nothing.clone();
        probe[member] = row[1].clone();
        assert_eq!(told(&probe), row[2], "{row}");
        probe[member] = Value::Null;
        assert_eq!(told(&probe), json!({}), "{member}");
    }
}
