//! `greenlight collect`: the script is run with an `az` that answers from files, and what it gathers is imported.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::Folder;

/// An `az` that answers from a few texts or with nothing, pages, throttles once, refuses, and writes down what it was asked.
const AZ: &str = r#"#!/bin/sh
url= method=
echo "$*" >>"$GREENLIGHT_ASKED"
case $1 in
  account) url=account ;;
  rest)
    while [ $# -gt 0 ]; do
      case $1 in --url) url=$2 ;; --method) method=$2 ;; esac
      shift
    done
    [ "$method" = get ] || { echo 'ERROR: not reading' >&2; exit 1; } ;;
esac
case $url in
  account) echo '[{"id": "11111111-1111-4111-8111-111111111111", "tenantId": "t", "homeTenantId": "t", "state": "Enabled", "isDefault": true, "environmentName": "AzureCloud"}]' ;;
  */virtualNetworks'?api'*)
    echo '{"value": [{"id": "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/corp", "type": "Microsoft.Network/virtualNetworks", "location": "northeurope", "properties": {"addressSpace": {}, "subnets": [{"name": "hosted", "properties": {"addressPrefix": "10.0.0.0/26"}}]}}]}' ;;
  */virtualNetworks/corp/usages*)
    if mkdir "$GREENLIGHT_ASKED.once" 2>/dev/null; then
      printf "INFO: Response status: 429\nINFO:     'Retry-After': '0'\nERROR: Too Many Requests({})\n" >&2
      exit 1
    fi
    echo '{"value": [{"currentValue": 3, "limit": 59, "id": "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/corp/subnets/hosted", "unit": "Count"}]}' ;;
  *'/v1.0/users?$select'*)
    echo '{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users", "@odata.nextLink": "https://graph.microsoft.com/v1.0/users?$skiptoken=2", "value": [{"id": "a", "userPrincipalName": "ann@example.com", "accountEnabled": true}]}' ;;
  *'users?$skiptoken=2')
    echo '{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users", "value": [{"id": "b", "userPrincipalName": "bob@example.com", "accountEnabled": false}]}' ;;
  *'scopes/admin/environments?'*)
    echo '{"value": [{"id": "/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments/env-1", "name": "env-1", "type": "Microsoft.BusinessAppPlatform/scopes/environments", "location": "europe", "properties": {"displayName": "Prod", "environmentSku": "Production", "linkedEnvironmentMetadata": {"instanceUrl": "https://prod.crm4.dynamics.com/"}}}]}' ;;
  https://prod.crm4.dynamics.com/api/data/v9.2/solutions*)
    echo '{"@odata.context": "https://prod.crm4.dynamics.com/api/data/v9.2/$metadata#solutions(uniquename,version)", "value": [{"uniquename": "MicrosoftFlowExtensionsCore", "version": "1.4.6.4"}]}' ;;
  */environments/env-1/entitlements*) ;;
  */currencyReports*) printf 'ERROR: AADSTS65002: Consent between first party application and resource must be configured\n' >&2; exit 1 ;;
  */organization) printf 'ERROR: Not Found({"error":{"code":"Request_ResourceNotFound"}})\n' >&2; exit 1 ;;
  *) printf 'ERROR: Forbidden({"error":{"code":"Forbidden","message":"no"}})\n' >&2; exit 1 ;;
esac
"#;

/// Runs the script that is printed, with the `az` above, into the folder `exports`.
fn gather(folder: &Folder, script: &str) -> Output {
    folder.write("gather.sh", script);
    run(folder, "sh", &["gather.sh", "exports"])
}

/// Runs a program where the `az` above is the Azure CLI.
fn run(folder: &Folder, program: &str, arguments: &[&str]) -> Output {
    folder.write("az", AZ);
    fs::set_permissions(folder.path("az"), fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", folder.path("").display(), std::env::var("PATH").unwrap());
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder.path("")).env("PATH", path);
    command.env("GREENLIGHT_ASKED", folder.path("asked.txt")).output().unwrap()
}

#[test]
fn the_script_is_run_where_that_is_asked_for() {
    let folder = Folder::new();
    let greenlight = env!("CARGO_BIN_EXE_greenlight");
    let ended = run(
        &folder,
        greenlight,
        &["collect", "--run", "--subscription", "11111111-1111-4111-8111-111111111111"],
    );
    let told = String::from_utf8_lossy(&ended.stdout).into_owned() + &String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{told}");
    assert!(told.contains("refused; now: greenlight facts exports"), "{told}");
    assert!(folder.run("facts exports --format json").out.contains("\"corp\""));
    // A folder that cannot be made.
    folder.write("file", "");
    let ended = run(&folder, greenlight, &["collect", "--run", "file/below"]);
    assert_eq!(ended.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("did not come to its end"));
}

