//! A request of the workload as a case of ours, with equal information.
//!
//! What the workload says, and where it stands in the case:
//!
//! | request | case |
//! |---|---|
//! | `action`, `request` | `request`: the action with `name`, for machines `count`, the image and network asked for |
//! | `tenant.country`, `environment.cloud` | `tenant.country`, `tenant.cloud` |
//! | `tenant.customNetworks`, `machines` | `tenant.custom_networks`, `hosted_machines` |
//! | `tenant.servicePrincipals` | `tenant.service_principals`, each present or absent by its application id |
//! | `tenant.licenses` | `people.….licences` of whoever asks; `EntraID` is the P1 licence, since the free one is no licence |
//! | `tenant.mdmWindowsAllowed` | `tenant.intune.windows_corporate_enrolment` |
//! | `environment.geo`, `crossGeoEnabled`, `machines` | `environments.….geography`, `cross_geo`, `hosted_machines` |
//! | `environment.germanyApproved` | `tenant.admitted_to` |
//! | `environment.addons` | `hosted_rpa_addons`, or `hosted_rpa_trial_addons` where the mode is a trial of them |
//! | `license` | `tenant.addon_trial` or `people.….self_assisted_trial`: an age in days becomes the instant it began. What a self-assisted trial pays for is not paid by add-ons: then there are none |
//! | `user.roles`, `user.plans` | the same of the person, who goes by the user's id |
//! | `image`, `network` | an entry of `images` and of `networks`, whether or not the action uses it |
//! | `image.sharedWith` | `shared_with` of the image, or of the environment's default image where that is meant |
//! | `grants` | `subscriptions.….grants`, under the subscription of the image's resource id |
//!
//! What the workload takes as given is stated as given, so that no rule has to ask: the tenant has Entra ID and Intune, accounts are
//! enabled work accounts, the subscription is enabled, whoever adds an image owns it, the gallery is shared by roles, the maker reads
//! gallery and network and may use the network connection, the image is somebody else's, names are free. Ids and names that no rule of
//! either side reads (tenant, environment, domain, sign-in name) are left out.

use crate::neutral::{Action, Grant, Image, ImageKind, License, Mode, Network, NetworkKind, Request};
use greenlight_core::rulebook::Book;
use greenlight_core::vocabulary::instant::{DAY_MS, Instant};
use serde_json::{Map, Value, json};

/// The instant at which every case is judged.
pub const AS_OF: &str = "2024-02-12T09:00:00Z";

/// The version of the page that the workload's specification follows.
pub const BOOK: Book = Book::General;

const MINUTE_MS: i64 = 60_000;

/// What [`greenlight_core::verbs::check`] is asked about a request.
pub fn check_request(request: &Request<'_>) -> String {
    let options = json!({"rulebook": BOOK.date().to_string()});
    json!({"case": case(request), "options": options}).to_string()
}

/// The case.
pub fn case(request: &Request<'_>) -> Value {
    let user = request.user.id;
    let (subscription, _) = azure(request.image.id);
    json!({
        "as_of": AS_OF,
        "tenant": tenant(request),
        "subscriptions": {subscription: {"state": "enabled", "grants": grants(request), "deny_assignments": []}},
        "environments": {request.environment.name: environment(request)},
        "people": people(request),
        "images": {request.image.name: image(&request.image, user)},
        "networks": {request.network.name: network(&request.network, user)},
        "request": wish(request),
    })
}

fn tenant(request: &Request<'_>) -> Value {
    let tenant = &request.tenant;
    let there = |id: &str| {
        let there = tenant.service_principals.contains(&id);
        if there { "present" } else { "absent" }
    };
    let mut facts = json!({
        "country": tenant.country,
        "cloud": match request.environment.cloud {
            "gcchigh" => "gcc-high",
            cloud => cloud,
        },
        "entra": "present",
        "intune": {
            "state": "present",
            "automatic_enrolment": "enabled",
            "windows_corporate_enrolment": if tenant.mdm_windows_allowed { "allowed" } else { "blocked" },
        },
        "service_principals": {
            "windows_365": there("0af06dc6-e4b5-4f28-818e-e78e62d137a5"),
            "azure_virtual_desktop": there("9cdead84-a844-4324-93f2-b2e6bb768d07"),
            "azure_virtual_desktop_client": there("a85cf173-4192-42f8-81fa-777a763e6e2c"),
            "azure_virtual_desktop_arm_provider": there("50e95039-b200-4007-bc97-8d5790743a63"),
        },
        "configuration_manager_push": "absent",
        "failed_for_service_principal": false,
        "custom_networks": tenant.custom_networks,
        "hosted_machines": tenant.machines,
        "admitted_to": if request.environment.germany_approved { json!(["Germany"]) } else { json!([]) },
    });
    if request.license.mode == Mode::Trial {
        let trial = json!({"started": began(request.license), "extensions": request.license.extensions});
        put(&mut facts, "addon_trial", trial);
    }
    facts
}

