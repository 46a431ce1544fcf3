//! What is wrong with a machine: the causes that the facts show, what waiting does, and what is asked.
#![expect(
    clippy::tests_outside_test_module,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "an integration test: it may panic"
)]

use expect_test::{Expect, expect};
use greenlight_core::lifecycle::published;
use greenlight_core::rulebook::Book;
use greenlight_core::rules::foresight::CAUSED_BY;
use greenlight_core::rules::{self, examples};
use greenlight_core::verbs;
use greenlight_json::patch::merge;
use serde_json::{Value, json};

/// The diagnosis of `bot-01` in a changed golden case of general availability.
fn diagnosed(patch: Value) -> Value {
    let mut case = examples::golden(Book::General).unwrap();
    merge(&mut case, &json!({"request": null}));
    merge(&mut case, &patch);
    of(&case, "bot-01", Book::General)
}

fn of(case: &Value, machine: &str, book: Book) -> Value {
    let request = json!({"case": case, "machine": machine, "options": {"rulebook": book.date().to_string()}});
    serde_json::from_str(&verbs::text::diagnose(&request.to_string())).unwrap()
}

fn check(patch: Value, expected: &Expect) {
    expected.assert_eq(&lines(&diagnosed(patch)));
}

/// A diagnosis, a line each for what it comes to, the causes, what to do and what is asked.
fn lines(diagnosis: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut lines = vec![format!("{}: {}", text(&diagnosis["conclusion"]), text(&diagnosis["says"]))];
    for cause in diagnosis["causes"].as_array().unwrap() {
        lines.push(format!(
            "  {} {}: {}",
            text(&cause["likelihood"]),
            text(&cause["rule"]),
            text(&cause["says"])
        ));
    }
    lines.push(format!("  waiting: {}", text(&diagnosis["waiting"]["says"])));
    lines.push(format!("  next: {} {}", text(&diagnosis["next"]["says"]), diagnosis["next"]["by"]));
    for question in diagnosis["questions"].as_array().unwrap() {
        lines.push(format!("  asks {} for {}", text(&question["at"]), question["rules"]));
    }
    lines.join("\n")
}

fn machine(facts: Value) -> Value {
    json!({"machines": {"bot-01": facts}})
}

