//! What each accepted action changes.

use super::table::{created, groups, networks_and_images, shared_images, shared_machines, trials, used};
use super::{case, told};
use greenlight_core::facts::apply::apply;
use greenlight_core::facts::request::Action;
use greenlight_core::vocabulary::instant::Instant;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The facts in which every action finds what it names.
fn facts() -> Value {
    json!({
        "tenant": {"custom_networks": 1, "hosted_machines": 7, "addon_trial": {"extensions": 1}},
        "environments": {"prod": {
            "hosted_machines": {"at_least": 2}, "hosted_machine_groups": 1, "hosted_rpa_trial_addons": 1,
            "image_names": ["Claims"], "group_names": {"items": [], "complete": false},
            "default_image": {"shared_with": ["eva"]},
        }},
        "people": {"ana": {}, "eva": {}},
        "images": {"finance": {"shared_with": ["ana"]}},
        "networks": {"corp": {"subnet": {"free": 12}, "connection": {"shared_with": ["ana", "eva"]}}},
        "machines": {"bot-01": {
            "environment": "prod", "network": "corp", "status": "active",
            "shared_with": [{"person": "eva", "level": "user"}],
        }},
        "groups": {"invoices": {"members": {"items": ["bot-02"], "complete": false}}},
        "flows": {"pay": {}},
    })
}

/// Ana's request for an action in these facts, with a change to them: what it changes.
fn changes(patch: &Value, action: &str, details: &Value) -> (Action, String) {
    let mut document = facts();
    greenlight_json::patch::merge(&mut document, patch);
    document["request"] = json!({"actor": "ana", action: details});
    let mut case = case(&document);
    case.resolve().unwrap();
    let request = case.request.clone().unwrap();
    let now = Instant::parse("2024-02-12T09:00:00Z").unwrap();
    let made = apply(&mut case.facts, &request, now).unwrap();
    (request.action, made.iter().map(|change| told(change) + "\n").collect())
}

#[test]
fn every_action_changes_what_it_says() {
    let tables =
        [created(), used(), shared_machines(), shared_images(), networks_and_images(), groups(), trials()];
    let mut seen = BTreeSet::new();
    for (patch, action, details, expected) in tables.into_iter().flatten() {
        let (action, told) = changes(&patch, action, &details);
        expected.assert_eq(&told);
        seen.insert(action);
    }
    assert_eq!(seen, Action::ALL.iter().copied().collect());
}