fn environment(request: &Request<'_>) -> Value {
    let environment = &request.environment;
    let (bought, trial) = match request.license.mode {
        Mode::Paid => (environment.addons, 0),
        Mode::Trial => (0, environment.addons),
        Mode::SelfAssisted => (0, 0),
    };
    let mut facts = json!({
        "geography": environment.geo,
        "kind": "production",
        "features": {"hosted_machines": "enabled"},
        "flow_extensions_version": "1.2.4.1",
        "cross_geo": if environment.cross_geo_enabled { "enabled" } else { "disabled" },
        "hosted_rpa_addons": bought,
        "hosted_rpa_trial_addons": trial,
        "hosted_machines": environment.machines,
        "hosted_machine_groups": 0,
        "image_names": [],
        "network_names": [],
    });
    if request.image.kind == ImageKind::Default {
        let shared = json!({"shared_with": request.image.shared_with});
        put(&mut facts, "default_image", shared);
    }
    facts
}

/// Whoever asks, and the people the image is shared with.
fn people(request: &Request<'_>) -> Value {
    let shared_with = request.image.shared_with.iter();
    let mut people: Map<String, Value> =
        shared_with.map(|person| ((*person).to_owned(), json!({"account": "enabled"}))).collect();
    people.insert(request.user.id.to_owned(), person(request));
    Value::Object(people)
}

fn person(request: &Request<'_>) -> Value {
    let spelled = |names: &[&str]| -> Vec<String> { names.iter().map(|name| spelled(name)).collect() };
    json!({
        "roles": {request.environment.name: request.user.roles},
        "plans": spelled(&request.user.plans),
        "licences": spelled(&request.tenant.licenses),
        "intune_licensed": "2023-06-01",
        "account": "enabled",
        "account_kind": "work-or-school",
        "self_assisted_trial": if request.license.mode == Mode::SelfAssisted {
            began(request.license)
        } else {
            "none".to_owned()
        },
    })
}

/// A product as Microsoft spells it.
fn spelled(name: &str) -> String {
    let spelled = match name {
        "EntraID" => "Entra ID P1",
        "PowerAutomatePremium" => "Power Automate Premium",
        name => name,
    };
    spelled.to_owned()
}

fn image(image: &Image<'_>, user: &str) -> Value {
    let (subscription, _) = azure(image.id);
    let (family, edition) = match image.os_family.split_once("Windows ") {
        Some((_, "10 Enterprise")) => ("windows-10", "enterprise"),
        Some((_, "10 Pro")) => ("windows-10", "pro"),
        Some((_, "11 Enterprise")) => ("windows-11", "enterprise"),
        _ => ("windows-server", "server"),
    };
    let mut facts = json!({
        "usage": "hosted-machine",
        "subscription": subscription,
        "gallery": {"sharing": "rbac", "version_state": "succeeded", "readers": [user]},
        "source": {
            "joined": false, "data_disks": 0, "fslogix": "absent", "start_apps": 120, "azure_disk_encryption": "absent",
            "disk_encryption_set": "absent",
        },
        "regions": image.regions,
        "version_status": "active",
        "windows_365_support": "supported",
        "runtime_registered": false,
        "generation": image.generation,
        "generalized": image.generalized,
        "session": image.session_type,
        "recovery_partition": if image.recovery_partition { "present" } else { "absent" },
        "os_disk_gb": image.os_disk_gb,
        "security_type": match image.security_type {
            "TrustedLaunch" => "trusted-launch",
            "ConfidentialVM" => "confidential",
            _ => "standard",
        },
        "os": {"family": family, "edition": edition, "version": image.os_version},
        "owner": "somebody else",
    });
    if image.kind != ImageKind::Default {
        put(&mut facts, "shared_with", json!(image.shared_with));
    }
    facts
}

