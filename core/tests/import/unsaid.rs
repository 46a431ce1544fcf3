//! What a file seems to say and does not: nothing of it may become a fact.

use super::{facts, file, import};
use greenlight_core::facts_of_files::Hints;
use serde_json::{Value, json};

const SUBSCRIPTION: &str = "/subscriptions/s";
const NETWORK: &str = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/corp";
const WINDOWS_365: &str = "0af06dc6-e4b5-4f28-818e-e78e62d137a5";
const READER: &str = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const MANAGEMENT_GROUP: &str = "/providers/Microsoft.Management/managementGroups/root";

/// What the files say, where somebody vouches for these calls.
fn said(files: &[Value], whole: &[&str]) -> (Value, String) {
    let named = |(number, it): (usize, &Value)| file(&format!("{number}.json"), it.to_string());
    let whole = whole.iter().map(|call| (*call).to_owned()).collect();
    let hints = Hints { whole, person: Some("told".to_owned()), ..Hints::default() };
    let imported = import(files.iter().enumerate().map(named).collect(), hints);
    let partial = imported.files.iter().flat_map(|file| &file.answers).filter_map(|it| it.partial.clone());
    (facts(&imported), partial.collect::<Vec<_>>().join("; "))
}

/// Another value in place of one, or one more member.
fn but(mut value: Value, member: &str, other: Value) -> Value {
    value[member] = other;
    value
}

fn assignment(scope: &str) -> Value {
    json!({
        "scope": scope, "principalType": "ServicePrincipal", "principalId": "p", "principalName": WINDOWS_365,
        "roleDefinitionId": format!("{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/{READER}"),
        "roleDefinitionName": "Reader", "type": "Microsoft.Authorization/roleAssignments"
    })
}

#[test]
fn only_what_lies_above_a_subscription_holds_in_it() {
    let below = "/subscriptions/s/resourceGroups/other";
    for (scope, holds) in [
        ("/", true),
        (MANAGEMENT_GROUP, true),
        ("/PROVIDERS/microsoft.management/MANAGEMENTGROUPS/root", true),
        ("/providers/Microsoft.Capacity", false),
        ("/providers/Microsoft.Billing/billingAccounts/1", false),
        ("/providers/microsoft.aadiam", false),
    ] {
        let (facts, _) = said(&[json!([assignment(below), assignment(scope)])], &[]);
        let grants = facts["subscriptions"]["s"]["grants"]["items"].as_array().unwrap();
        assert_eq!(grants.len(), if holds { 2 } else { 1 }, "{scope}");
    }
}

#[test]
fn a_list_of_assignments_is_not_whole_while_it_is_not_told_whom_one_is_for() {
    let plain = assignment(SUBSCRIPTION);
    let group = but(plain.clone(), "principalType", "Group".into());
    let nameless = but(plain.clone(), "principalName", Value::Null);
    for (more, whole) in [
        (plain.clone(), true),
        (but(plain.clone(), "scope", MANAGEMENT_GROUP.into()), true),
        (but(plain.clone(), "scope", "/providers/Microsoft.Capacity".into()), true),
        // It was deleted.
        (but(plain.clone(), "principalName", "".into()), true),
        (but(plain.clone(), "condition", "@Resource[x]".into()), false),
        (but(group.clone(), "principalName", "sg".into()), false),
        (but(group, "scope", MANAGEMENT_GROUP.into()), false),
        (nameless, false),
    ] {
        let (facts, partial) = said(&[json!([plain.clone(), more.clone()])], &["az-role-assignment"]);
        let grants = &facts["subscriptions"]["s"]["grants"];
        assert_eq!(grants.is_array(), whole, "{more} {grants}");
        assert_eq!(partial.contains("although it is vouched for"), !whole, "{more} {partial}");
    }
    // Who nobody names may read a network, and is no application.
    let network =
        json!({"id": NETWORK, "type": "Microsoft.Network/virtualNetworks", "location": "westeurope"});
    let person = but(but(plain.clone(), "principalType", "User".into()), "principalName", Value::Null);
    let (facts, _) = said(&[network, json!([plain.clone(), person])], &["az-role-assignment"]);
    assert!(facts["subscriptions"]["s"]["grants"].is_array(), "{facts}");
    assert!(facts["networks"]["corp"]["readers"].is_object(), "{facts}");
    // Below which of two subscriptions a management group lies is not told.
    let two = json!([plain, assignment("/subscriptions/t"), assignment(MANAGEMENT_GROUP)]);
    let (facts, _) = said(&[two], &["az-role-assignment"]);
    assert!(["s", "t"].iter().all(|name| facts["subscriptions"][name]["grants"].is_object()), "{facts}");
}

