//! Who draws what: one more machine, equal names, several faults of one code or another order of the document redraw nobody else.

use super::{create, run, steady};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Room for everybody, so that nothing but draws tells machines apart, and lengths that are drawn.
fn roomy(timeline: Vec<Value>, faults: Vec<Value>) -> Value {
    let mut scenario = steady(json!({
        "environments": {"finance": {"hosted_rpa_addons": 1000}},
        "networks": {"paris": {"subnet": {"free": 4000}}},
    }));
    scenario["durations"] = Value::Object(Map::new());
    scenario["timeline"] = Value::Array(timeline);
    scenario["faults"] = Value::Array(faults);
    scenario
}

/// When each machine became active and what it failed with, by the entry that asked for it and its place there.
fn lives(scenario: &Value) -> BTreeMap<(String, usize), String> {
    let summary = run(scenario);
    let requests = summary["requests"].as_array().unwrap();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut lives = BTreeMap::new();
    for machine in summary["each_machine"].as_array().unwrap() {
        let request = &requests[usize::try_from(machine["request"].as_u64().unwrap()).unwrap()];
        let entry = request["at"].as_str().unwrap().to_owned();
        let place = places.entry(entry.clone()).or_default();
        let failed = machine["failed_attempts"].as_array().into_iter().flatten();
        let failed: Vec<_> = failed.map(|it| format!("{} {}", it["at"], it["code"])).collect();
        lives.insert((entry, *place), format!("{} {failed:?}", machine["active_at"]));
        *place += 1;
    }
    lives
}

fn batch(at: &str, count: usize) -> Value {
    create(at, "m", json!({"count": count}))
}

fn fault(code: &str, ppm: u32, more: Value) -> Value {
    let mut fault = json!({"code": code, "probability_ppm": ppm});
    greenlight_json::patch::merge(&mut fault, &more);
    fault
}

/// Everything that was there is there as it was.
fn unchanged(before: &Value, after: &Value) {
    let (before, after) = (lives(before), lives(after));
    for (who, life) in &before {
        assert_eq!(Some(life), after.get(who), "{who:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn nobody_else_is_redrawn(
        counts in prop::collection::vec(1_usize..5, 1..5), more in 0_usize..3, place in any::<prop::sample::Index>(), ppm in 0_u32..600_000,
    ) {
        let at = |place: usize| format!("d{place}T09:00");
        let timeline = |counts: &[usize]| -> Vec<Value> {
            counts.iter().enumerate().map(|(place, count)| batch(&at(place), *count)).collect()
        };
        let faults = vec![fault("internalError", ppm, json!({"phase": "image"})), fault("endpointCheckFailed", ppm / 2, json!({}))];
        let before = roomy(timeline(&counts), faults.clone());
        // More machines in one entry, whose names the others' follow.
        let mut larger = counts.clone();
        larger[place.index(counts.len())] += more;
        unchanged(&before, &roomy(timeline(&larger), faults.clone()));
        // One more entry before all others, of the same name.
        let mut earlier = timeline(&counts);
        earlier.insert(0, batch("d0T08:30", 1 + more));
        unchanged(&before, &roomy(earlier, faults.clone()));
        // Another order of the document.
        let (mut turned, mut turned_faults) = (timeline(&counts), faults.clone());
        turned.reverse();
        turned_faults.reverse();
        unchanged(&before, &roomy(turned, turned_faults));
        // Another fault of the same code, before the one that is there, which never happens.
        let mut another = faults.clone();
        another.insert(0, fault("internalError", 0, json!({"phase": "image", "from": "d0"})));
        unchanged(&before, &roomy(timeline(&counts), another));
        // And one that says the same, but that it never happens.
        for place in 0..=faults.len() {
            let mut another = faults.clone();
            another.insert(place, fault("internalError", 0, json!({"phase": "image"})));
            unchanged(&before, &roomy(timeline(&counts), another));
        }
        // One more entry of the same instant and name, before or behind the others.
        for place in [0, counts.len()] {
            let mut another = timeline(&counts);
            another.insert(place, batch(&at(0), 1 + more));
            unchanged(&before, &roomy(another, faults.clone()));
        }
    }

    /// A fault more of those that say the same strikes some that were spared, and spares nobody, wherever it stands.
    #[test]
    fn a_fault_more_spares_nobody(ppms in prop::collection::vec(0_u32..=1_000_000, 1..4), place in any::<prop::sample::Index>()) {
        let failed = |ppms: &[u32]| -> Vec<bool> {
            let faults = ppms.iter().map(|ppm| fault("internalError", *ppm, json!({"phase": "image"}))).collect();
            let mut scenario = roomy(vec![batch("d0T09:00", 40)], faults);
            scenario["assumptions"] = json!({"attempts": 1});
            let summary = run(&scenario);
            summary["each_machine"].as_array().unwrap().iter().map(|machine| machine["ended"] == "failed").collect()
        };
        let all = failed(&ppms);
        let mut fewer = ppms.clone();
        fewer.remove(place.index(ppms.len()));
        for (machine, struck) in failed(&fewer).into_iter().enumerate() {
            prop_assert!(all[machine] || !struck, "{ppms:?} {fewer:?} {machine}");
        }
        let turned: Vec<u32> = ppms.iter().rev().copied().collect();
        prop_assert_eq!(all, failed(&turned));
    }
}

#[test]
fn two_faults_of_one_code_are_independent() {
    let once = fault("internalError", 500_000, json!({"phase": "image"}));
    let other = fault("internalError", 500_000, json!({"phase": "image", "from": "d0"}));
    let failed = |faults: Vec<Value>| {
        let mut scenario = roomy(vec![batch("d0T09:00", 150)], faults);
        scenario["assumptions"] = json!({"attempts": 1});
        run(&scenario)["machines"]["failed"].as_u64().unwrap()
    };
    assert!((50..100).contains(&failed(vec![once.clone()])));
    for two in [vec![once.clone(), other.clone()], vec![once.clone(), once]] {
        assert!((95..130).contains(&failed(two.clone())), "{two:?}");
    }
}

/// Whoever refers to a machine, or asks for one of the same name later, leaves it as it is.
#[test]
fn a_reference_redraws_nobody() {
    let twice = vec![create("d0T09:00", "a", json!({})), create("d2T09:00", "a", json!({}))];
    let before = roomy(twice.clone(), Vec::new());
    let mut referred = twice;
    referred.push(json!({"at": "d3T09:00", "connection-lost": {"machine": "a"}}));
    unchanged(&before, &roomy(referred, Vec::new()));
    let lives = lives(&before);
    let took: Vec<&str> = lives.values().map(|life| &life[12..]).collect();
    assert_ne!(took[0], took[1], "two machines of one name draw alike");
}

#[test]
fn entries_of_one_instant_and_name_draw_alike_in_either_order() {
    let drawn = |timeline: Vec<Value>| -> Vec<String> {
        let mut drawn: Vec<String> = lives(&roomy(timeline, Vec::new())).into_values().collect();
        drawn.sort();
        drawn
    };
    let (two, three) = (batch("d0T09:00", 2), batch("d0T09:00", 3));
    assert_eq!(drawn(vec![two.clone(), three.clone()]), drawn(vec![three, two]));
}
