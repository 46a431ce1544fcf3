//! `greenlight licences`: the ledger.

use expect_test::expect;
use serde_json::Value;

use crate::support::{Folder, case};

#[test]
fn the_ledger_in_words() {
    let folder = Folder::with("case.yaml", case("hosted_rpa_addons: 3", "hosted_rpa_addons: 2"));
    let ended = folder.run("licences case.yaml --rulebook 2024-01-24");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    expect![[r#""#]].assert_eq(&ended.out);
}

#[test]
fn what_is_missing_is_asked_with_its_place() {
    let folder = Folder::with("case.yaml", case("    hosted_rpa_addons: 3\n", ""));
    let ended = folder.run("licences case.yaml --rulebook 2024-01-24");
    assert_eq!(ended.code, 0);
    let (_, asked) = ended.out.split_once("facts missing").unwrap();
    expect![[r#""#]].assert_eq(asked);
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
