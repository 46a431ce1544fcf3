//! Scenarios with a hand calculation each: what they must show stands in the tests.

use super::{answer, ended, run, told};
use crate::TestObserver;
use expect_test::{Expect, expect};
use greenlight_json::patch::merge;
use serde_json::{Value, json};

const BASE: &str = include_str!("scenarios/base.json");

/// The facts that the scenarios share, with what a scenario has of its own.
fn scenario(own: &str) -> Value {
    let mut scenario = serde_json::from_str(BASE).unwrap();
    merge(&mut scenario, &serde_json::from_str(own).unwrap());
    scenario
}

fn with(own: &str, patch: Value) -> Value {
    let mut scenario = scenario(own);
    merge(&mut scenario, &patch);
    scenario
}

/// The messages of a part of the summary.
fn messages(summary: &Value, part: &str) -> String {
    let lines = summary[part].as_array().unwrap().iter();
    lines.map(|line| line["message"].as_str().unwrap()).collect::<Vec<_>>().join("\n")
}

/// The lines of the timeline that are about the end of something.
fn ends(summary: &Value) -> String {
    let of = |line: &Value| {
        (line["kind"] == "end")
            .then(|| format!("{} {}", line["at"].as_str().unwrap(), line["message"].as_str().unwrap()))
    };
    summary["timeline"].as_array().unwrap().iter().filter_map(of).collect::<Vec<_>>().join("\n")
}

/// What became of objectives.
fn objectives(scenario: &Value, wanted: &[&str]) -> String {
    let answer = answer(scenario, json!({"objectives": wanted}), &mut TestObserver::default());
    messages(&serde_json::from_str(&answer).unwrap(), "objectives")
}

fn count(summary: &Value, what: &str) -> u64 {
    summary["machines"][what].as_u64().unwrap()
}

/// What failed attempts go back to: attempts, those with another code, machines.
fn failures(summary: &Value) -> String {
    let line = |line: &Value| {
        let led_to = line["led_to"].as_array().map_or(String::new(), |led_to| {
            led_to
                .iter()
                .map(|it| format!(", {} as {}", it["attempts"], it["code"].as_str().unwrap()))
                .collect()
        });
        let word = |key: &str| line[key].as_str().unwrap();
        format!(
            "{} ({}): {} attempts{led_to}, {} machines",
            word("code"),
            word("because"),
            line["attempts"],
            line["machines"]
        )
    };
    summary["failures"].as_array().unwrap().iter().map(line).collect::<Vec<_>>().join("\n")
}

const TWO_TRANCHES: &str = include_str!("scenarios/two-tranches.json");

