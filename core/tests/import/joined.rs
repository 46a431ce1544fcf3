//! Pages in one file, and a case beside the files.

use super::{facts, file, import};
use greenlight_core::facts_of_files::Hints;
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