#[test]
fn a_broken_rule_that_foresees_the_error_is_the_likely_cause() {
    let mut patch = machine(json!({"status": "failed", "error": "NOENOUGHIPADDRESS"}));
    merge(
        &mut patch,
        &json!({"networks": {"corp": {"subnet": {"free": 0}}}, "images": {"finance": {"generation": 1}}}),
    );
    check(
        patch,
        &expect![[r#"
        cause-found: machine `bot-01` could not be made, with the error `noEnoughIpAddress`; the likely cause is found
          likely NET005: the subnet of network `corp` has 0 addresses free, but 1 is needed
          beside IMG004: image `finance` is of generation 1, but hosted machines need generation 2
          waiting: waiting helps: the cause may go away by itself; then try again
          next: widen the subnet of `corp`, free addresses in it, or choose a network with more room ["network-administrator"]"#]],
    );
}

#[test]
fn a_fact_that_is_missing_leaves_it_open() {
    let patch = json!({
        "machines": {"bot-01": {"status": "failed", "error": "imageNotSupportTPM"}},
        "images": {"finance": {"generation": null}},
    });
    check(
        patch,
        &expect![[r#"
            explained: machine `bot-01` could not be made, with the error `imageNotSupportTPM`; whether the cause is one that a rule foresees cannot be said yet
              possible IMG004: whether `image-is-generation-2` is met is not known
              waiting: waiting does not help: it fails again until somebody removes the cause
              next: find out, for image `finance`: Hyper-V generation of its definition ["image-or-network-owner"]
              asks /images/finance/generation for ["IMG004"]"#]],
    );
}

#[test]
fn what_nothing_foresees_is_explained_all_the_same() {
    check(
        machine(json!({"status": "failed", "error": "internalError"})),
        &expect![[r#"
        explained: machine `bot-01` could not be made, with the error `internalError`; no rule that is broken explains it
          waiting: waiting helps: the cause may go away by itself; then try again
          next: try again; if it persists, ask Microsoft support ["machine-creator","microsoft"]"#]],
    );
}

#[test]
fn without_an_error_the_facts_show_what_it_would_fail_with() {
    let mut patch = machine(json!({"status": "failed", "error": null}));
    merge(&mut patch, &json!({"subscriptions": {"sub-a": {"state": "disabled"}}}));
    check(
        patch,
        &expect![[r#"
        cause-found: machine `bot-01` could not be made; the likely cause is found
          likely NET003: subscription `sub-a` of network `corp` is disabled, not enabled
          waiting: waiting does not help: it fails again until somebody removes the cause
          next: in the Azure portal, under Subscriptions, settle what is open for `sub-a` and reactivate it ["billing"]
          asks /machines/bot-01/error for []"#]],
    );
}

#[test]
fn a_run_is_judged_by_what_the_error_is_about() {
    check(
        machine(
            json!({"error": "Win10AlreadyHasActiveSession", "windows": {"session": "locked", "session_user": "maker-a"}}),
        ),
        &expect![[r#"
            cause-found: machine `bot-01` is active and connected, with the error `Win10AlreadyHasActiveSession`; the likely cause is found
              likely QUE008: an unattended run on machine `bot-01` needs that no session is open, and there is one
              waiting: waiting does not help: it fails again until somebody removes the cause
              next: sign out of every session that is open on `bot-01` ["maker","machine-creator"]"#]],
    );
    check(
        machine(json!({"error": "AttendedUserNotLoggedIn"})),
        &expect![[r#"
        cause-found: machine `bot-01` is active and connected, with the error `AttendedUserNotLoggedIn`; the likely cause is found
          likely QUE007: an attended run on machine `bot-01` needs an unlocked session of `maker-a`, and there is none
          waiting: waiting does not help: it fails again until somebody removes the cause
          next: open `bot-01` in the browser and sign in with the account of the connection ["maker","machine-creator"]"#]],
    );
}

#[test]
fn where_the_code_speaks_of_signing_in_the_account_comes_first() {
    let mut patch = machine(json!({"error": "WindowsIdentityIncorrect"}));
    merge(&mut patch, &json!({"people": {"maker-a": {"account": "disabled"}}}));
    check(
        patch,
        &expect![[r#"
        cause-found: machine `bot-01` is active and connected, with the error `WindowsIdentityIncorrect`; the likely cause is found
          likely ROL025: the run signs in as `maker-a`, whose account is disabled; it must be enabled
          waiting: waiting does not help: it fails again until somebody removes the cause
          next: have the account of `maker-a` enabled or restored in Microsoft Entra ID ["maker","machine-creator","entra-application-administrator"]"#]],
    );
}

#[test]
fn the_run_of_the_case_is_the_one_that_is_looked_at() {
    let mut patch = machine(json!({"error": "WindowsIdentityIncorrect", "accounts": ["admin"]}));
    merge(
        &mut patch,
        &json!({
            "people": {"admin": {"account": "deleted"}},
            "request": {"actor": "maker-a", "run-unattended": {"machine": "bot-01", "account": "admin"}}
        }),
    );
    check(
        patch,
        &expect![[r#"
        cause-found: machine `bot-01` is active and connected, with the error `WindowsIdentityIncorrect`; the likely cause is found
          likely ROL025: the run signs in as `admin`, whose account is deleted; it must be enabled
          beside PRE027: `admin` may not sign in to machine `bot-01` by remote desktop, which a run takes (allowed: `maker-a`)
          waiting: waiting does not help: it fails again until somebody removes the cause
          next: have the account of `admin` enabled or restored in Microsoft Entra ID ["maker","machine-creator","entra-application-administrator"]"#]],
    );
}

#[test]
fn a_machine_that_is_disconnected_is_not_so_because_it_is() {
    let newest = |facts: Value| {
        let mut case = examples::golden(Book::March2025).unwrap();
        merge(&mut case, &json!({"request": null}));
        merge(&mut case, &machine(facts));
        lines(&of(&case, "bot-01", Book::March2025))
    };
    expect![[r#"
        explained: machine `bot-01` is active and disconnected; whether the cause is one that a rule foresees cannot be said yet
          possible LCY026: whether `proxy-asks-for-no-user` is met is not known
          waiting: 
          next: find out, for machine `bot-01`: a proxy between it and the service: `none`, `open`, or `signed-in-users` where it lets through only what a signed-in user asks for (`netsh winhttp show proxy`, or the network administrator) ["network-administrator"]
          asks /machines/bot-01/proxy for ["LCY026"]"#]].assert_eq(&newest(json!({"connectivity": "disconnected", "proxy": null})));
    expect![[r#"
        cause-found: machine `bot-01` is active and disconnected; the likely cause is found
          likely LCY026: the proxy of machine `bot-01` lets only signed-in users through; with nobody signed in the machine is disconnected, so it must be one that lets services through, or none
          waiting: 
          next: have the proxy let the addresses of the machine runtime through without a signed-in user, or set a proxy for the runtime that does ["network-administrator"]"#]].assert_eq(&newest(json!({"connectivity": "disconnected", "proxy": "signed-in-users"})));
    expect![[r#"
        cause-found: machine `bot-01` is active and disconnected; the likely cause is found
          likely LCY010: machine `bot-01` is active and disconnected; to be used it must be active and connected
          waiting: 
          next: open the details page of `bot-01` in Power Automate and check that it is active and connected ["machine-creator"]"#]].assert_eq(&newest(json!({"connectivity": "disconnected"})));
}

#[test]
fn a_machine_in_the_making_is_waited_for_until_that_has_taken_long() {
    let asked_for = |requested: &str| {
        let own = json!({
            "status": "provisioning", "requested": requested,
            "restarted": "none", "last_run": "none", "last_desktop_use": "none",
        });
        diagnosed(machine(own))["waiting"].clone()
    };
    expect![[r#"{"helps":"helps","says":"waiting helps: it has been in the making for 40 minutes; more than 30 minutes is usual"}"#]].assert_eq(&asked_for("2024-02-12T08:20:00Z").to_string());
    expect![[r#"{"helps":"may-help","says":"it has been in the making for 120 minutes, and an attempt may have failed: look for an error"}"#]].assert_eq(&asked_for("2024-02-12T07:00:00Z").to_string());
}

#[test]
fn a_machine_without_capacity_and_one_that_is_well() {
    check(
        machine(json!({"status": "over-capacity-deleted"})),
        &expect![[r#"
        cause-found: machine `bot-01` was deleted for want of capacity; the likely cause is found
          likely LCY023: machine `bot-01` was over-capacity-deleted and can only be deleted
          waiting: waiting does not help: it fails again until somebody removes the cause
          next: delete `bot-01` and create a new machine in its place ["machine-creator"]"#]],
    );
    check(
        machine(json!({"connectivity": "disconnected"})),
        &expect![[r#"
        cause-found: machine `bot-01` is active and disconnected; the likely cause is found
          likely LCY010: machine `bot-01` is active and disconnected; to be used it must be active and connected
          waiting: 
          next: open the details page of `bot-01` in Power Automate and check that it is active and connected ["machine-creator"]"#]],
    );
    check(
        json!({}),
        &expect![[r"
        nothing-found: machine `bot-01` is active and connected
          waiting: 
          next:  null"]],
    );
}

/// That a check failed is no cause of a check that failed: which one is asked, and leads to the fact behind it.
#[test]
fn the_check_that_failed_is_asked_for_and_leads_to_the_cause() {
    let failed = |connection: Value| {
        let mut patch = machine(json!({"status": "failed", "error": "canaryCheckUnpass"}));
        merge(&mut patch, &json!({"networks": {"corp": {"connection": connection}}}));
        patch
    };
    let told = diagnosed(failed(json!({"health": "failed"})));
    assert_eq!(told["conclusion"], "explained", "{told}");
    assert_eq!(told["causes"], json!([]), "{told}");
    let asked: Vec<&str> =
        told["questions"].as_array().unwrap().iter().filter_map(|question| question["at"].as_str()).collect();
    assert_eq!(asked, ["/networks/corp/connection/health_error"]);
    let mut patch =
        failed(json!({"health": "failed", "health_error": "resourceAvailabilityCheckNoSubnetIP"}));
    merge(&mut patch, &json!({"networks": {"corp": {"subnet": {"free": 0}}}}));
    let told = diagnosed(patch);
    assert_eq!(told["check_code"]["code"], "resourceAvailabilityCheckNoSubnetIP");
    assert_eq!((&told["causes"][0]["rule"], &told["conclusion"]), (&json!("NET005"), &json!("cause-found")));
}

#[test]
fn of_what_nothing_is_known_everything_is_asked() {
    let case = json!({"as_of": "2024-02-12", "machines": {"m": {}}});
    let diagnosis = of(&case, "m", Book::General);
    assert_eq!(diagnosis["conclusion"], "needs-facts");
    let asked: Vec<&str> = diagnosis["questions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|asked| asked["at"].as_str().unwrap())
        .collect();
    assert_eq!(asked, ["/machines/m/status", "/machines/m/error", "/machines/m/creator"]);
}

#[test]
fn bad_input_is_refused() {
    let case = json!({"as_of": "2024-02-12", "machines": {"bot-01": {}}});
    let refused = |request: Value| {
        let answer: Value = serde_json::from_str(&verbs::text::diagnose(&request.to_string())).unwrap();
        let error = answer["error"].clone();
        format!("{} {}: {}; {}", error["code"], error["at"], error["message"], error["help"])
    };
    let lines = [
        refused(json!({"case": case, "machine": "bot-1"})),
        refused(json!({"case": case})),
        refused(json!({"case": {"machines": {"bot-01": {}}}, "machine": "bot-01"})),
        refused(json!({"case": case, "machine": "bot-01", "options": {"rulebook": "2020-01-01"}})),
    ];
    expect![[r#"
        "unknown-reference" "/machine": "there is no `bot-1` under `machines`"; "did you mean `bot-01`?"
        "missing-field" "": "the field `machine` is missing"; "add `machine`"
        "missing-field" "/as_of": "the field `as_of` is missing"; "say which instant is judged: `as_of: 2024-02-12`"
        "not-in-force" "/options/rulebook": "there is no rulebook of 2020-01-01: the first is of 2022-12-12"; "choose a later day""#]].assert_eq(&lines.join("\n"));
}

#[test]
fn an_error_that_is_not_known_is_said_to_be_so() {
    let diagnosis = diagnosed(machine(json!({"status": "failed", "error": "noEnoughIpAdress"})));
    expect!["machine `bot-01` could not be made, with the error `noEnoughIpAdress`, which is not known to this rulebook (did you mean `noEnoughIpAddress`?)"].assert_eq(diagnosis["says"].as_str().unwrap());
    assert_eq!(diagnosis["conclusion"], "unknown-error");
    // A rule that is broken as well does not make it known.
    let mut patch = machine(json!({"status": "failed", "error": "NeverHeardOf"}));
    merge(&mut patch, &json!({"images": {"finance": {"generation": 1}}}));
    assert_eq!(diagnosed(patch)["conclusion"], "unknown-error");
}

/// Every published code is explained on a machine, and its causes are the rules that foresee it.
#[test]
fn every_published_code_is_told_with_the_rules_that_foresee_it() {
    for published in published::all() {
        let diagnosis = diagnosed(machine(json!({"status": "failed", "error": published.code})));
        assert_eq!(diagnosis["error_code"]["code"], published.code);
        assert!(diagnosis["says"].as_str().unwrap().contains(published.code), "{diagnosis}");
        assert!(diagnosis["next"]["says"].is_string(), "{diagnosis}");
        for cause in diagnosis["causes"].as_array().unwrap() {
            let foresees = published.foresight.rules().iter().any(|rule| cause["rule"] == *rule);
            assert_eq!(foresees, cause["likelihood"] != "beside", "{} {cause}", published.code);
        }
    }
}

/// What the simulation lets a broken rule lead to, a diagnosis leads back to that rule.
#[test]
fn what_a_broken_rule_leads_to_leads_back_to_it() {
    let mut traced = 0_u32;
    for (rule, code) in CAUSED_BY {
        let rule = rules::find(rule.code()).unwrap();
        for (example, book, case) in examples::of(rule).filter(|(example, _, _)| example.verdict == "broken")
        {
            let mut case = case.unwrap();
            let asked = case["request"]["create-machine"].clone();
            let (Some(environment), Some(1) | None) =
                (asked["environment"].as_str(), asked["count"].as_u64())
            else {
                continue;
            };
            // The machine that the example asks for is there, and failed.
            let count = &case["environments"][environment]["hosted_machines"];
            let count = count.as_u64().map_or(Value::Null, |count| json!(count + 1));
            let failed = json!({
                "environment": environment, "creator": case["request"]["actor"], "status": "failed", "error": code.word(),
                "image": asked["image"], "network": asked.get("network").cloned().unwrap_or_else(|| json!("none")),
            });
            let patch = json!({
                "request": null, "machines": {"failed": failed},
                "environments": {environment: {"hosted_machines": count}},
            });
            merge(&mut case, &patch);
            let diagnosis = of(&case, "failed", book);
            let likely = diagnosis["causes"]
                .as_array()
                .unwrap()
                .iter()
                .any(|cause| cause["rule"] == rule.id.code() && cause["likelihood"] == "likely");
            assert!(likely, "{} `{}` of `{code}`: {diagnosis}", rule.id.code(), example.note);
            traced += 1;
        }
    }
    assert!(traced > 30, "only {traced} traced back");
}