/// 200 machines, and units for 50 of them, from d7 for 100: the other 100 are refused, and nobody asks again.
#[test]
fn shares_and_percentiles_are_over_all_that_were_asked_for() {
    let summary = run(&scenario(TWO_TRANCHES));
    assert_eq!(
        (count(&summary, "total"), count(&summary, "refused"), count(&summary, "active")),
        (200, 100, 100)
    );
    let times = &summary["time_to_active_ms"];
    let number = |key: &str| times[key].as_u64();
    assert_eq!(
        ["requested", "became_active", "never", "share_ppm"].map(number),
        [200, 100, 100, 500_000].map(Some)
    );
    assert!(number("p50").is_some() && number("p90").is_none() && number("max").is_none());
    let alone = &times["of_those_that_became_active"];
    assert_eq!((alone["count"].as_u64(), alone["max"].as_u64()), (Some(100), number("p50")));
    let wanted =
        ["share(ready within 90m) >= 95%", "share(ready within 90m) >= 40%", "p50 < 90m", "p90 < 90m"];
    expect![[r#"
        `share(ready within 90m) >= 95%` is missed in the one replicate there is, where it is 50 %; one replicate decides nothing: simulate more
        `share(ready within 90m) >= 40%` is met in the one replicate there is, where it is 50 %; one replicate decides nothing: simulate more
        `p50 < 90m` is met in the one replicate there is, where it is 1h3m21s; one replicate decides nothing: simulate more
        `p90 < 90m` is missed in the one replicate there is, where it is never; one replicate decides nothing: simulate more"#]].assert_eq(&objectives(&scenario(TWO_TRANCHES), &wanted));
    expect![[r#"
        `share(ready within 90m) >= 95%` is missed: it holds in 0 of 20 replicates, and is wanted in 95 % of them; it is 50 % in each
        `share(ready within 90m) >= 40%` is met: it holds in 20 of 20 replicates, and is wanted in 95 % of them; it is 50 % in each
        `p50 < 90m` is met: it holds in 20 of 20 replicates, and is wanted in 95 % of them; it is 1h1m59s in the middle one, from 58m44s to 1h6m38s over all
        `p90 < 90m` is missed: it holds in 0 of 20 replicates, and is wanted in 95 % of them; it is never in each"#]].assert_eq(&objectives(&with(TWO_TRANCHES, json!({"replicates": 20})), &wanted));
}

#[test]
fn what_is_no_objective_is_refused_where_it_stands() {
    let options = json!({"objectives": ["failed = 0", "p90 > 45m"]});
    let answer = answer(&scenario(TWO_TRANCHES), options, &mut TestObserver::default());
    let error: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(
        (&error["error"]["code"], &error["error"]["at"]),
        (&json!("invalid-value"), &json!("/options/objectives/1"))
    );
}

const SHARED_27: &str = include_str!("scenarios/shared-27.json");

/// 27 addresses for three rollouts of nine: whatever fails goes back to the endpoint check.
#[test]
fn a_shortage_is_counted_by_the_fault_that_holds_the_addresses() {
    let summary = run(&with(SHARED_27, json!({"replicates": 60})));
    expect!["endpointCheckFailed (fault): 550 attempts, 314 as noEnoughIpAddress, 162 machines"]
        .assert_eq(&failures(&summary));
    let one = run(&with(SHARED_27, json!({"replicates": 1})));
    expect![[r#"
        `ana` asks for 9 machines, `fin-01` to `fin-09`: all accepted
        `ana` asks for 9 machines, `hr-01` to `hr-09`: all accepted
        attempt 1 of `fin-03` failed with `endpointCheckFailed`: the machine cannot reach addresses that Windows 365 needs
        attempt 1 of `fin-09` failed with `endpointCheckFailed`: the machine cannot reach addresses that Windows 365 needs
        attempt 1 of `fin-01` failed with `endpointCheckFailed`: the machine cannot reach addresses that Windows 365 needs
        `ana` asks for 9 machines, `ops-01` to `ops-09`: 6 accepted, 3 refused, because of NET005
        `fin-08` is active after 31m24s
        `fin-05` is active after 32m11s
        attempt 1 of `hr-01` failed with `endpointCheckFailed`: the machine cannot reach addresses that Windows 365 needs
        `fin-07` is active after 37m46s
        `fin-02` is active after 41m29s
        attempt 1 of `hr-02` failed with `endpointCheckFailed`: the machine cannot reach addresses that Windows 365 needs
        attempt 1 of `hr-06` failed with `endpointCheckFailed`: the machine cannot reach addresses that Windows 365 needs
        `fin-06` is active after 47m52s
        `hr-08` is active after 35m3s
        attempt 1 of `ops-03` failed with `endpointCheckFailed`: the machine cannot reach addresses that Windows 365 needs
        attempt 2 of `hr-01` failed with `noEnoughIpAddress`: the subnet has no free address left; 7 addresses are still held by attempts that failed with `endpointCheckFailed`
        `hr-03` is active after 36m41s
        attempt 1 of `ops-06` failed with `endpointCheckFailed`: the machine cannot reach addresses that Windows 365 needs
        `hr-05` is active after 40m11s
        `fin-04` is active after 55m24s
        attempt 3 of `hr-01` failed with `noEnoughIpAddress`: the subnet has no free address left; 8 addresses are still held by attempts that failed with `endpointCheckFailed`
        `hr-01` failed for good after 3 attempts because of `endpointCheckFailed`: let the required addresses of Windows 365 through; addresses were still held after that, so that the last attempt failed with `noEnoughIpAddress`
        attempt 2 of `hr-06` failed with `noEnoughIpAddress`: the subnet has no free address left; 8 addresses are still held by attempts that failed with `endpointCheckFailed`
        `hr-04` is active after 43m41s
        attempt 2 of `hr-02` failed with `noEnoughIpAddress`: the subnet has no free address left; 8 addresses are still held by attempts that failed with `endpointCheckFailed`
        attempt 2 of `ops-03` failed with `noEnoughIpAddress`: the subnet has no free address left; 8 addresses are still held by attempts that failed with `endpointCheckFailed`
        `ops-01` is active after 32m24s
        `hr-07` is active after 48m59s
        attempt 3 of `hr-06` failed with `noEnoughIpAddress`: the subnet has no free address left; 8 addresses are still held by attempts that failed with `endpointCheckFailed`
        `hr-06` failed for good after 3 attempts because of `endpointCheckFailed`: let the required addresses of Windows 365 through; addresses were still held after that, so that the last attempt failed with `noEnoughIpAddress`
        `ops-02` is active after 35m25s
        attempt 3 of `hr-02` failed with `noEnoughIpAddress`: the subnet has no free address left; 8 addresses are still held by attempts that failed with `endpointCheckFailed`
        `hr-02` failed for good after 3 attempts because of `endpointCheckFailed`: let the required addresses of Windows 365 through; addresses were still held after that, so that the last attempt failed with `noEnoughIpAddress`
        `hr-09` is active after 52m16s
        `fin-01` is active after 1h10m50s, on attempt 2
        attempt 3 of `ops-03` failed with `noEnoughIpAddress`: the subnet has no free address left; 8 addresses are still held by attempts that failed with `endpointCheckFailed`
        `ops-03` failed for good after 3 attempts because of `endpointCheckFailed`: let the required addresses of Windows 365 through; addresses were still held after that, so that the last attempt failed with `noEnoughIpAddress`
        attempt 2 of `ops-06` failed with `noEnoughIpAddress`: the subnet has no free address left; 8 addresses are still held by attempts that failed with `endpointCheckFailed`
        `fin-09` is active after 1h16m21s, on attempt 2
        `ops-04` is active after 47m29s
        `ops-05` is active after 51m9s
        attempt 3 of `ops-06` failed with `noEnoughIpAddress`: the subnet has no free address left; 8 addresses are still held by attempts that failed with `endpointCheckFailed`
        `ops-06` failed for good after 3 attempts because of `endpointCheckFailed`: let the required addresses of Windows 365 through; addresses were still held after that, so that the last attempt failed with `noEnoughIpAddress`
        `fin-03` is active after 1h23m32s, on attempt 2"#]].assert_eq(&messages(&one, "timeline"));
}

/// Each machine alone has room for its retries; nine together do not.
#[test]
fn what_the_rules_warn_of_a_batch_survives() {
    let summary = run(&with(SHARED_27, json!({"replicates": 3})));
    let line = |line: &Value| {
        format!(
            "{} ({}): {}",
            line["code"].as_str().unwrap(),
            line["requests"],
            line["message"].as_str().unwrap()
        )
    };
    let warned: Vec<String> = summary["warned"].as_array().unwrap().iter().map(line).collect();
    expect!["NET006 (4): the subnet of network `vnet` has 18 addresses free, but 27 may be needed if provisioning has to be tried again"].assert_eq(&warned.join("\n"));
    let codes = |request: &Value| -> Vec<String> {
        let findings = request["findings"].as_array().into_iter().flatten();
        findings
            .map(|it| format!("{} {}", it["level"].as_str().unwrap(), it["code"].as_str().unwrap()))
            .collect()
    };
    let of: Vec<_> = summary["requests"].as_array().unwrap().iter().map(codes).collect();
    expect![[r#"[[], ["warning NET006"], ["error NET005"]]"#]].assert_eq(&format!("{of:?}"));
}

/// The tenth machine of the first rollout has no unit, so that the others stay as they are; so do all in another order.
#[test]
fn one_more_machine_and_another_order_change_nothing_for_the_others() {
    let lives = |scenario: &Value| -> Vec<String> {
        let summary = run(scenario);
        let machines = summary["each_machine"].as_array().unwrap().iter();
        let told = machines.filter(|it| it["name"] != "fin-10");
        let mut told: Vec<String> =
            told.map(|it| format!("{} {}", it["message"], it["failed_attempts"])).collect();
        told.sort();
        told
    };
    let whole = with(SHARED_27, json!({"replicates": 1}));
    let (mut more, mut turned) = (whole.clone(), whole.clone());
    more["timeline"][0]["create-machine"]["count"] = json!(10);
    turned["timeline"].as_array_mut().unwrap().reverse();
    assert_eq!(lives(&whole), lives(&more));
    assert_eq!(lives(&whole), lives(&turned));
}

#[test]
fn totals_say_over_what() {
    let summary = run(&with(SHARED_27, json!({"replicates": 3})));
    assert_eq!((&summary["totals_over_replicates"], &summary["shown_replicate"]), (&json!(3), &json!(0)));
    assert_eq!(count(&summary, "total"), 81);
    assert_eq!(summary["each_machine"].as_array().unwrap().len(), 27);
}

const TRIAL_ENDS: &str = include_str!("scenarios/trial-ends.json");

#[test]
fn the_end_of_a_trial_is_an_event_and_nothing_is_accepted_after_it() {
    let summary = run(&scenario(TRIAL_ENDS));
    expect![[r#"
        2025-06-11T00:00:00Z the trial of the hosted capacity ends on 2025-06-11: its units are gone
        2025-06-11T00:00:00Z environment `prod` has 0 units, and 15 machines without one: `bot-15`, `bot-14`, `bot-13` and 12 more"#]].assert_eq(&ends(&summary));
    assert_eq!((count(&summary, "total"), count(&summary, "refused")), (25, 10));
    expect![[r#"
        `ana` asks for 5 machines, `bot-01` to `bot-05`: all accepted
        `ana` asks for 5 machines, `bot-06` to `bot-10`: all accepted
        `ana` asks for 5 machines, `bot-11` to `bot-15`: all accepted
        `ana` asks for 5 machines, `bot-16` to `bot-20`: refused, because of LIC017
        `ana` asks for 5 machines, `bot-21` to `bot-25`: refused, because of LIC017"#]]
    .assert_eq(&messages(&summary, "requests"));
}

/// Asked for before the trial ends, and tried again after it.
#[test]
fn an_attempt_that_begins_after_the_trial_does_not_become_active() {
    let asked = |at: &str| {
        let summary = run(&with(
            TRIAL_ENDS,
            json!({
                "timeline": [{"at": at, "actor": "ana", "create-machine":
                    {"environment": "prod", "name": "m", "image": "img", "network": "vnet"}}],
                "faults": [{"code": "internalError", "phase": "capacity", "until": "2025-06-11T00:05:00Z"}],
                "durations": {"checks": "1m", "capacity": "10m", "retry-wait": "1m"},
            }),
        ));
        ended(&summary, "m")
    };
    expect!["internalError (fault), licenseNotFound (fact), licenseNotFound (fact), failed"]
        .assert_eq(&asked("2025-06-10T23:50:00Z"));
    // Its only attempt began before.
    expect!["removed"].assert_eq(&asked("2025-06-10T23:58:00Z"));
}

const IMAGE_UPDATE: &str = include_str!("scenarios/image-update.json");

/// Twenty machines are deleted and made again on a subnet of twenty addresses: those deleted hold theirs for hours.
#[test]
fn deleted_machines_hold_their_addresses_for_a_while() {
    let summary = run(&scenario(IMAGE_UPDATE));
    assert_eq!(count(&summary, "total"), 40);
    let refused = summary["refusals"].as_array().unwrap();
    assert_eq!((count(&summary, "deleted"), &refused[0]["code"], refused.len()), (20, &json!("NET005"), 1));
    assert!(count(&summary, "active") < 20, "{summary}");
}

const IDLE_REMOVAL: &str = include_str!("scenarios/idle-removal.json");

/// Capacity lapses on d5: what was idle for 14 days by then is removed at once, the others on their day; a restart is no use.
#[test]
fn use_is_what_the_rules_call_use() {
    let summary = run(&scenario(IDLE_REMOVAL));
    expect![[r#"
        2025-06-06T09:00:00Z `ana` wants to restart (`old-03`): accepted
        2025-06-06T09:00:00Z `old-03` restarts and cannot be used meanwhile
        2025-06-06T09:06:35.216Z `old-03` is back after the restart
        2025-06-07T00:00:00Z `environments.prod.hosted_process` becomes 0
        2025-06-07T00:00:00Z environment `prod` has 0 units, and 6 machines without one: `old-06`, `old-05`, `old-04` and 3 more
        2025-06-07T00:00:00Z `old-01` is removed for inactivity: it stays visible and cannot be used
        2025-06-07T00:00:00Z `old-02` is removed for inactivity: it stays visible and cannot be used
        2025-06-07T00:00:00Z `old-03` is removed for inactivity: it stays visible and cannot be used
        2025-06-07T00:00:00Z `old-04` is removed for inactivity: it stays visible and cannot be used
        2025-06-07T22:00:00Z `old-05` is removed for inactivity: it stays visible and cannot be used
        2025-06-08T22:00:00Z `old-06` is removed for inactivity: it stays visible and cannot be used
        2025-06-10T09:00:00Z `ana` wants to run unattended (`old-02`): refused, because of LCY023
        2025-06-11T09:00:00Z `ana` wants to restart (`old-04`): refused, because of LCY023
        2025-06-12T00:00:00Z `environments.prod.hosted_process` becomes 1
        2025-06-14T00:00:00Z `environments.prod.hosted_process` becomes 0"#]].assert_eq(&told(&summary));
}

#[test]
fn a_machine_that_was_never_used_counts_from_its_request() {
    let mut never = scenario(IDLE_REMOVAL);
    let machine =
        json!({"last_run": "none", "last_desktop_use": "none", "requested": "2025-05-28T10:00:00Z"});
    merge(&mut never["machines"]["old-01"], &machine);
    never["timeline"] = json!([
        {"at": "d0T09:00", "actor": "ana", "create-machine": {"environment": "prod", "name": "m", "image": "img", "network": "vnet"}},
        {"at": "d5", "change": {"environments": {"prod": {"hosted_process": 0}}}},
    ]);
    never["environments"]["prod"]["hosted_process"] = json!(7);
    let summary = run(&never);
    let removed = |name: &str| {
        let lines = summary["timeline"].as_array().unwrap().iter();
        let mut lines = lines.filter(|line| line["machine"] == name && line["level"] == "error");
        lines.next().map(|line| line["at"].as_str().unwrap().to_owned())
    };
    assert_eq!(removed("old-01").as_deref(), Some("2025-06-11T10:00:00Z"));
    assert_eq!(removed("m").as_deref(), Some("2025-06-16T09:00:00Z"));
}

/// Chance spared it until the rulebook says that it is removed.
#[test]
fn a_removal_that_becomes_certain_is_seen_that_day() {
    let mut idle = scenario(IDLE_REMOVAL);
    idle["as_of"] = json!("2025-03-01T08:00:00Z");
    idle["timeline"] = json!([]);
    idle["assumptions"] = json!({"removal_ppm": 0});
    idle["environments"]["prod"]["hosted_process"] = Value::Null;
    idle["environments"]["prod"]["hosted_rpa_addons"] = json!(0);
    for machine in idle["machines"].as_object_mut().unwrap().values_mut() {
        machine["requested"] = json!("2025-01-01");
        machine["last_run"] = json!("2025-02-20T10:00:00Z");
    }
    let removed = |summary: Value| -> Vec<String> {
        let lines = summary["timeline"].as_array().unwrap().iter().filter(|line| line["level"] == "error");
        lines.map(|line| format!("{} {}", line["at"], line["machine"])).collect()
    };
    let found = removed(run(&idle));
    let all = (1..=6).map(|n| format!("\"2025-03-10T00:00:00Z\" \"old-0{n}\"")).collect::<Vec<_>>();
    assert_eq!(found, all);
}

const NIC_POLICY: &str = include_str!("scenarios/nic-policy.json");

#[test]
fn a_policy_that_is_known_refuses_and_one_that_is_not_burns_attempts() {
    let known = run(&scenario(NIC_POLICY));
    assert_eq!((count(&known, "refused"), count(&known, "active")), (15, 25));
    expect![[r#""#]].assert_eq(&failures(&known));
    let mut fault = scenario(NIC_POLICY);
    let asked: Vec<Value> = fault["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it.get("change").is_none())
        .cloned()
        .collect();
    fault["timeline"] = json!(asked);
    fault["faults"] = json!([{"code": "requestDisallowedByPolicy", "from": "d2", "until": "d5"}]);
    let unknown = run(&fault);
    expect!["requestDisallowedByPolicy (fault): 45 attempts, 15 machines"].assert_eq(&failures(&unknown));
    // On the third day, two hours after the last request, each attempt's address is still held.
    fault["timeline"].as_array_mut().unwrap().truncate(3);
    fault["horizon"] = json!("51h");
    let early = run(&fault);
    let address =
        early["resources"].as_array().unwrap().iter().find(|it| it["resource"] == "address").unwrap();
    expect![[
        r#"{"held":15,"limit":200,"of":"vnet","peak":25,"refusals":0,"resource":"address","taken":25}"#
    ]]
    .assert_eq(&address.to_string());
}

const MAKER_LEAVES: &str = include_str!("scenarios/maker-leaves.json");

#[test]
fn a_creator_who_leaves_ends_what_depends_on_it() {
    let summary = run(&scenario(MAKER_LEAVES));
    expect![[r#"
        2025-06-02T09:00:00Z `ana` asks for 4 machines, `bot-01` to `bot-04`: all accepted
        2025-06-02T09:36:37.664Z `bot-02` is active after 36m37s
        2025-06-02T09:41:32.034Z `bot-03` is active after 41m32s
        2025-06-02T09:43:10.925Z `bot-01` is active after 43m10s
        2025-06-02T09:52:36.336Z `bot-04` is active after 52m36s
        2025-06-03T09:00:00Z `ana` wants to share machine (`bot-01`): accepted
        2025-06-04T09:00:00Z `ana` asks for 2 machines, `late-01` to `late-02`: all accepted
        2025-06-04T09:10:00Z `people.ana.account` becomes deleted
        2025-06-04T09:10:00Z `ana` no longer exists; what is being provisioned for `ana` does not become ready: `late-01`, `late-02`; nobody else can sign in to `bot-01`, `bot-02`, `bot-03` and 1 more
        2025-06-04T09:10:00Z `bot-01` is shared with `ben`, whose flows ran on it with the connection of `ana`: they stop until another connection is theirs
        2025-06-04T09:10:10.312Z attempt 1 of `late-02` failed with `userNotFound`: the creator of the machine no longer exists
        2025-06-04T09:17:14.868Z attempt 2 of `late-02` failed with `userNotFound`: the creator of the machine no longer exists
        2025-06-04T09:23:05.292Z attempt 3 of `late-02` failed with `userNotFound`: the creator of the machine no longer exists
        2025-06-04T09:23:05.292Z `late-02` failed for good after 3 attempts because of `userNotFound`: restore the user, then try again
        2025-06-04T09:30:08.866Z attempt 1 of `late-01` failed with `userNotFound`: the creator of the machine no longer exists
        2025-06-04T09:34:23.366Z attempt 2 of `late-01` failed with `userNotFound`: the creator of the machine no longer exists
        2025-06-04T09:40:28.452Z attempt 3 of `late-01` failed with `userNotFound`: the creator of the machine no longer exists
        2025-06-04T09:40:28.452Z `late-01` failed for good after 3 attempts because of `userNotFound`: restore the user, then try again
        2025-06-05T09:00:00Z `ana` wants to run unattended (`bot-01`): refused, because of LCY022
        2025-06-05T09:10:00Z `ben` wants to run unattended (`bot-01`): refused, because of LCY022
        2025-06-06T09:00:00Z `ben` wants to open in browser (`bot-01`): refused, because of ROL008
        2025-06-07T09:00:00Z `ben` wants to delete (`bot-02`): refused, because of ROL011
        2025-06-07T09:10:00Z `ben` wants to delete (`bot-01`): accepted
        2025-06-07T09:10:00Z `bot-01` is being deleted
        2025-06-07T09:17:36.335Z `bot-01` is deleted"#]].assert_eq(&told(&summary));
    expect![[r#"
        `bot-02` was made by somebody who no longer exists, and nobody else can sign in to it: have another maker create a machine in its place
        `bot-03` was made by somebody who no longer exists, and nobody else can sign in to it: have another maker create a machine in its place
        `bot-04` was made by somebody who no longer exists, and nobody else can sign in to it: have another maker create a machine in its place
        `late-01` failed: mend the cause, delete it and create it again
        `late-02` failed: mend the cause, delete it and create it again"#]].assert_eq(&messages(&summary, "obligations"));
}

/// A synchronisation every hour instead of every five minutes costs about half an hour at the median; the step ends after 90 minutes.
#[test]
fn a_machine_of_a_local_domain_waits_for_the_synchronisation() {
    let times = |minutes: u64, patch: Value| {
        let mut scenario =
            with(HYBRID_SYNC, json!({"networks": {"vnet": {"domain": {"sync_minutes": minutes}}}}));
        merge(&mut scenario, &patch);
        let times = run(&scenario)["time_to_active_ms"].clone();
        assert_eq!(times["never"], 0, "{times}");
        ["p50", "max"].map(|key| times[key].as_u64().unwrap() / 60_000)
    };
    let often = json!({"replicates": 100});
    let ([hourly, _], [frequent, _]) = (times(60, often.clone()), times(5, often));
    assert!((24..=34).contains(&(hourly - frequent)), "{hourly} {frequent}");
    let rest =
        ["checks", "capacity", "network", "image", "virtual-machine", "intune-enrolment", "registration"];
    let mut durations: serde_json::Map<String, Value> =
        rest.iter().map(|word| ((*word).to_owned(), json!("10m"))).collect();
    durations.insert("domain-join".to_owned(), json!("80m"));
    assert_eq!(times(60, json!({"replicates": 20, "durations": durations}))[1], 160);
    durations.insert("hybrid-join".to_owned(), json!("2h"));
    assert_eq!(times(60, json!({"replicates": 1, "durations": durations})), [190, 190]);
}

const GERMANY: &str = include_str!("scenarios/germany.json");
/// Ten units: eight machines are asked for, and four bots are committed.
#[test]
fn committed_bots_take_units_beside_machines() {
    let summary = run(&scenario(GROUP_ON_DEMAND));
    let licence = &summary["resources"][0];
    let machines = count(&summary, "total") - count(&summary, "refused");
    assert_eq!((&licence["resource"], licence["peak"].as_u64()), (&json!("licence"), Some(machines + 4)));
}

const GROUP_ON_DEMAND: &str = include_str!("scenarios/group-on-demand.json");
const HYBRID_SYNC: &str = include_str!("scenarios/hybrid-sync.json");

fn check(own: &str, expected: Expect) {
    expected.assert_eq(&messages(&run(&with(own, json!({"replicates": 1}))), "requests"));
}

#[test]
fn other_scenarios_are_judged() {
    check(
        GERMANY,
        expect![[r#"
        `ana` asks for 3 machines, `bot-01` to `bot-03`: all accepted
        `ana` asks for 2 machines, `bot-04` to `bot-05`: all accepted"#]],
    );
    check(HYBRID_SYNC, expect!["`ana` asks for 20 machines, `bot-01` to `bot-20`: all accepted"]);
}