fn network(network: &Network<'_>, user: &str) -> Value {
    let (subscription, group) = azure(network.id);
    json!({
        "subscription": subscription,
        "resource_group": group,
        "region": network.region,
        "subnet": {"name": network.subnet, "free": network.free_ips, "delegation": "none", "way_out": "default"},
        "readers": [user],
        "policy_denies_interfaces": false,
        "windows_365_endpoints": "allowed",
        "runtime_endpoints": "allowed",
        "registration_port": "allowed",
        "tls_interception": "absent",
        "dns_servers": 2,
        "connection": {"join": "entra", "usage": "hosted-machine", "state": "active", "health": "passed",
            "health_checked": "2024-02-12T06:00:00Z", "owner": "somebody else", "shared_with": [user]},
    })
}

fn grants(request: &Request<'_>) -> Vec<Value> {
    let (_, group) = azure(request.network.id);
    let grant = |grant: &Grant<'_>| {
        let scope = match grant.scope {
            "resourceGroup" => format!("resource-group/{group}"),
            "virtualNetwork" => format!("virtual-network/{}", request.network.name),
            scope => scope.to_owned(),
        };
        json!({"principal": grant.principal, "role": grant.role, "scope": scope})
    };
    let mut grants: Vec<Value> = request.grants.iter().map(grant).collect();
    if request.action == Action::CreateImage {
        grants.push(json!({"principal": request.user.id, "role": "Owner", "scope": "subscription"}));
    }
    grants
}

fn wish(request: &Request<'_>) -> Value {
    let mut details = json!({"environment": request.environment.name, "name": request.request.name});
    match request.image.kind {
        ImageKind::None => {}
        ImageKind::Default => put(&mut details, "image", json!("default")),
        ImageKind::Custom => put(&mut details, "image", json!(request.image.name)),
    }
    if request.network.kind == NetworkKind::Custom {
        put(&mut details, "network", json!(request.network.name));
    }
    let action = match request.action {
        Action::CreateMachine => {
            put(&mut details, "count", json!(request.request.count));
            "create-machine"
        }
        Action::CreateImage => "create-image",
        Action::CreateNetwork => {
            put(&mut details, "subnet", json!(request.network.subnet));
            "create-network"
        }
    };
    json!({"actor": request.user.id, action: details})
}

/// When something of this age began. The workload counts a trial of 30 days as running at the age of 30, so that a day of age is one
/// that has begun: a minute before it is full.
fn began(license: License) -> String {
    let age = i64::from(license.age_days) * DAY_MS;
    let elapsed = (age - MINUTE_MS).max(0);
    Instant::parse(AS_OF).map_or_else(String::new, |now| now.plus_ms(-elapsed).to_string())
}

/// Subscription and resource group of an Azure resource id.
fn azure(id: &str) -> (&str, &str) {
    let mut parts = id.split('/').skip(2);
    (parts.next().unwrap_or_default(), parts.nth(1).unwrap_or_default())
}

fn put(object: &mut Value, key: &str, value: Value) {
    if let Value::Object(fields) = object {
        fields.insert(key.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{corpus, neutral};

    #[test]
    fn ages_become_instants() {
        let at = |age_days| began(License { mode: Mode::Trial, age_days, extensions: 0 });
        assert_eq!(at(0), "2024-02-12T09:00:00Z");
        assert_eq!(at(30), "2024-01-13T09:01:00Z");
    }

    #[test]
    fn resource_ids_come_apart() {
        let id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v";
        assert_eq!(azure(id), ("s", "g"));
    }

    /// Every case is one that the engine reads and answers.
    #[test]
    fn every_request_becomes_a_case() {
        for line in corpus::requests() {
            let request = check_request(&neutral::parse(line).unwrap());
            let answer = greenlight_core::verbs::text::check(&request);
            assert!(answer.starts_with("{\"format_version\""), "{answer}");
        }
    }
}
