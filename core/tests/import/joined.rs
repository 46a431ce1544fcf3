//! Pages in one file, and a case beside the files.

use super::{facts, file, import, names, sample};
use greenlight_core::case::Instant;
use greenlight_core::facts_of_files::{File, Hints};
use greenlight_core::{Case, ImportRequest, import_facts};
use serde_json::{Value, json};

/// A page of enrolment restrictions.
fn page(blocked: bool, priority: u64, next: Option<&str>) -> Value {
    let kind = if priority == 0 {
        "#microsoft.graph.deviceEnrollmentPlatformRestrictionsConfiguration"
    } else {
        "x"
    };
    let mut page = json!({
        "@odata.context": "https://graph.microsoft.com/beta/$metadata#deviceManagement/deviceEnrollmentConfigurations",
        "value": [{
            "@odata.type": kind, "id": format!("r{priority}"), "priority": priority,
            "windowsRestriction": {"platformBlocked": blocked, "personalDeviceEnrollmentBlocked": false}
        }]
    });
    if let (Some(next), Some(members)) = (next, page.as_object_mut()) {
        members.insert("@odata.nextLink".to_owned(), next.into());
    }
    page
}

#[test]
fn pages_in_one_file_are_one_whole_answer() {
    let partial = |pages: Value| {
        let imported = import(vec![file("pages.json", pages.to_string())], Hints::default());
        let answers = &imported.files[0].answers;
        answers.iter().map(|answer| (answer.records, answer.partial.is_some())).collect::<Vec<_>>()
    };
    let (first, last) = (page(true, 0, Some("https://graph/2")), page(true, 1, None));
    assert_eq!(partial(json!([first.clone(), last.clone()])), [(2, false)]);
    // The last page is lacking, another answer stands beside it, or the page stands by itself.
    assert_eq!(partial(json!([first.clone(), first.clone()])), [(1, true), (1, true)]);
    assert_eq!(partial(json!([last.clone(), first.clone()])), [(1, false), (1, true)]);
    assert_eq!(partial(first), [(1, true)]);
}

#[test]
fn records_of_a_later_page_are_named_by_their_place() {
    let user = |name: &str| json!({"userPrincipalName": name, "accountEnabled": true, "id": name, "userType": "Member"});
    let context = "https://graph.microsoft.com/v1.0/$metadata#users";
    let pages = json!([
        {"@odata.context": context, "@odata.nextLink": "https://graph/2", "value": [user("ann@a.example"), user("bob@a.example")]},
        {"@odata.context": context, "value": [user("cy@a.example")]}
    ]);
    let imported = import(vec![file("users.json", pages.to_string())], Hints::default());
    let at = |person: &str| {
        let fact = format!("/people/{person}/account");
        let (_, sources) = imported.sources.iter().find(|(at, _)| at.as_str() == fact).unwrap();
        sources[0].at.to_string()
    };
    assert_eq!([at("bob"), at("cy")], ["/0/value/1", "/1/value/0"]);
}

#[test]
fn the_facts_of_a_case_hold_over_those_of_the_files() {
    let image = json!({
        "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/galleries/g/images/finance",
        "type": "Microsoft.Compute/galleries/images", "hyperVGeneration": "V2", "osState": "Generalized"
    });
    let case: Case =
        greenlight_core::json::from_value(&json!({"images": {"finance": {"generation": 1}}})).unwrap();
    let files = vec![file("image.json", image.to_string())];
    let imported =
        import_facts(&ImportRequest { files, case: Some(case), ..ImportRequest::default() }).unwrap();
    let found = facts(&imported)["images"]["finance"].clone();
    assert_eq!((&found["generation"], &found["generalized"]), (&json!(1), &json!(true)));
    let told: Vec<String> =
        imported.overruled.iter().map(|it| format!("{} {} {}", it.fact, it.was, it.is)).collect();
    assert_eq!(told, ["/images/finance/generation 2 1"]);
}

