//! Shards: merged in whatever order, they give the bytes of the whole simulation; what is no whole is refused.

use super::any::scenario;
use super::{answer, rollout, run};
use crate::TestObserver;
use expect_test::{Expect, expect};
use greenlight_core::verbs;
use greenlight_json::patch::merge as patch;
use proptest::prelude::*;
use serde_json::{Value, json};

/// An overlay that has an effect on the rollout.
fn overlay() -> Value {
    json!({
        "name": "Contoso", "date": "2024-02-01",
        "rules": {"IMG010": {"level": "warning", "reason": "being rebuilt"}},
        "waivers": [{"rule": "IMG004", "tenant": true, "reason": "on order", "until": "2024-06-01"}],
        "values": {"image.os-disk-max-gb": 60},
        "allow": {"images": ["finance-desktop", "default"]},
    })
}

fn shard(scenario: &Value, options: &Value, number: u32, of: u32, observer: &mut TestObserver) -> Value {
    let request =
        json!({"scenario": scenario, "shard": {"number": number, "of": of}, "options": options}).to_string();
    let shard: Value = serde_json::from_str(&verbs::text::shard(&request, observer)).unwrap();
    assert!(shard.get("error").is_none(), "{shard}");
    shard
}

fn shards(scenario: &Value, options: &Value, of: u32) -> Vec<Value> {
    (1..=of).map(|number| shard(scenario, options, number, of, &mut TestObserver::default())).collect()
}

fn merged(scenario: &Value, options: &Value, shards: &[Value], partial: bool) -> String {
    let request = json!({"scenario": scenario, "options": options, "shards": shards, "partial": partial});
    verbs::text::merge(&request.to_string(), &mut TestObserver::default())
}

/// Any number of shards in reverse gives the bytes of the whole; `options` are those of the whole.
fn same(scenario: &Value, options: &Value) -> Value {
    let whole = answer(scenario, options.clone(), &mut TestObserver::default());
    let part = options.get("overlay").map_or(json!({}), |overlay| json!({"overlay": overlay}));
    for of in [1, 2, 3, 7, 30] {
        let mut shards = shards(scenario, &part, of);
        let held = shards.iter().map(|shard| shard["replicates"].as_array().unwrap().len());
        let (least, most) = (held.clone().min().unwrap(), held.max().unwrap());
        assert!(most - least <= 1, "from {least} to {most} replicates in {of} shards");
        shards.reverse();
        assert_eq!(merged(scenario, options, &shards, false), whole, "{of} shards");
    }
    serde_json::from_str(&whole).unwrap()
}