#[test]
fn what_a_role_allows_under_a_condition_is_not_what_it_allows() {
    let role = |permissions: Value| {
        let role = json!({
            "name": "r", "roleName": "Joiner", "type": "Microsoft.Authorization/roleDefinitions", "permissions": permissions
        });
        said(&[role], &[]).0["azure_roles"]["Joiner"]["actions"].clone()
    };
    let plain = json!({"actions": ["Microsoft.Network/*"], "notActions": []});
    assert_eq!(role(json!([plain.clone()])), json!(["Microsoft.Network/*"]));
    let conditional = but(plain, "condition", "@Request[x]".into());
    assert_eq!(role(json!([conditional])), json!({"items": [], "complete": false}));
}

#[test]
fn a_denial_is_for_those_whom_it_surely_meets() {
    let app = json!([{"appId": WINDOWS_365, "id": "w365", "servicePrincipalType": "Application"}]);
    let everybody = json!([{"id": "00000000-0000-0000-0000-000000000000", "type": "SystemDefined"}]);
    let one = |id: &str, kind: &str| json!([{"id": id, "type": kind}]);
    let denial = |principals: &Value, excepted: Value, scope: &str| {
        json!({
            "type": "Microsoft.Authorization/denyAssignments", "scope": scope,
            "permissions": [{"actions": ["*/write"], "notActions": []}],
            "principals": principals, "excludePrincipals": excepted
        })
    };
    let group = "/subscriptions/s/resourceGroups/rg";
    // Whether Windows 365 is denied, and whether that is all.
    for (denial, denied, whole) in [
        (denial(&everybody, json!([]), group), true, true),
        (denial(&everybody, Value::Null, group), true, true),
        (denial(&everybody, one("u", "User"), group), true, true),
        (denial(&everybody, one("W365", "ServicePrincipal"), group), false, true),
        (denial(&everybody, one("g", "Group"), group), false, false),
        (denial(&everybody, one("other", "ServicePrincipal"), group), false, false),
        (denial(&one("u", "User"), json!([]), group), false, true),
        (denial(&one("g", "Group"), json!([]), group), false, false),
        (denial(&one("other", "ServicePrincipal"), json!([]), group), false, false),
        (denial(&everybody, json!([]), MANAGEMENT_GROUP), true, true),
        (denial(&everybody, json!([]), "/providers/Microsoft.Capacity"), false, true),
    ] {
        let none =
            but(denial.clone(), "permissions", json!([{"actions": ["Microsoft.Sql/*"], "notActions": []}]));
        let list = json!([denial.clone(), but(none, "scope", SUBSCRIPTION.into())]);
        let (facts, _) = said(&[app.clone(), list], &["az-deny-assignment"]);
        let list = &facts["subscriptions"]["s"]["deny_assignments"];
        assert_eq!(list.to_string().contains("windows-365"), denied, "{denial} {list}");
        assert_eq!(list.is_array(), whole, "{denial} {list}");
    }
}

#[test]
fn a_policy_that_is_narrowed_or_overridden_denies_nothing_that_is_known() {
    let network = json!({
        "id": NETWORK, "type": "Microsoft.Network/virtualNetworks", "location": "westeurope", "subnets": []
    });
    let policy = json!({
        "type": "Microsoft.Authorization/policyAssignments", "scope": SUBSCRIPTION,
        "policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c",
        "parameters": {"listOfAllowedLocations": {"value": ["northeurope"]}}
    });
    let effect = |effect: &str| json!({"listOfAllowedLocations": {"value": ["northeurope"]}, "effect": {"value": effect}});
    for (policy, denies) in [
        (policy.clone(), true),
        (but(policy.clone(), "resourceSelectors", json!([])), true),
        (but(policy.clone(), "parameters", effect("Deny")), true),
        (but(policy.clone(), "parameters", effect("Audit")), false),
        (but(policy.clone(), "overrides", json!([{"kind": "policyEffect", "value": "Audit"}])), false),
        (but(policy.clone(), "resourceSelectors", json!([{"selectors": [{"kind": "resourceType"}]}])), false),
    ] {
        let (facts, _) = said(&[network.clone(), json!([policy])], &[]);
        let fact = &facts["networks"]["corp"]["policy_denies_interfaces"];
        assert_eq!(*fact == true, denies, "{policy}");
    }
}

