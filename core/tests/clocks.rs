//! What a rulebook knows and what held at an instant are independent: the same case under two rulebooks.
#![expect(
    clippy::tests_outside_test_module,
    clippy::unwrap_used,
    reason = "an integration test: it may panic"
)]

use greenlight_core::vocabulary::instant::Day;

use greenlight_core::rules::examples;
use greenlight_core::verbs::{self, CheckOptions};
use serde_json::{Value, json};

const FIRST: &str = "2024-01-24";
const LATER: &str = "2025-03-10";

/// The golden case with a change, judged by a rulebook: verdict, missing paths, and what the finding expects.
fn judged(code: &str, rulebook: &str, patch: &Value) -> (String, Vec<String>, String) {
    let mut case: Value = serde_json::from_str(examples::GOLDEN).unwrap();
    greenlight_json::patch::merge(&mut case, patch);
    let case = greenlight_json::from_value(&case).unwrap();
    let report = verbs::check::check(
        &case,
        &CheckOptions { rulebook: Day::parse(rulebook), all: true, ..CheckOptions::default() },
    )
    .unwrap();
    let verdicts = report.verdicts.unwrap();
    let line = verdicts.iter().find(|line| line.code == code).unwrap();
    let finding = report.findings.iter().find(|finding| finding.code == code);
    (
        line.verdict.to_string(),
        line.missing.iter().map(ToString::to_string).collect(),
        finding.map_or_else(String::new, |finding| format!("{:?} {}", finding.level, finding.expected)),
    )
}

fn check(code: &str, rulebook: &str, patch: &Value, verdict: &str, missing: &[&str], expected: &str) {
    let (is, lacks, expects) = judged(code, rulebook, patch);
    assert_eq!((is.as_str(), expects.as_str()), (verdict, expected), "{code} under {rulebook} of {patch}");
    assert_eq!(lacks, missing, "{code} under {rulebook} of {patch}");
}

/// Grants of these roles to the Windows 365 service principal, on the network's resource group and on the network.
fn granted(created: &Value, roles: &[(&str, &str)]) -> Value {
    let grants: Vec<Value> = roles
        .iter()
        .map(|(scope, role)| json!({"principal": "windows-365", "role": role, "scope": scope}))
        .collect();
    json!({"networks": {"corp": {"created": created}}, "subscriptions": {"sub-a": {"grants": grants}}})
}

#[test]
fn the_networks_roles_follow_its_creation_where_the_rulebook_knows_the_switch() {
    let (group, network) = ("resource-group/rg-net", "virtual-network/corp");
    let old = [(group, "Network Contributor"), (network, "Network Contributor")];
    let new = [(group, "Windows 365 Network Interface Contributor"), (network, "Windows 365 Network User")];
    let wanted = [
        ("NET008", "Error Windows 365 Network Interface Contributor"),
        ("NET009", "Error Windows 365 Network User"),
    ];
    let before = json!("2023-11-25T23:59:59.999Z");
    let since = [json!("2023-11-26"), json!("2023-11-26T00:00:00.001Z"), json!("2023-12-01")];
    for (code, named) in wanted {
        for created in &since {
            check(code, FIRST, &granted(created, &old), "met", &[], "");
            check(code, LATER, &granted(created, &new), "met", &[], "");
            check(code, LATER, &granted(created, &old), "broken", &[], named);
            check(code, FIRST, &granted(created, &new), "broken", &[], "Error Network Contributor");
        }
        // Networks from before the switch may keep the old roles or go over to the new ones.
        check(code, LATER, &granted(&before, &old), "met", &[], "");
        check(code, LATER, &granted(&before, &new), "met", &[], "");
        let either = format!("Error Network Contributor or {}", named.trim_start_matches("Error "));
        check(code, LATER, &granted(&before, &[]), "broken", &[], &either);
        check(code, FIRST, &granted(&before, &new), "broken", &[], "Error Network Contributor");
    }
}

/// The date of creation is asked for only when the answers would differ.
#[test]
fn an_unknown_creation_matters_only_where_it_decides() {
    let network = "virtual-network/corp";
    let (old, new) = ((network, "Network Contributor"), (network, "Windows 365 Network User"));
    let created = ["/networks/corp/created"];
    let unknown = Value::Null;
    check("NET009", LATER, &granted(&unknown, &[old]), "unknown", &created, "");
    check("NET009", LATER, &granted(&unknown, &[new]), "met", &[], "");
    check("NET009", LATER, &granted(&unknown, &[old, new]), "met", &[], "");
    let either = "Error Network Contributor or Windows 365 Network User";
    check("NET009", LATER, &granted(&unknown, &[]), "broken", &[], either);
    check("NET009", FIRST, &granted(&unknown, &[old]), "met", &[], "");
    let mut partial = granted(&unknown, &[]);
    partial["subscriptions"]["sub-a"]["grants"] = Value::Null;
    let both = ["/networks/corp/created", "/subscriptions/sub-a/grants"];
    check("NET009", LATER, &partial, "unknown", &both, "");
    check("NET009", FIRST, &partial, "unknown", &both[1..], "");
}

#[test]
fn what_was_changed_later_holds_only_for_later_instants_and_rulebooks() {
    let hybrid =
        |as_of: &str| json!({"as_of": as_of, "networks": {"corp": {"connection": {"join": "hybrid"}}}});
    check("NET015", FIRST, &hybrid("2025-06-01"), "broken", &[], "Error entra");
    check("NET015", LATER, &hybrid("2024-06-01"), "broken", &[], "Error entra");
    check("NET015", LATER, &hybrid("2025-06-01"), "not-applicable", &[], "");

    let idle = json!({
        "as_of": "2025-06-01",
        "environments": {"prod": {"hosted_rpa_addons": 0}},
        "request": {"create-machine": null, "run-unattended": {"machine": "bot-01"}},
    });
    let use_it = "used within 14 days";
    check("LCY001", FIRST, &idle, "broken", &[], &format!("Warning {use_it}"));
    check("LCY001", LATER, &idle, "broken", &[], &format!("Error {use_it}"));
}
