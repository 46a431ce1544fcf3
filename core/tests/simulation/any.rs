//! Whatever the scenario, what must always hold.

use super::{answer, rollout, trace};
use crate::TestObserver;
use greenlight_core::lifecycle::machine::{Signal, Transition, next};
use greenlight_core::verbs;
use greenlight_core::vocabulary::Phase;
use greenlight_core::vocabulary::ProvisioningCode;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn entry() -> impl Strategy<Value = Value> {
    let machine = || select(vec!["m-01", "m-02", "m-03", "pilot-01", "lab-01"]);
    let place = || {
        select(vec![
            ("finance", json!("finance-desktop"), json!("paris")),
            ("lab", json!("default"), Value::Null),
        ])
    };
    let at = (0_u32..20, 9_u32..24, 0_u32..60)
        .prop_map(|(day, hour, minute)| format!("d{day}T{hour:02}:{minute:02}"));
    let what = prop_oneof![
        4 => (place(), 1_u32..5).prop_map(|((environment, image, network), count)| {
            ("create-machine", json!({"environment": environment, "image": image, "network": network, "name": "m", "count": count}))
        }),
        2 => (machine(), select(vec!["delete", "restart", "run-unattended", "open-in-browser", "edit"]))
            .prop_map(|(machine, action)| (action, json!({"machine": machine}))),
        2 => (machine(), select(vec!["connection-lost", "connection-restored", "connections-rebound", "prepared"]))
            .prop_map(|(machine, event)| (event, json!({"machine": machine}))),
        1 => (0_u64..9).prop_map(|addons| ("change", json!({"environments": {"lab": {"hosted_rpa_addons": addons}}}))),
        1 => (0_u64..9).prop_map(|limit| ("azure-capacity", json!({"northeurope": limit}))),
    ];
    (at, select(vec!["ana", "carla"]), what).prop_map(|(at, actor, (word, details))| {
        let mut entry = json!({"at": at, word: details});
        if greenlight_core::facts::request::Action::find(word).is_some() {
            entry["actor"] = json!(actor);
        }
        entry
    })
}

fn fault() -> impl Strategy<Value = Value> {
    (select(ProvisioningCode::ALL), 0_u32..400_000, 0_u32..20).prop_map(
        |(code, ppm, day)| json!({"code": code.word(), "probability_ppm": ppm, "from": format!("d{day}")}),
    )
}

pub(super) fn scenario() -> impl Strategy<Value = Value> {
    let faults = prop::collection::vec(fault(), 0..4);
    // The three machines that entries name are always asked for.
    let timeline = prop::collection::vec(entry(), 0..14);
    (timeline, faults, any::<u16>(), 1_u32..4).prop_map(|(mut timeline, faults, seed, enrolments)| {
        timeline.push(json!({"at": "d0T08:30", "actor": "ana", "create-machine":
            {"environment": "finance", "image": "finance-desktop", "network": "paris", "name": "m", "count": 3}}));
        let mut scenario = rollout();
        scenario["timeline"] = Value::Array(timeline);
        scenario["faults"] = Value::Array(faults);
        scenario["seed"] = json!(seed.to_string());
        scenario["resources"] = json!({"enrolments_at_once": enrolments});
        scenario
    })
}

/// Every step of the trace is one of the lifecycle, and each machine goes on from where it was.
fn steps_are_of_the_lifecycle(trace: &str) {
    let mut at: BTreeMap<String, String> = BTreeMap::new();
    for line in trace.lines().skip(1) {
        let line: Value = serde_json::from_str(line).unwrap();
        let Some(signal) = line["signal"].as_str() else {
            continue;
        };
        let word = |key: &str| line[key].as_str().unwrap().to_owned();
        let phase = Phase::find(&word("from")).unwrap();
        assert_ne!(next(phase, Signal::find(signal).unwrap()), Transition::Refuse);
        if let Some(before) = at.insert(word("machine"), word("to")) {
            let anew = phase == Phase::Requested;
            assert!(before == word("from") || anew, "{before} before {line}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn stocks_hold_numbers_add_up_and_it_happens_again(scenario in scenario()) {
        let summary: Value = serde_json::from_str(&answer(&scenario, json!({}), &mut TestObserver::default())).unwrap();
        prop_assert!(summary.get("error").is_none(), "{summary}");
        let machines = summary["machines"].as_object().unwrap();
        let total = machines["total"].as_u64().unwrap();
        let parts: u64 = machines.iter().filter(|(key, _)| *key != "total").map(|(_, n)| n.as_u64().unwrap()).sum();
        prop_assert_eq!(parts, total);
        let asked: u64 = scenario["timeline"].as_array().unwrap().iter()
            .filter_map(|entry| entry["create-machine"]["count"].as_u64()).sum();
        prop_assert_eq!(total, asked);
        for resource in summary["resources"].as_array().unwrap() {
            let number = |key: &str| resource[key].as_u64();
            prop_assert!(number("taken") <= number("peak"));
            if resource["resource"] == "address" {
                prop_assert!(number("peak") <= number("limit"), "{resource}");
            }
        }
        // Licences are taken by exactly the machines that are there and have not ended.
        let lines = summary["each_machine"].as_array().unwrap();
        for environment in ["finance", "lab"] {
            let living = lines.iter().filter(|line| {
                line["environment"] == environment
                    && !["refused", "failed", "removed", "deleted"].contains(&line["ended"].as_str().unwrap())
            });
            let resources = summary["resources"].as_array().unwrap();
            let licence = resources.iter().find(|it| it["resource"] == "licence" && it["of"] == environment);
            if let Some(licence) = licence {
                prop_assert_eq!(licence["taken"].as_u64().unwrap(), living.count() as u64);
            }
        }
        let trace = trace(&scenario);
        steps_are_of_the_lifecycle(&trace);
        let again: Value = serde_json::from_str(&verbs::text::replay(&trace, &mut TestObserver::default())).unwrap();
        prop_assert_eq!(&again["same"], &json!(true));
    }
}
