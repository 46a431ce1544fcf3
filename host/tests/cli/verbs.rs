//! The verbs beside `check`.

use expect_test::expect;
use serde_json::Value;

use crate::support::{CASE, Folder};

#[test]
fn version_is_what_the_embedded_engine_says() {
    let ended = Folder::new().run("--version");
    assert_eq!(ended.code, 0);
    let rules = greenlight_core::rules::ALL.len();
    let rulebook = greenlight_core::rulebook::DEFAULT;
    assert_eq!(
        ended.out,
        format!("greenlight {} ({rules} rules, rulebook of {rulebook})\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn without_a_verb_there_is_help() {
    let ended = Folder::new().run("");
    assert_eq!(ended.code, 2);
    assert!(ended.out.contains("Usage: greenlight"), "{ended:?}");
}

#[test]
fn every_rule_is_listed_and_explained_in_any_case() {
    let folder = Folder::new();
    let listed: Value = serde_json::from_str(&folder.run("rules --format json").out).unwrap();
    let table = folder.run("rules").out;
    for (rule, row) in listed["rules"].as_array().unwrap().iter().zip(table.lines()) {
        let code = rule["code"].as_str().unwrap();
        assert!(row.starts_with(code), "{row}");
    }
    let upper = folder.run("explain IMG004");
    assert_eq!((upper.code, upper.err.as_str()), (0, ""));
    assert!(upper.out.starts_with("IMG004 image-is-generation-2\n"), "{upper:?}");
    assert_eq!(folder.run("explain img004").out, upper.out);
}

#[test]
fn a_code_that_does_not_exist_is_answered_by_the_nearest() {
    let ended = Folder::new().run("explain IMG0004");
    assert_eq!(ended.code, 2);
    expect![[r#"
        error: `IMG0004` is not known to this rulebook: no rule and no published code is called so
         |
         = help: did you mean `IMG004`?

    "#]]
    .assert_eq(&ended.err);
}

#[test]
fn a_published_code_is_explained_in_any_case_and_as_a_document() {
    let folder = Folder::new();
    let ended = folder.run("explain noEnoughIpAddress");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert!(ended.out.starts_with("noEnoughIpAddress provisioning\n"), "{ended:?}");
    assert!(ended.out.contains("NET005"), "{ended:?}");
    assert_eq!(folder.run("explain NOENOUGHIPADDRESS").out, ended.out);
    let document: Value =
        serde_json::from_str(&folder.run("explain aadlogonfailure --format json").out).unwrap();
    assert_eq!(
        (document["code"].as_str(), document["http"].as_u64()),
        (Some("MSEntraLogonFailure"), Some(400))
    );
    let rule: Value = serde_json::from_str(&folder.run("explain img004 --format json").out).unwrap();
    assert_eq!(rule["name"], "image-is-generation-2");
    let ended = folder.run("explain AadLogonFailur");
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("did you mean `AadLogonFailure`?"), "{ended:?}");
}

#[test]
fn a_published_code_is_found_by_its_number_and_in_a_message() {
    let folder = Folder::new();
    let by_name = folder.run("explain LogonTypeNotGranted");
    assert_eq!((by_name.code, by_name.err.as_str()), (0, ""));
    for number in ["-1073741477", "0xC000015B", "3221225819"] {
        assert_eq!(folder.run(&format!("explain {number}")).out, by_name.out, "{number}");
    }
    assert!(folder.run("explain 13").out.starts_with("HostedMachineOvercapacity machine status\n"));
    let document: Value =
        serde_json::from_str(&folder.run("explain provisioning --format json").out).unwrap();
    let codes: Vec<&str> =
        document["codes"].as_array().unwrap().iter().filter_map(|code| code["group"].as_str()).collect();
    assert_eq!(codes, ["machine-status", "cloud-pc-status"]);
    let elsewhere = folder.run("explain agentCheckNotRunning");
    assert_eq!(elsewhere.code, 2);
    assert!(elsewhere.err.contains("does not concern hosted machines"), "{elsewhere:?}");
}

#[test]
fn init_writes_what_check_calls_ready_and_overwrites_nothing_unasked() {
    let folder = Folder::new();
    let ended = folder.run("init start");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let ended = folder.run("check start/case.yaml");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{}", ended.out);
    assert!(ended.out.contains("ready: create machine by maker-a"), "{ended:?}");

    folder.write("start/case.yaml", "mine");
    let ended = folder.run("init start");
    assert_eq!(ended.code, 2);
    expect![[r#"
        error: `start/case.yaml` is already there
        --> start/case.yaml
         = help: name another place, or overwrite it with `--force`

    "#]]
    .assert_eq(&ended.err);
    assert_eq!(std::fs::read_to_string(folder.path("start/case.yaml")).unwrap(), "mine");
    assert_eq!(folder.run("init start --force").code, 0);
    assert_eq!(std::fs::read_to_string(folder.path("start/case.yaml")).unwrap(), CASE);
}

#[test]
fn schemas_are_json() {
    let folder = Folder::new();
    for name in folder.run("schema").out.lines() {
        let ended = folder.run(&format!("schema {name}"));
        let schema: Value = serde_json::from_str(&ended.out).unwrap();
        assert!(schema["$schema"].as_str().unwrap().contains("json-schema.org"), "{name}");
    }
    assert_eq!(folder.run("schema nothing").code, 2);
}

#[test]
fn completions_and_manual_know_every_verb() {
    let folder = Folder::new();
    let help = folder.run("--help").out;
    let (_, verbs) = help.split_once("Commands:\n").unwrap();
    let verbs: Vec<&str> = verbs
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split_once("  "))
        .map(|(verb, _)| verb)
        .filter(|verb| !verb.is_empty())
        .collect();
    assert!(verbs.contains(&"check"), "{verbs:?}");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = folder.run(&format!("completions {shell}")).out;
        for verb in &verbs {
            assert!(script.contains(verb), "{shell} does not know {verb}");
        }
    }
    let manual = folder.run("man").out;
    for verb in &verbs {
        assert!(manual.contains(&format!("greenlight\\-{verb}")), "no {verb} in the manual");
        assert!(
            *verb == "help" || folder.run(&format!("man {verb}")).out.contains(".SH NAME"),
            "no page of {verb}"
        );
    }
    assert_eq!(folder.run("man nothing").code, 2);
}

#[test]
fn colour_is_for_terminals_and_for_whoever_asks() {
    let folder = Folder::with("case.yaml", "imagse: {}");
    let coloured = |line: &str| {
        let ended = folder.run(line);
        (ended.out + &ended.err).contains('\u{1b}')
    };
    assert!(!coloured("rules"));
    assert!(coloured("rules --color always"));
    assert!(!coloured("check case.yaml"));
    assert!(coloured("check case.yaml --color always"));
    assert!(!coloured("check case.yaml --color never"));
}

#[test]
fn a_start_keeps_nothing_on_disk() {
    let folder = Folder::new();
    let homes = ["HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "TMPDIR"].map(|name| (name, folder.path("")));
    let output = folder.command("--version").envs(homes).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(std::fs::read_dir(folder.path("")).unwrap().count(), 0);
}