/// A tenant file keeps what each fact was read from and when, through a second import as well.
#[test]
fn facts_are_kept_with_their_origin() {
    let hints = || Hints { origins: true, ..Hints::default() };
    let name = names().into_iter().find(|name| name.contains("01-az-sig-image-definition-show")).unwrap();
    let dated = |name: &str, at: &str| File { observed_at: Instant::parse(at), ..file(name, sample(name)) };
    let first = import(vec![dated(&name, "2024-02-12T08:00:00Z")], hints());
    let written = greenlight_core::json::write::text(&first.facts);
    assert!(written.contains(r#""observed_at":"2024-02-12T08:00:00Z""#), "{written}");
    let case: Case = greenlight_core::json::from_str(&written).unwrap();
    assert_eq!(case.facts, first.facts.facts);
    assert!(
        case.origins.iter().all(|(_, origin)| origin.source.as_ref().is_some_and(|it| *it.file == *name))
    );
    let count = case.origins.iter().count();
    assert!(count > 0);
    let again =
        import_facts(&ImportRequest { tenant: Some(case), hints: hints(), ..ImportRequest::default() });
    assert_eq!(greenlight_core::json::write::text(&again.unwrap().facts), written);
    let newer = import_facts(&ImportRequest {
        files: vec![dated(&name, "2024-02-13T08:00:00Z")],
        tenant: Some(greenlight_core::json::from_str(&written).unwrap()),
        hints: hints(),
        ..ImportRequest::default()
    });
    let newer = greenlight_core::json::write::text(&newer.unwrap().facts);
    assert_eq!(newer, written.replace("2024-02-12", "2024-02-13"));
}

/// A role that is near to one that is known may be another: of the list that names it nothing is kept, and of the rest everything.
#[test]
fn a_word_that_may_be_misspelt_costs_its_list_alone() {
    let scope = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v";
    let network =
        json!({"id": scope, "type": "Microsoft.Network/virtualNetworks", "location": "northeurope"});
    let granted = |role: &str| {
        let assignment = json!([{
            "scope": scope, "principalType": "ServicePrincipal", "principalName": "windows-365",
            "roleDefinitionName": role, "type": "Microsoft.Authorization/roleAssignments"
        }]);
        let files = [("network.json", &network), ("roles.json", &assignment)];
        facts(&import(files.map(|(name, it)| file(name, it.to_string())).to_vec(), Hints::default()))
    };
    for (role, known) in [("Contributor", true), ("Contributr", false)] {
        let found = granted(role);
        assert_eq!(found["networks"]["v"]["region"], "northeurope", "{role}");
        assert_eq!(found["subscriptions"]["s"]["grants"].is_null(), !known, "{role}");
    }
}

/// Whatever a sample says can be read again as it is written with its origins, and says nothing new over its own facts.
#[test]
fn every_tenant_file_is_read_again() {
    for name in names() {
        let hints = Hints { origins: true, environment: Some("told".to_owned()), ..Hints::default() };
        let files = vec![file(&name, sample(&name))];
        let first = import(files.clone(), hints.clone());
        let written = greenlight_core::json::write::text(&first.facts);
        let tenant: Case =
            greenlight_core::json::from_str(&written).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(tenant.facts, first.facts.facts, "{name}");
        let again = import_facts(&ImportRequest {
            files,
            tenant: Some(tenant),
            hints,
            case: None,
            parameters: false,
        })
        .unwrap();
        assert_eq!(again.changes, [], "{name}");
        assert_eq!(greenlight_core::json::write::text(&again.facts), written, "{name}");
    }
}

/// A word that no documentation knows is left out, and said so.
#[test]
fn what_is_misspelt_is_recorded() {
    let network = json!({
        "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/corp",
        "type": "Microsoft.Network/virtualNetworks",
        "location": "westeuropa",
        "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
        "subnets": [],
    });
    let imported = import(vec![file("network.json", network.to_string())], Hints::default());
    assert_eq!(facts(&imported)["networks"]["corp"]["region"], Value::Null);
    let told: Vec<_> = imported.problems.iter().map(|it| (&*it.file, &*it.message)).collect();
    assert_eq!(told, [("network.json", "`westeuropa` is not known as an Azure region")]);
}

#[test]
fn who_vouches_for_all_groups_is_believed_beside_machines_that_name_theirs() {
    let complete = |whole: &[&str]| {
        let names = ["dataverse/flowmachine-expanded.json", "dataverse/flowmachinegroups-annotated.json"];
        let files = names.map(|name| file(name, sample(name))).to_vec();
        let whole = whole.iter().map(|call| (*call).to_owned()).collect();
        facts(&import(files, Hints { whole, ..Hints::default() }))["groups_complete"].clone()
    };
    assert_eq!(complete(&[]), false);
    assert_eq!(complete(&["dataverse-flowmachinegroups"]), true);
}

#[test]
fn who_vouches_for_all_capacity_says_that_other_groups_are_guaranteed_none() {
    let bots = |whole: &[&str]| {
        let names = [
            "dataverse/flowcapacityassignments-annotated.json",
            "dataverse/flowmachinegroups-annotated.json",
        ];
        let files = names.map(|name| file(name, sample(name))).to_vec();
        let whole = whole.iter().map(|call| (*call).to_owned()).collect();
        let groups = facts(&import(files, Hints { whole, ..Hints::default() }))["groups"].clone();
        ["hosted-pool", "hosted-broken"].map(|name| groups[name]["committed_bots"].clone())
    };
    assert_eq!(bots(&[]), [json!(2), Value::Null]);
    assert_eq!(bots(&["dataverse-flowcapacityassignments"]), [json!(2), json!(0)]);
}

/// What stands in a thing comes behind what is called as it is and goes on with a letter before the slash.
#[test]
fn where_facts_were_read_is_told_in_the_order_of_their_places() {
    let machine = |name: &str| json!({"flowmachineid": name, "name": name, "hostingtype": 1, "statuscode": 1, "createdon": "2026-06-01"});
    let machines: Value =
        ["a", "a-b", "a/b", "a~b", "a b", "a0", "b", "a!", "é"].iter().map(|name| machine(name)).collect();
    let imported = import(vec![file("machines.json", machines.to_string())], Hints::default());
    let told: Vec<_> = imported.sources.iter().collect();
    assert!(told.is_sorted_by(|(one, _), (other, _)| one < other), "{told:#?}");
    assert_eq!((told.len(), imported.sources.len()), (28, 28));
    assert!(told.iter().all(|(at, read)| imported.sources.get(at).as_ref() == Some(read)));
    let written: Value = serde_json::from_str(&greenlight_core::json::write::text(&imported)).unwrap();
    let keys: Vec<&String> = written["sources"].as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        told.iter().map(|(at, _)| at.to_string()).collect::<Vec<_>>().iter().collect::<Vec<_>>()
    );
}

#[test]
fn instants_are_read_with_offsets_and_as_windows_powershell_writes_them() {
    for (text, created) in [
        ("2026-03-11T23:30:00-05:00", json!("2026-03-12T04:30:00Z")),
        ("/Date(1772000000000)/", json!("2026-02-25T06:13:20Z")),
        ("/Date(-62135596800000)/", Value::Null),
        ("0001-01-01T00:00:00Z", Value::Null),
        ("/Date(soon)/", Value::Null),
    ] {
        let resource = json!([{
            "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualnetworks/v",
            "type": "Microsoft.Network/virtualNetworks", "createdTime": text, "changedTime": text
        }]);
        let imported = import(vec![file("resources.json", resource.to_string())], Hints::default());
        assert_eq!(facts(&imported)["networks"]["v"]["created"], created, "{text}");
    }
}

/// What is was not read from a plan, which says the same before it.
#[test]
fn a_plan_that_agrees_is_not_where_a_fact_was_read() {
    let names = ["az/deployment-group-what-if.json", "az/network-vnet-list.json"];
    let from = |names: &[&str]| {
        let files = names.iter().map(|name| file(name, sample(name))).collect();
        let imported = import(files, Hints::default());
        let told = imported.sources.iter().find(|(at, _)| at.as_str() == "/networks/vnet-robots/region");
        told.map(|(_, read)| read.iter().map(|source| source.file.clone()).collect::<Vec<_>>())
    };
    assert_eq!(from(&names), Some(vec![names[1].to_owned()]));
    assert_eq!(from(&names[..1]), Some(vec![names[0].to_owned()]));
}
