//! `greenlight diagnose`: what is wrong with a machine.

use expect_test::expect;
use serde_json::Value;

use crate::support::Folder;

const CASE: &str = "\
as_of: 2024-02-12T09:00:00Z
environments:
  prod: {geography: Europe}
people:
  ann: {account: enabled}
networks:
  corp:
    subnet: {free: 0}
machines:
  bot-01: {environment: prod, creator: ann, status: failed, error: noEnoughIpAddress, network: corp}
  bot-02: {}
";

#[test]
fn the_likely_cause_is_told_with_what_to_do() {
    let ended = Folder::with("case.yaml", CASE).run("diagnose case.yaml --machine bot-01");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    expect![[r#"
        cause found: machine `bot-01` could not be made, with the error `noEnoughIpAddress`; the likely cause is found

        error `noEnoughIpAddress`: the subnet has no free address left
          enlarge the subnet, or free addresses and try again

        status `Error`: something is wrong with the machine

        waiting helps: the cause may go away by itself; then try again

        likely causes
          NET005 the subnet of network `corp` has 0 addresses free, but 1 is needed
          --> case.yaml:8:20 /networks/corp/subnet/free
            widen the subnet of `corp`, free addresses in it, or choose a network with more room
            `az rest --method get --url "https://management.azure.com/VNET_ID/usages?api-version=2023-09-01"`
            who can mend it: network administrator

        next
          widen the subnet of `corp`, free addresses in it, or choose a network with more room (network administrator)

        as of 2024-02-12T09:00:00Z, rulebook of 2025-10-02
    "#]].assert_eq(&ended.out);
}

#[test]
fn an_error_that_is_not_known_ends_with_2() {
    let case = CASE.replace("noEnoughIpAddress", "NeverHeardOf");
    let ended = Folder::with("case.yaml", &case).run("diagnose case.yaml --machine bot-01");
    assert_eq!(ended.code, 2);
    assert!(ended.out.contains("`NeverHeardOf`, which is not known to this rulebook"), "{ended:?}");
}

#[test]
fn of_a_machine_of_which_nothing_is_known_facts_are_missing() {
    let ended = Folder::with("case.yaml", CASE).run("diagnose case.yaml --machine bot-02");
    assert_eq!((ended.code, ended.err.as_str()), (3, ""));
    assert!(ended.out.starts_with("facts missing: machine `bot-02`"), "{ended:?}");
}

#[test]
fn as_json_it_is_what_the_engine_says() {
    let ended = Folder::with("case.yaml", CASE).run("diagnose case.yaml --machine bot-01 --format json");
    let diagnosis: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!((ended.code, diagnosis["causes"][0]["rule"].as_str()), (0, Some("NET005")));
}

#[test]
fn bad_input_is_refused() {
    let folder = Folder::with("case.yaml", CASE);
    let ended = folder.run("diagnose case.yaml --machine bot-1");
    assert_eq!(ended.code, 2);
    expect![[r#"
        error: there is no `bot-1` under `machines`
         --> case.yaml:9:1
          |
        9 | machines:
          | ^^^^^^^^
          |
          = help: did you mean `bot-01`?

    "#]]
    .assert_eq(&ended.err);
    assert_eq!(folder.run("diagnose case.yaml").code, 2);
    let ended = folder.run("diagnose case.yaml --machine bot-1 --format json");
    let refused: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!((ended.code, refused["error"]["code"].as_str()), (2, Some("unknown-reference")));
}
