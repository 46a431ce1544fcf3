//! Contoso's rollout, told in full.

use super::{answer, rollout, run, told};
use crate::TestObserver;
use expect_test::{expect, expect_file};
use serde_json::{Value, json};

#[test]
fn contoso_s_rollout() {
    expect_file!["rollout.timeline.txt"].assert_eq(&(told(&run(&rollout())) + "\n"));
}

#[test]
fn some_become_active_some_are_refused_and_one_fails() {
    let summary = run(&rollout());
    let count = |what: &str| summary["machines"][what].as_u64().unwrap();
    assert_eq!(["total", "active", "refused", "failed"].map(count), [13, 9, 3, 1]);
    let obligations = summary["obligations"].as_array().unwrap();
    let left: Vec<&str> = obligations.iter().map(|it| it["message"].as_str().unwrap()).collect();
    expect![[r#"
        `audit-02` failed: mend the cause, delete it and create it again
        `lab-01` replaces another machine: point the flows' connections at it"#]]
    .assert_eq(&left.join("\n"));
}

#[test]
fn the_one_that_fails_is_explained() {
    let summary = run(&rollout());
    let failed = super::machine(&summary, "audit-02");
    expect!["`audit-02` failed for good after 3 attempts because of `endpointCheckFailed`: let the required addresses of Windows 365 through; addresses were still held after that, so that the last attempt failed with `noEnoughIpAddress`"]
        .assert_eq(failed["message"].as_str().unwrap());
    let codes: Vec<&Value> =
        failed["failed_attempts"].as_array().unwrap().iter().map(|it| &it["code"]).collect();
    assert_eq!(codes, ["endpointCheckFailed", "noEnoughIpAddress", "noEnoughIpAddress"]);
    let failures = summary["failures"].as_array().unwrap();
    let told: Vec<String> = failures
        .iter()
        .map(|it| {
            let by = ["foreseen_by", "told_by", "not_foreseeable"]
                .map(|key| it.get(key).map_or(String::new(), Value::to_string));
            format!("{}: {}; {}; {}", it["code"], it["meaning"], it["remedy"], by.concat())
        })
        .collect();
    expect![[r#"
        "intuneEnroll_TenantUnderAccountMove": "the Intune tenant is being moved to another scale unit"; "wait for the move to end; if it lasts, ask Microsoft support"; "Microsoft moves the Intune tenant between its own systems and publishes no state to read"
        "endpointCheckFailed": "the machine cannot reach addresses that Windows 365 needs"; "let the required addresses of Windows 365 through"; ["NET024","NET041"]"#]].assert_eq(&told.join("\n"));
}

#[test]
fn refusals_say_where_in_the_scenario_and_what_to_do() {
    let summary = run(&rollout());
    let requests = summary["requests"].as_array().unwrap();
    let findings = requests.iter().flat_map(|it| it["findings"].as_array().into_iter().flatten());
    let errors = findings.filter(|finding| finding["level"] == "error");
    let told: Vec<String> = errors
        .map(|it| format!("{} {}: {}; {}", it["code"], it["at"], it["message"], it["steps"][0]))
        .collect();
    expect![[r#"
        "IMG004" "/images/legacy-desktop/generation": "image `legacy-desktop` is of generation 1, but hosted machines need generation 2"; "create a new image definition of generation 2 in the gallery"
        "IMG010" "/images/legacy-desktop/security_type": "the definition of image `legacy-desktop` has security type `standard`, but hosted machines need `trusted-launch`"; "create a new image definition of generation 2 with security type `trusted-launch` in the gallery"
        "LIC001" "/environments/finance/hosted_rpa_addons": "environment `finance` has 8 units of hosted RPA add-on, but needs 9 units"; "in the Power Platform admin center, allocate hosted RPA add-on to environment `finance` until it has 9 units"
        "LCY022" "/machines/invoice-01/connections": "running flows on machine `invoice-01` takes a desktop flow connection to it, and neither `ana` nor its creator has one"; "in Power Automate, under Connections, create a desktop flow connection to `invoice-01`"
        "LCY023" "/machines/lab-01/status": "machine `lab-01` was removed and can only be deleted"; "delete `lab-01` and create a new machine in its place""#]].assert_eq(&told.join("\n"));
}

#[test]
fn whatever_was_assumed_and_used_is_listed() {
    let summary = run(&rollout());
    let assumptions = summary["assumptions"].as_array().unwrap();
    let told: Vec<String> = assumptions
        .iter()
        .map(|it| {
            format!(
                "{} {} ({}, by scenario: {})",
                it["name"], it["value"], it["provenance"], it["by_scenario"]
            )
        })
        .collect();
    expect![[r#"
        "checks" "6s to 1m, mostly 18s" ("assumed", by scenario: false)
        "capacity" "30s to 10m, mostly 2m" ("assumed", by scenario: false)
        "network" "12s to 2m, mostly 30s" ("assumed", by scenario: false)
        "image" "30s to 3m, mostly 1m" ("assumed", by scenario: false)
        "virtual-machine" "7m to 30m, mostly 15m" ("assumed", by scenario: false)
        "entra-join" "1m to 5m, mostly 2m" ("assumed", by scenario: false)
        "intune-enrolment" "2m to 20m, mostly 6m" ("assumed", by scenario: false)
        "registration" "2m to 14m, mostly 5m" ("assumed", by scenario: false)
        "restart" "2m to 8m, mostly 4m" ("assumed", by scenario: false)
        "deletion" "1m to 15m, mostly 5m" ("assumed", by scenario: false)
        "retry-wait" "1m to 15m, mostly 5m" ("assumed", by scenario: false)
        "address-hold" "2h30m to 4h, mostly 3h" ("adjacent", by scenario: false)
        "attempts" "3" ("adjacent", by scenario: false)
        "removal_ppm" "500000" ("assumed", by scenario: false)"#]]
    .assert_eq(&told.join("\n"));
}

#[test]
fn single_things_are_told_when_they_are_few_or_asked_for() {
    let mut many = rollout();
    many["environments"]["finance"]["hosted_rpa_addons"] = json!(1000);
    many["timeline"][0]["create-machine"]["count"] = json!(300);
    let summary = run(&many);
    for key in ["requests", "each_machine", "timeline"] {
        assert_eq!(summary.get(key), None);
    }
    assert_eq!(summary["machines"]["total"], 310);
    let asked = answer(&many, json!({"each": true}), &mut TestObserver::default());
    let summary: Value = serde_json::from_str(&asked).unwrap();
    assert_eq!(summary["each_machine"].as_array().unwrap().len(), 313);
}
