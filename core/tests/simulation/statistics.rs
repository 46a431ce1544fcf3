//! Figures of scenarios: over what they are, what failures are counted by, which objectives hold.

use super::scenarios::{count, failures, messages, scenario, with};
use super::{answer, run};
use crate::TestObserver;
use expect_test::expect;
use serde_json::{Value, json};

/// What became of objectives.
fn objectives(scenario: &Value, wanted: &[&str]) -> String {
    let answer = answer(scenario, json!({"objectives": wanted}), &mut TestObserver::default());
    messages(&serde_json::from_str(&answer).unwrap(), "objectives")
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
    // And so does whatever is refused: there is an address for each.
    let refusal = &summary["refusals"][0];
    assert_eq!((&refusal["code"], &refusal["held_back"]), (&json!("NET005"), &refusal["requests"]));
    assert_eq!(summary["failures"][0]["refused"], refusal["requests"]);
    let one = run(&with(SHARED_27, json!({"replicates": 1})));
    expect![[r#"
        `ana` asks for 9 machines, `fin-01` to `fin-09`: all accepted
        `ana` asks for 9 machines, `hr-01` to `hr-09`: all accepted
        attempt 1 of `fin-03` failed with `endpointCheckFailed`: the machine cannot reach addresses that Windows 365 needs
        attempt 1 of `fin-09` failed with `endpointCheckFailed`: the machine cannot reach addresses that Windows 365 needs
        attempt 1 of `fin-01` failed with `endpointCheckFailed`: the machine cannot reach addresses that Windows 365 needs
        `ana` asks for 9 machines, `ops-01` to `ops-09`: 6 accepted, 3 refused, because of NET005; 3 addresses are still held by attempts that failed with `endpointCheckFailed`
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