#[test]
fn null_of_a_cmdlet_says_nothing_and_null_of_the_service_says_none() {
    let service = json!({
        "id": "u", "userPrincipalName": "ann@contoso.example", "accountEnabled": true, "onPremisesSyncEnabled": null
    });
    let cmdlet = json!({
        "Id": "u", "UserPrincipalName": "ann@contoso.example", "AccountEnabled": true, "OnPremisesSyncEnabled": null
    });
    for (user, identity) in [(service, json!("cloud")), (cmdlet, Value::Null)] {
        let (facts, _) = said(&[user], &[]);
        let ann = &facts["people"]["ann"];
        assert_eq!((&ann["account"], &ann["identity"]), (&json!("enabled"), &identity));
    }
}

#[test]
fn who_was_told_is_not_everybody_whose_licences_are_there() {
    let licences = |id: &str, plan: &str| {
        json!({
            "@odata.context": format!("https://graph.microsoft.com/v1.0/$metadata#users('{id}')/licenseDetails"),
            "value": [{"skuPartNumber": "E3", "servicePlans": [{"servicePlanId": plan, "provisioningStatus": "Success"}]}]
        })
    };
    let (intune, windows) = ("c1ec4a95-1f05-45b3-a911-aa3fa01094f5", "21b439ba-a0ca-424f-a6cc-52f954a5b111");
    let one = [licences("a", intune), licences("A", windows), licences("cy@contoso.example", windows)];
    let (facts, _) = said(&one[..1], &[]);
    assert_eq!(facts["people"]["told"]["licences"], json!(["intune"]));
    let (facts, _) = said(&one, &[]);
    assert_eq!(facts["people"]["cy"]["licences"], json!(["windows"]));
    assert!(facts["people"]["told"].is_object(), "{facts}");
    let two = [licences("a", intune), licences("b", windows)];
    assert_eq!(said(&two, &[]).0["people"], Value::Null);
}

#[test]
fn roles_are_not_all_there_are_while_an_expansion_goes_on_or_a_team_is_not_told_of() {
    let context = |table: &str| format!("https://contoso.crm4.dynamics.com/api/data/v9.2/$metadata#{table}");
    let environment = json!([{
        "type": "Microsoft.BusinessAppPlatform/scopes/environments", "name": "e", "location": "europe",
        "properties": {"displayName": "Prod", "linkedEnvironmentMetadata": {"instanceUrl": "https://contoso.crm4.dynamics.com/"}}
    }]);
    let user = json!({
        "systemuserid": "u", "domainname": "ann@contoso.example",
        "systemuserroles_association": [{"name": "Basic User"}], "teammembership_association": [{"teamid": "t"}]
    });
    let team = json!({"teamid": "t", "name": "T", "teamtype": 0, "teamroles_association": [{"name": "Environment Maker"}]});
    let link = |of: Value, name: &str| but(of, &format!("{name}@odata.nextLink"), "https://more".into());
    for (user, team, whole) in [
        (user.clone(), team.clone(), true),
        (link(user.clone(), "systemuserroles_association"), team.clone(), false),
        (link(user.clone(), "teammembership_association"), team.clone(), false),
        (user.clone(), link(team.clone(), "teamroles_association"), false),
        (user.clone(), but(team, "teamid", "other".into()), false),
    ] {
        let users = json!({"@odata.context": context("systemusers"), "value": [user]});
        let teams = json!({"@odata.context": context("teams"), "value": [team]});
        let (facts, _) = said(&[environment.clone(), users, teams], &["dataverse-systemusers"]);
        let roles = &facts["people"]["ann"]["roles"]["Prod"];
        assert_eq!(roles.is_array(), whole, "{user} {team} {roles}");
    }
}

#[test]
fn endpoints_are_blocked_where_a_check_names_those_that_are_needed() {
    for (kind, blocked, error) in [
        ("endpointConnectivityCheckCloudPcUrlNotAllowListed", json!("blocked"), true),
        ("endpointConnectivityCheckIntuneUrlNotAllowListed", json!("blocked"), true),
        ("endpointConnectivityCheckLocaleUrlNotAllowListed", Value::Null, true),
        ("endpointConnectivityCheckUnknownError", Value::Null, true),
        ("unknownFutureValue", Value::Null, false),
    ] {
        let connection = json!({
            "id": "c", "displayName": "C", "connectionType": "azureADJoin", "virtualNetworkId": NETWORK,
            "subnetId": format!("{NETWORK}/subnets/n"), "healthCheckStatus": "failed",
            "healthCheckStatusDetail": {"healthChecks": [{"status": "failed", "errorType": kind}]}
        });
        let (facts, _) = said(&[json!([connection])], &[]);
        let network = &facts["networks"]["corp"];
        assert_eq!(network["windows_365_endpoints"], blocked, "{kind}");
        assert_eq!(network["connection"]["health_error"].is_string(), error, "{kind}");
    }
}

