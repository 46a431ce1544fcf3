//! `greenlight licences`: the ledger.

use expect_test::expect;
use serde_json::Value;

use crate::support::{Folder, case};

#[test]
fn the_ledger_in_words() {
    let folder = Folder::with("case.yaml", case("hosted_rpa_addons: 3", "hosted_rpa_addons: 2"));
    let ended = folder.run("licences case.yaml --rulebook 2024-01-24");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    expect![[r#"
        a hosted RPA add-on is what is called a unit of Hosted Process from 2024-05-01

        tenant
          the tenant owns 5 seats of the hosted RPA add-on trial; 0 units are allocated to environments
          what is not allocated to an environment, 5 seats, licenses nothing
          the hosted RPA add-on trial of the organisation runs until 2024-03-02T00:00:00Z, not extended

        environment `prod`
          + 2 units of hosted RPA add-on bought and allocated to this environment (stated as `hosted_rpa_addons`)
          + 0 units of the organisation's trial allocated to this environment
          - 2 units taken by hosted machines, as their number is stated
          - 0 units committed to bots of hosted machine groups
          - 1 unit taken by this request (create machine by `maker-a`)
          = now: 0 units free: 2 units there, 2 units needed
          = after this request: 1 unit short: 2 units there, 3 units needed
          the environment has too little to create machine
          marked as over capacity, in this order:
          1. 1 unit that this request would take

        person `maker-a`, creates `bot-03`
          needs Power Automate Premium to create hosted machines in `prod`, beside the hosted RPA add-on allocated to the environment: Power Automate Premium covers it
          Windows: assigned to this person
          Intune: assigned to this person
          Microsoft Entra ID: assigned to this person
          Microsoft Entra ID P1 (asked for by Windows 365): assigned to this person

        as of 2024-02-12T09:00:00Z, rulebook of 2024-01-24
    "#]].assert_eq(&ended.out);
}

#[test]
fn what_is_missing_is_asked_with_its_place() {
    let folder = Folder::with("case.yaml", case("    hosted_rpa_addons: 3\n", ""));
    let ended = folder.run("licences case.yaml --rulebook 2024-01-24");
    assert_eq!(ended.code, 0);
    let (_, asked) = ended.out.split_once("facts missing").unwrap();
    expect![[r#"

          for environment `prod`: hosted RPA add-ons bought and assigned to it
          --> case.yaml:44:3 /environments/prod/hosted_rpa_addons

        as of 2024-02-12T09:00:00Z, rulebook of 2024-01-24
    "#]]
    .assert_eq(asked);
}

#[test]
fn as_json_it_is_what_the_engine_says() {
    let folder = Folder::with("case.yaml", case("hosted_rpa_addons: 3", "hosted_process: {at_least: 3}"));
    let ended = folder.run("licences case.yaml --format json --as-of 2025-04-14");
    let ledger: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(ledger["environments"][0]["lines"][0]["units"]["at_least"], 3);
    assert_eq!(ledger["product"]["name"], "Hosted Process");
}

#[test]
fn bad_input_is_refused() {
    let folder = Folder::with("case.yaml", case("plans: [", "plan: ["));
    let ended = folder.run("licences case.yaml");
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("did you mean `plans`?") && ended.err.contains("case.yaml:"), "{ended:?}");
    let ended = folder.run("licences case.yaml --format json");
    let refused: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!((ended.code, refused["error"]["code"].as_str()), (2, Some("unknown-field")));
    assert_eq!(folder.run("licences").code, 2);
    assert_eq!(folder.run("licences none.yaml").code, 2);
}