fn asked(folder: &Folder) -> Vec<String> {
    fs::read_to_string(folder.path("asked.txt")).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn what_the_script_gathers_is_imported() {
    let folder = Folder::new();
    let script = folder.run("collect --print").out;
    let ended = gather(&folder, &script);
    let told = String::from_utf8_lossy(&ended.stdout).into_owned() + &String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{told}");
    assert!(told.contains("asked too often; going on in 0 s"), "{told}");
    assert!(
        asked(&folder)
            .iter()
            .all(|line| line.starts_with("rest --method get --url ") || line.starts_with("account list"))
    );
    let answer: Value = serde_json::from_str(&folder.run("facts exports --format json").out).unwrap();
    let facts = &answer["facts"];
    assert_eq!(facts["networks"]["corp"]["subnet"]["free"], 56, "{facts}");
    assert_eq!(facts["people"]["bob"]["account"], "disabled");
    assert_eq!(facts["environments"]["Prod"]["flow_extensions_version"], "1.4.6.4");
    // What was refused is nothing but that, and two pages are one whole answer.
    let problems = answer["problems"].as_array().unwrap();
    let codes: Vec<&str> = problems.iter().map(|problem| problem["code"].as_str().unwrap()).collect();
    assert!(
        codes.len() > 20 && codes.iter().all(|code| ["not-allowed", "not-found"].contains(code)),
        "{problems:?}"
    );
    assert_eq!(codes.iter().filter(|code| **code == "not-found").count(), 1);
    // An answer without content is no fault.
    let of = |call: &str| {
        answer["files"].as_array().unwrap().iter().find(|file| file["name"].as_str().unwrap().contains(call))
    };
    assert_eq!(of("power-platform-entitlements").unwrap()["answers"][0]["records"], 0);
    let users = &of("graph-users.json").unwrap()["answers"][0];
    assert_eq!((&users["records"], &users["partial"]), (&2.into(), &Value::Null));
}

#[test]
fn a_second_run_asks_only_for_what_was_refused() {
    let folder = Folder::new();
    let script = folder.run("collect --print --person ann@example.com").out;
    assert!(gather(&folder, &script).status.success());
    let first = asked(&folder);
    assert!(first.iter().any(|line| line.contains("/users/ann@example.com/licenseDetails")), "{first:?}");
    fs::remove_file(folder.path("asked.txt")).unwrap();
    assert!(gather(&folder, &script).status.success());
    let again = asked(&folder);
    assert!(!again.is_empty() && again.len() < first.len(), "{again:?}");
    for answered in ["account list", "usages", "virtualNetworks?api", "skiptoken"] {
        assert!(!again.iter().any(|line| line.contains(answered)), "{answered}: {again:?}");
    }
}

#[test]
fn named_environments_and_subscriptions_are_the_only_ones() {
    let folder = Folder::new();
    let subscription = "22222222-2222-4222-8222-222222222222";
    let script =
        folder.run(&format!("collect --print --subscription {subscription} --environment env-9")).out;
    assert!(gather(&folder, &script).status.success());
    let asked = asked(&folder);
    // The networks that are answered lie elsewhere.
    let azure = asked.iter().filter(|line| line.contains("/subscriptions/") && !line.contains("/usages"));
    assert!(azure.clone().count() > 3 && azure.clone().all(|line| line.contains(subscription)), "{asked:?}");
    assert!(asked.iter().any(|line| line.contains("/scopes/admin/environments/env-9?")), "{asked:?}");
    assert!(!asked.iter().any(|line| line.contains("/scopes/admin/environments?")), "{asked:?}");
}

#[test]
fn what_the_probe_prints_is_what_the_importer_reads() {
    let folder = Folder::new();
    let script = folder.run("collect --print --probe").out;
    let members = script
        .lines()
        .filter_map(|line| line.trim().split_once(" = "))
        .filter(|(name, _)| !name.starts_with(['$', '#']));
    let printed: serde_json::Map<String, Value> =
        members.map(|(name, _)| (name.trim().to_owned(), Value::Null)).collect();
    assert!(printed.len() > 10, "{printed:?}");
    folder.write("probe.json", Value::Object(printed).to_string());
    let image = include_str!("../../../core/tests/import/samples/az/sig-image-definition-show.json");
    folder.write("image.json", image);
    let answer: Value =
        serde_json::from_str(&folder.run("facts probe.json image.json --format json").out).unwrap();
    let answers = &answer["files"]
        .as_array()
        .unwrap()
        .iter()
        .find(|file| file["name"] == "probe.json")
        .unwrap()["answers"];
    assert_eq!(
        (&answers[0]["call"], &answers[0]["unread"]),
        (&"image-probe".into(), &Value::Null),
        "{answers}"
    );
}

#[test]
fn a_script_is_printed_only_when_asked_and_only_for_plain_names() {
    let folder = Folder::new();
    for line in
        ["collect", "collect --print --environment a'b", "collect --print --probe --format powershell"]
    {
        assert_eq!(folder.run(line).code, 2, "{line}");
    }
    let script = folder.run("collect --print --format powershell").out;
    assert!(script.contains("they do not run it"), "{script}");
}
