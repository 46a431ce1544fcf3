//! Scenarios with a hand calculation each: what they must show stands in the tests.

use super::{answer, ended, run, told};
use crate::TestObserver;
use expect_test::{Expect, expect};
use greenlight_json::patch::merge;
use serde_json::{Value, json};

const BASE: &str = include_str!("scenarios/base.json");

/// The facts that the scenarios share, with what a scenario has of its own.
pub(super) fn scenario(own: &str) -> Value {
    let mut scenario = serde_json::from_str(BASE).unwrap();
    merge(&mut scenario, &serde_json::from_str(own).unwrap());
    scenario
}

pub(super) fn with(own: &str, patch: Value) -> Value {
    let mut scenario = scenario(own);
    merge(&mut scenario, &patch);
    scenario
}

/// The messages of a part of the summary.
pub(super) fn messages(summary: &Value, part: &str) -> String {
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

pub(super) fn count(summary: &Value, what: &str) -> u64 {
    summary["machines"][what].as_u64().unwrap()
}

/// What failed attempts go back to: attempts, those with another code, machines.
pub(super) fn failures(summary: &Value) -> String {
    let line = |line: &Value| {
        let led_to = line["led_to"].as_array().into_iter().flatten();
        let led_to = led_to.map(|it| format!(", {} as {}", it["attempts"], it["code"].as_str().unwrap()));
        let led_to = led_to.collect::<Vec<_>>().concat();
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

const TRIAL_ENDS: &str = include_str!("scenarios/trial-ends.json");

#[test]
fn the_end_of_a_trial_is_an_event_and_nothing_is_accepted_after_it() {
    let summary = run(&scenario(TRIAL_ENDS));
    expect![[r#"
        2025-06-11T00:00:00Z the trial of the hosted capacity ends on 2025-06-11: its units are gone
        2025-06-11T00:00:00Z environment `prod` has 0 units, and 15 machines stand without one: `bot-15`, `bot-14`, `bot-13` and 12 more"#]].assert_eq(&ends(&summary));
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
        2025-06-07T00:00:00Z environment `prod` has 0 units, and 6 machines stand without one: `old-06`, `old-05`, `old-04` and 3 more
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
        2025-06-05T09:00:00Z `ana` wants to run unattended (`bot-01`): refused, because of ROL025, LCY022
        2025-06-05T09:10:00Z `ben` wants to run unattended (`bot-01`): refused, because of ROL025, LCY022
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
    let mut before = with(GERMANY, json!({"as_of": "2024-06-03T08:00:00Z"}));
    for scope in ["resource-group/rg", "virtual-network/vnet"] {
        let grant = json!({"principal": "windows-365", "role": "Network Contributor", "scope": scope});
        before["subscriptions"]["sub"]["grants"].as_array_mut().unwrap().push(grant);
    }
    let told = answer(&before, json!({"rulebook": "2024-01-24"}), &mut TestObserver::default());
    expect![[r#"
        `ana` asks for 3 machines, `bot-01` to `bot-03`: refused, because of GEO004
        `ana` asks for 2 machines, `bot-04` to `bot-05`: all accepted"#]]
    .assert_eq(&messages(&serde_json::from_str(&told).unwrap(), "requests"));
    check(HYBRID_SYNC, expect!["`ana` asks for 20 machines, `bot-01` to `bot-20`: all accepted"]);
}
