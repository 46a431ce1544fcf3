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
    expect![[r#""#]].assert_eq(&ended.out);
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
    expect![[r#""#]].assert_eq(&ended.err);
    assert_eq!(folder.run("diagnose case.yaml").code, 2);
    let ended = folder.run("diagnose case.yaml --machine bot-1 --format json");
    let refused: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!((ended.code, refused["error"]["code"].as_str()), (2, Some("unknown-reference")));
}