#[test]
fn what_another_page_holds_is_not_absent() {
    let page = |app: &str| json!([{"appId": app, "id": app, "servicePrincipalType": "Application"}]);
    let (windows_365, desktop) = (page(WINDOWS_365), page("9cdead84-a844-4324-93f2-b2e6bb768d07"));
    let (facts, _) = said(&[windows_365, desktop], &["az-ad-sp"]);
    let told = &facts["tenant"]["service_principals"];
    assert_eq!(told["windows_365"], "present");
    assert_eq!(told["azure_virtual_desktop"], "present");
    assert_eq!(told["hosted_machine_groups"], "absent");
}

#[test]
fn machines_and_groups_of_one_name_in_two_environments_are_two() {
    let rows = |host: &str, table: &str, rows: Value| {
        let context = format!("https://{host}.crm4.dynamics.com/api/data/v9.2/$metadata#{table}");
        json!({"@odata.context": context, "value": rows})
    };
    let machine = |id: &str, status: u64| json!({"flowmachineid": id, "name": "hm", "hostingtype": 1, "statuscode": status});
    let group = |id: &str, bots: u64| json!({"flowmachinegroupid": id, "name": "pool", "flowgrouptype": 1, "managementtype": 1, "maxmanagedmachinecount": bots});
    let ran =
        |machine: &str, at: &str| json!({"flowsessionid": at, "startedon": at, "_machineid_value": machine});
    let environment = json!([{
        "type": "Microsoft.BusinessAppPlatform/scopes/environments", "name": "e",
        "properties": {"displayName": "Prod", "linkedEnvironmentMetadata": {"instanceUrl": "https://a.crm4.dynamics.com/"}}
    }]);
    let mut files = vec![
        environment,
        rows("a", "flowmachines", json!([machine("1", 1)])),
        rows("b", "flowmachines", json!([machine("2", 13)])),
        rows("a", "flowmachinegroups", json!([group("g1", 5)])),
        rows("b", "flowmachinegroups", json!([group("g2", 7)])),
        rows("b", "flowsessions", json!([ran("2", "2026-11-02T00:00:00Z")])),
    ];
    let (facts, _) = said(&files, &[]);
    let (machines, groups) = (&facts["machines"], &facts["groups"]);
    let (ours, theirs) = ("hm (Prod)", "hm (b.crm4.dynamics.com)");
    assert_eq!(
        (&machines[ours]["status"], &machines[ours]["environment"]),
        (&json!("active"), &json!("Prod"))
    );
    assert_eq!(machines[theirs]["status"], "over-capacity");
    assert_eq!(
        (&machines[ours]["last_run"], &machines[theirs]["last_run"]),
        (&Value::Null, &json!("2026-11-02T00:00:00Z"))
    );
    assert_eq!(groups["pool (Prod)"]["max_bots"], 5);
    assert_eq!(groups["pool (b.crm4.dynamics.com)"]["max_bots"], 7);
    files.reverse();
    assert_eq!(said(&files, &[]).0, facts);
    // Within one environment, only a number tells them apart.
    let (facts, _) = said(&[rows("a", "flowmachines", json!([machine("1", 1), machine("2", 13)]))], &[]);
    let host = "hm (a.crm4.dynamics.com)";
    assert_eq!(facts["machines"][host]["status"], "active");
    assert_eq!(facts["machines"][format!("{host} (2)")]["status"], "over-capacity");
}

#[test]
fn intune_is_set_up_where_it_manages_devices_and_unknown_otherwise() {
    for (authority, state) in [
        (json!("intune"), json!("present")),
        (json!("unknown"), Value::Null),
        (json!("sccm"), Value::Null),
        (Value::Null, Value::Null),
    ] {
        let context =
            "https://graph.microsoft.com/v1.0/$metadata#organization(id,mobileDeviceManagementAuthority)";
        let organization = json!({"id": "t", "mobileDeviceManagementAuthority": authority});
        let listed = json!({"@odata.context": context, "value": [organization.clone()]});
        for file in [organization, listed] {
            let (facts, _) = said(std::slice::from_ref(&file), &[]);
            assert_eq!(facts["tenant"]["intune"]["state"], state, "{file}");
        }
    }
}
