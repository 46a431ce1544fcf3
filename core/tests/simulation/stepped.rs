//! A simulation that is stepped says what the one that is not says, whatever the steps, and what there is when it is stopped.

use super::{answer, create, replayed, rollout, steady, tells_of_fewer};
use crate::TestObserver;
use greenlight_core::verbs::text::Simulation;
use greenlight_core::{Progress, Scenario, SimulateOptions, simulate};
use serde_json::{Value, json};

/// Scenarios of several shapes, each with its options.
fn shapes() -> Vec<(Value, Value)> {
    let with = |patch: Value| {
        let mut scenario = rollout();
        greenlight_json::patch::merge(&mut scenario, &patch);
        scenario
    };
    let many = steady(json!({
        "environments": {"finance": {"hosted_rpa_addons": 300}},
        "networks": {"paris": {"subnet": {"free": 250}}},
        "timeline": [create("d0T09:00", "m", json!({"count": 300}))],
    }));
    vec![
        (rollout(), json!({"trace": true})),
        (with(json!({"replicates": 9})), json!({"trace": true, "objectives": ["failed = 0"]})),
        (many, json!({"trace": true, "each": true})),
        (with(json!({"replicates": 0})), json!({})),
        (with(json!({"replicates": 30, "timeline": [], "machines": null})), json!({})),
        (with(json!({"limits": {"events": 40}})), json!({})),
        (with(json!({"horizn": "1d"})), json!({})),
    ]
}

/// Steps of so much work to the end, or so many of them: how far each came, the trace, and the answer.
fn stepped((scenario, options): &(Value, Value), work: u64, steps: usize) -> (Vec<Progress>, String, Value) {
    let mut simulation = Simulation::start(&json!({"scenario": scenario, "options": options}).to_string());
    let (mut heard, mut trace) = (Vec::new(), String::new());
    while heard.len() < steps {
        heard.push(simulation.step(work));
        trace.push_str(&simulation.take_trace());
        assert!(trace.is_empty() || trace.ends_with('\n'));
        if heard.last().is_some_and(|last| last.done == last.total) {
            break;
        }
    }
    simulation.stop();
    trace.push_str(&simulation.take_trace());
    (heard, trace, serde_json::from_str(&simulation.finish()).unwrap())
}

#[test]
fn the_answer_does_not_depend_on_the_steps() {
    for shape in shapes() {
        let mut observer = TestObserver::default();
        let whole: Value = serde_json::from_str(&answer(&shape.0, shape.1.clone(), &mut observer)).unwrap();
        for work in [1, 7, 1000, u64::MAX] {
            let (heard, trace, answer) = stepped(&shape, work, usize::MAX);
            assert_eq!(answer, whole, "{work}");
            assert_eq!(trace, observer.chunks.concat(), "{work}");
            let (last, before) = heard.split_last().unwrap();
            assert_eq!(last.done, last.total);
            assert!(before.iter().all(|step| step.done < step.total && step.total == last.total));
            assert!(heard.is_sorted_by_key(|step| step.done));
            assert!(work < u64::MAX || before.is_empty());
        }
    }
}

/// Wherever it is stopped, what is counted is what as many replicates come to, and the trace is the same so far.
#[test]
fn what_is_stopped_between_two_steps_says_what_there_is() {
    for (scenario, options) in &shapes()[..3] {
        let shape = (scenario.clone(), options.clone());
        let (heard, _, whole) = stepped(&shape, 50, usize::MAX);
        let steps = heard.len();
        for after in (0..steps).step_by(1 + steps / 40) {
            let (_, trace, summary) = stepped(&shape, 50, after);
            let same = replayed(&trace);
            assert_eq!(same["same"], true, "{same}");
            if summary["partial"] == false {
                // Only lines were left to list, and few of them.
                assert_eq!(summary, whole);
                continue;
            }
            let ended = summary["replicates_ended"].as_u64().unwrap();
            if ended < 2 {
                continue;
            }
            assert!(summary["stopped_at"].is_string() && same["partial"] == true, "{same}");
            let mut fewer = scenario.clone();
            fewer["replicates"] = json!(ended);
            let (_, _, whole) = stepped(&(fewer, options.clone()), u64::MAX, 1);
            tells_of_fewer(summary, whole);
        }
    }
}

/// However short replicates are, a step begins about as many as there is work for.
#[test]
fn many_short_replicates_are_work_as_well() {
    let nothing = json!({"as_of": "2024-02-12", "horizon": "1d", "replicates": 10_000});
    let (heard, ..) = stepped(&(nothing, json!({})), 1000, 2);
    let replicates = heard[1].done / 86_400_000;
    assert!((2..100).contains(&replicates), "{replicates}");
}

#[test]
fn values_are_stepped_as_their_text_is() {
    let scenario: Scenario = greenlight_json::from_value(&rollout()).unwrap();
    let options = SimulateOptions::default();
    let mut simulation = greenlight_core::Simulation::of(&scenario, &options).unwrap();
    while !simulation.is_done() {
        simulation.step(100).unwrap();
    }
    let whole = simulate(&scenario, &options, &mut TestObserver::default()).unwrap();
    assert_eq!(simulation.finish().unwrap(), whole);
}

/// Past its limits it stays: no further step goes on, and the answer says so.
#[test]
fn what_went_past_its_limits_goes_no_further() {
    let (scenario, options) = &shapes()[5];
    let request = json!({"scenario": scenario, "options": options}).to_string();
    let mut simulation = greenlight_core::Simulation::start(&request).unwrap();
    let error = simulation.step(1000).unwrap_err();
    assert_eq!(simulation.step(1000).unwrap_err(), error);
    assert_eq!(simulation.finish().unwrap_err(), error);
}