#[test]
fn shards_give_the_bytes_of_the_whole() {
    let objectives =
        json!(["share(ready within 90m) >= 95%", "p90 < 45m in 50% of replicates", "failed = 0"]);
    for replicates in [1, 2, 20] {
        let mut scenario = rollout();
        patch(&mut scenario, &json!({"replicates": replicates}));
        let told = same(&scenario, &json!({}));
        for part in ["refusals", "warned", "failures", "assumptions"] {
            assert!(!told[part].as_array().unwrap().is_empty(), "{part}: {told}");
        }
        same(&scenario, &json!({"objectives": objectives, "each": true}));
        let told = same(&scenario, &json!({"overlay": overlay()}));
        for effect in ["levels", "waived", "values"] {
            assert!(told["overlay"][effect].is_array(), "{effect}: {}", told["overlay"]);
        }
        let own = |line: &Value| line["code"] == "ORG002";
        assert!(told["refusals"].as_array().unwrap().iter().any(own), "{}", told["refusals"]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn shards_of_any_scenario_give_the_bytes_of_the_whole(mut scenario in scenario(), replicates in 1_u32..9) {
        scenario["replicates"] = json!(replicates);
        same(&scenario, &json!({"objectives": ["p50 < 40m"]}));
    }
}

/// What is said where shards do not make a whole: code, places, message.
fn refused(scenario: &Value, options: &Value, shards: &[Value], expected: &Expect) {
    let answer: Value = serde_json::from_str(&merged(scenario, options, shards, false)).unwrap();
    let error = &answer["error"];
    let text = |key: &str| error[key].as_str().unwrap_or_default().to_owned();
    let related = if error["related"].is_null() { String::new() } else { format!(" {}", error["related"]) };
    expected.assert_eq(&format!("{} {}{related}: {}", text("code"), text("at"), text("message")));
}

#[test]
fn what_is_no_whole_is_refused() {
    let mut scenario = rollout();
    patch(&mut scenario, &json!({"replicates": 10}));
    let none = json!({});
    let whole = shards(&scenario, &none, 4);
    let [first, second, third, fourth] = &whole[..] else { panic!("{whole:?}") };
    let given = |shards: &[&Value]| -> Vec<Value> { shards.iter().map(|shard| (*shard).clone()).collect() };
    let check = |shards: &[&Value], expected: Expect| refused(&scenario, &none, &given(shards), &expected);

    check(&[], expect!["shard-mismatch /shards: shard 1/1 is missing"]);
    check(&[fourth, second], expect!["shard-mismatch /shards: shards 1/4, 3/4 are missing"]);
    check(
        &[first, second, third, second, fourth],
        expect![[r#"shard-mismatch /shards/3 ["/shards/1"]: shard 2 is given twice"#]],
    );
    let another = |change: Value| {
        let mut other = scenario.clone();
        patch(&mut other, &change);
        shard(&other, &none, 4, 4, &mut TestObserver::default())
    };
    let foreign = |other: &Value, expected: Expect| check(&[first, second, third, other], expected);
    foreign(
        &another(json!({"seed": "8"})),
        expect!["shard-mismatch /shards/3: this shard is of another seed: 8 instead of 7"],
    );
    foreign(
        &another(json!({"replicates": 11})),
        expect!["shard-mismatch /shards/3: this shard is of another number of replicates: 11 instead of 10"],
    );
    foreign(
        &another(json!({"horizon": "60d"})),
        expect!["shard-mismatch /shards/3: this shard is of another scenario"],
    );
    foreign(
        &shards(&scenario, &none, 5)[3],
        expect!["shard-mismatch /shards/3: this shard is of another number of shards: 5 instead of 4"],
    );
    foreign(
        &shards(&scenario, &json!({"rulebook": "2024-01-24"}), 4)[3],
        expect![
            "shard-mismatch /shards/3: this shard is of another rulebook: 2024-01-24 instead of 2025-10-02"
        ],
    );
    foreign(
        &shards(&scenario, &json!({"overlay": overlay()}), 4)[3],
        expect!["shard-mismatch /shards/3: this shard is of another overlay"],
    );
}

#[test]
fn shards_of_another_build_are_refused() {
    let scenario = rollout();
    let built = |digest: Option<&str>| {
        let digest = digest.map(|digest| digest.repeat(64));
        json!({"scenario": scenario, "options": {}, "engine_digest": digest})
    };
    let shard = |digest: Option<&str>| {
        let mut request = built(digest);
        request["shard"] = json!({"number": 1, "of": 1});
        verbs::text::shard(&request.to_string(), &mut TestObserver::default())
    };
    let merged = |there: Option<&str>, here: Option<&str>| {
        let mut request = built(here);
        request["shards"] = json!([serde_json::from_str::<Value>(&shard(there)).unwrap()]);
        verbs::text::merge(&request.to_string(), &mut TestObserver::default())
    };
    let whole = answer(&scenario, json!({}), &mut TestObserver::default());
    for same in [None, Some("a")] {
        assert_eq!(merged(same, same), whole);
    }
    assert!(!shard(None).contains("engine_digest") && shard(Some("a")).contains("engine_digest"));
    for (there, here, said) in [
        (Some("b"), Some("a"), "bbbbbbbbbbbb instead of aaaaaaaaaaaa"),
        (Some("b"), None, "bbbbbbbbbbbb instead of an unknown one"),
        (None, Some("a"), "an unknown one instead of aaaaaaaaaaaa"),
    ] {
        let answer: Value = serde_json::from_str(&merged(there, here)).unwrap();
        assert_eq!(
            (&answer["error"]["code"], &answer["error"]["at"]),
            (&json!("shard-mismatch"), &json!("/shards/0"))
        );
        assert_eq!(
            answer["error"]["message"],
            format!("this shard is of another build of this engine: {said}")
        );
    }
}

#[test]
fn a_shard_that_was_tampered_with_is_refused() {
    let mut scenario = rollout();
    patch(&mut scenario, &json!({"replicates": 10}));
    let none = json!({});
    let whole = shards(&scenario, &none, 4);
    let [first, second, third, fourth] = &whole[..] else { panic!("{whole:?}") };
    let foreign = |other: &Value, expected: Expect| {
        let given = [first, second, third, other].map(Clone::clone);
        refused(&scenario, &none, &given, &expected);
    };
    let changed = |change: Value| {
        let mut shard = fourth.clone();
        patch(&mut shard, &change);
        shard
    };
    foreign(
        &changed(json!({"simulation": {"engine": "greenlight 0.0.9"}})),
        expect![
            "shard-mismatch /shards/3: this shard is of another engine: greenlight 0.0.9 instead of greenlight 0.1.0"
        ],
    );
    foreign(
        &changed(json!({"format_version": "9.0"})),
        expect!["shard-mismatch /shards/3: this shard is of version 9.0, not 1.1"],
    );
    foreign(
        &changed(json!({"replicates": []})),
        expect!["shard-mismatch /shards/3: this is not what shard 4 of 4 holds"],
    );
    foreign(
        &changed(json!({"stopped_at": "2024-02-13", "replicates": []})),
        expect!["shard-mismatch /shards/3: shard 4 was stopped before its end"],
    );
    foreign(
        &changed(json!({"refusals": [{"what": "XYZ001", "times": 1}]})),
        expect!["unknown-value /shards/3/refusals/0: `XYZ001` is nothing that this engine counts"],
    );
}

#[test]
fn what_ends_at_its_budget_ends_there_in_shards_as_well() {
    let mut small = rollout();
    patch(&mut small, &json!({"replicates": 10}));
    let events = run(&small)["events"].as_u64().unwrap();
    patch(&mut small, &json!({"limits": {"events": events - 1}}));
    let none = json!({});
    let many = shards(&small, &none, 9);
    let whole = answer(&small, json!({}), &mut TestObserver::default());
    assert_eq!(merged(&small, &none, &many, false), whole);
    assert!(whole.contains("budget-exceeded"), "{whole}");
}

#[test]
fn what_was_stopped_is_merged_as_partial() {
    let mut scenario = rollout();
    patch(&mut scenario, &json!({"replicates": 2000}));
    let none = json!({});
    let mut impatient = TestObserver { patience: Some(1), ..TestObserver::default() };
    let stopped = shard(&scenario, &none, 2, 3, &mut impatient);
    assert!(stopped["stopped_at"].is_string(), "{stopped}");
    let (done, all) = impatient.heard[0];
    assert!(done < all / 2, "{done} of {all}");
    let third = shard(&scenario, &none, 3, 3, &mut TestObserver::default());
    let kept =
        stopped["replicates"].as_array().unwrap().len() + third["replicates"].as_array().unwrap().len();
    let options = json!({"objectives": ["failed = 0"]});
    let summary: Value =
        serde_json::from_str(&merged(&scenario, &options, &[third, stopped.clone()], true)).unwrap();
    assert_eq!(summary["partial"], true);
    assert_eq!(summary["stopped_at"], stopped["stopped_at"]);
    assert_eq!(
        (&summary["totals_over_replicates"], &summary["replicates_ended"]),
        (&json!(kept + 1), &json!(kept + 1))
    );
    assert_eq!(summary["objectives"][0]["replicates"], kept + 1);
}
