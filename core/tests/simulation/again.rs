//! The same scenario happens again to the byte, alone or among others, told in whatever chunks.

use super::{answer, create, replayed, rollout, run, steady, tells_of_fewer, trace};
use crate::TestObserver;
use greenlight_core::facts::scenario::Scenario;
use greenlight_core::simulation::trace::CHUNK;
use greenlight_core::verbs::{self, SimulateOptions};
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[test]
fn a_seed_decides_everything() {
    let other_seed = json!({"seed": "8"});
    let mut other = rollout();
    greenlight_json::patch::merge(&mut other, &other_seed);
    assert_eq!(trace(&rollout()), trace(&rollout()));
    let steps = |trace: String| trace.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_ne!(steps(trace(&rollout())), steps(trace(&other)));
}

/// A scenario that a program holds in values, and not as a text.
#[test]
fn values_give_the_answer_of_their_text() {
    let change = json!({"at": "d0T08:30", "change": {"environments": {"lab": {"hosted_rpa_addons": 1}}}});
    for changes in [vec![], vec![change]] {
        let mut document = rollout();
        document["timeline"].as_array_mut().unwrap().extend(changes);
        let scenario: Scenario = greenlight_json::from_value(&document).unwrap();
        let options = SimulateOptions { each: true, ..SimulateOptions::default() };
        let summary = verbs::simulate::simulate(&scenario, &options, &mut TestObserver::default()).unwrap();
        let request = json!({"scenario": document, "options": {"each": true}}).to_string();
        let told = verbs::text::simulate(&request, &mut TestObserver::default());
        assert_eq!(greenlight_json::write::text(&summary), told);
        let traced = SimulateOptions { trace: true, ..options };
        let error = verbs::simulate::simulate(&scenario, &traced, &mut TestObserver::default()).unwrap_err();
        assert_eq!(error.at.as_str(), "/options/trace");
    }
}

#[test]
fn the_answer_does_not_depend_on_whether_anybody_listens() {
    let silent = answer(&rollout(), json!({}), &mut TestObserver::default());
    let told = answer(&rollout(), json!({"trace": true}), &mut TestObserver::default());
    assert_eq!(silent, told);
}

#[test]
fn a_trace_happens_again() {
    let trace = trace(&rollout());
    let lines = trace.lines().count();
    assert_eq!(replayed(&trace), json!({"same": true, "steps": lines}));
}

#[test]
fn the_first_difference_is_recorded() {
    let trace = trace(&rollout());
    let lines: Vec<&str> = trace.lines().collect();
    let line = lines
        .iter()
        .position(|line| line.contains("endpointCheckFailed") && !line.contains("scenario"))
        .unwrap();
    let changed = lines[line].replace("endpointCheckFailed", "internalError");
    let mut tampered = lines.clone();
    tampered[line] = &changed;
    let found = replayed(&tampered.join("\n"));
    assert_eq!(
        found,
        json!({"same": false, "steps": line, "line": line + 1, "expected": changed, "found": lines[line]})
    );

    let cut = replayed(&lines[..line].join("\n"));
    assert_eq!(cut, json!({"same": false, "steps": line, "line": line + 1, "found": lines[line]}));
    let more = replayed(&format!("{trace}{{}}\n"));
    assert_eq!(more, json!({"same": false, "steps": lines.len(), "line": lines.len() + 1, "expected": "{}"}));
}

#[test]
fn a_text_that_is_no_trace_is_refused() {
    for (text, code) in [
        ("", "malformed-json"),
        ("{}", "missing-field"),
        (r#"{"scenario": {}}"#, "missing-field"),
        (r#"{"scenario": {}, "rulebook": "2024-01-24"}"#, "missing-field"),
        (r#"{"scenario": {"horizn": "1d"}, "rulebook": "2024-01-24"}"#, "unknown-field"),
    ] {
        assert_eq!(replayed(text)["error"]["code"], code, "{text}");
    }
}

/// The lines of a trace by machine.
fn by_machine(trace: &str) -> BTreeMap<String, Vec<String>> {
    let mut lines: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in trace.lines().skip(1) {
        let parsed: Value = serde_json::from_str(line).unwrap();
        if let Some(machine) = parsed["machine"].as_str() {
            lines.entry(machine.to_owned()).or_default().push(line.to_owned());
        }
    }
    lines
}

#[test]
fn an_unrelated_machine_changes_nothing_for_the_others() {
    let mut more = rollout();
    let entry = json!({
        "at": "d0T09:00", "actor": "carla",
        "create-machine": {"environment": "lab", "name": "unrelated", "image": "default"},
    });
    let change = json!({"at": "d0T08:30", "change": {"environments": {"lab": {"hosted_rpa_addons": 1}}}});
    let fewer = {
        let mut fewer = rollout();
        fewer["timeline"].as_array_mut().unwrap().insert(0, change.clone());
        fewer
    };
    let timeline = more["timeline"].as_array_mut().unwrap();
    timeline.insert(0, entry);
    timeline.insert(0, change);
    // One unit is not enough for two machines: the one that was there stays as it is, and nothing else is about them.
    more["environments"]["lab"]["hosted_machines"] = json!(0);
    let (mut with, without) = (by_machine(&trace(&more)), by_machine(&trace(&fewer)));
    assert!(with.remove("unrelated").is_some_and(|lines| lines.len() > 5));
    for lab in [&mut with, &mut without.clone()] {
        lab.remove("lab-01");
    }
    for (machine, lines) in without.iter().filter(|(machine, _)| *machine != "lab-01") {
        assert_eq!(Some(lines), with.get(machine), "{machine}");
    }
}

#[test]
fn a_trace_is_told_in_chunks_of_whole_lines() {
    let scenario = steady(json!({
        "environments": {"finance": {"hosted_rpa_addons": 3000}},
        "networks": {"paris": {"subnet": {"free": 3000}}},
        "timeline": [create("d0T09:00", "m", json!({"count": 3000}))],
    }));
    let mut observer = TestObserver::default();
    answer(&scenario, json!({"trace": true}), &mut observer);
    let (last, full) = observer.chunks.split_last().unwrap();
    assert!(full.len() >= 2 && full.iter().all(|chunk| chunk.len() >= CHUNK));
    assert!(observer.chunks.iter().all(|chunk| chunk.ends_with('\n')) && !last.is_empty());
    assert_eq!(replayed(&observer.chunks.concat())["same"], true);
}

#[test]
fn a_host_can_stop_it_and_keeps_what_came_before() {
    let scenario = steady(json!({
        "environments": {"finance": {"hosted_rpa_addons": 20_000}},
        "networks": {"paris": {"subnet": {"free": 20_000}}},
        "timeline": [create("d0T09:00", "m", json!({"count": 20_000}))],
    }));
    let whole = trace(&scenario);
    let mut observer = TestObserver { patience: Some(2), ..TestObserver::default() };
    let summary: Value =
        serde_json::from_str(&answer(&scenario, json!({"trace": true}), &mut observer)).unwrap();
    let events = summary["events"].as_u64().unwrap();
    assert!(summary["partial"] == true && (1..=2 << 13).contains(&events), "{events}");
    let part = observer.chunks.concat();
    let (last, before) = part.trim_end().rsplit_once('\n').map(|(before, last)| (last, before)).unwrap();
    assert!(whole.starts_with(before));
    assert_eq!(last, format!(r#"{{"at":"{}","event":"stopped"}}"#, summary["stopped_at"].as_str().unwrap()));
    assert!(observer.heard.iter().all(|(done, total)| done <= total));
    assert!(observer.heard.is_sorted());
}

/// Of what was stopped only the replicates that came to their end are counted, as if no other had been asked for.
#[test]
fn a_replicate_that_was_cut_off_is_counted_nowhere() {
    let objectives = || json!({"objectives": ["failed = 0", "p50 <= 2h", "removed <= 0"]});
    let read = |replicates: u64, observer: &mut TestObserver| -> Value {
        let mut scenario = rollout();
        scenario["replicates"] = json!(replicates);
        serde_json::from_str(&answer(&scenario, objectives(), observer)).unwrap()
    };
    for patience in 1..4 {
        let stopped = read(2000, &mut TestObserver { patience: Some(patience), ..TestObserver::default() });
        let ended = stopped["replicates_ended"].as_u64().unwrap();
        assert!((2..2000).contains(&ended), "{ended}");
        assert_eq!((&stopped["partial"], &stopped["totals_over_replicates"]), (&json!(true), &json!(ended)));
        tells_of_fewer(stopped, read(ended, &mut TestObserver::default()));
    }
}

/// Where each machine is asked for and it is stopped, while it simulates or while it lists, there is the summary without the list. (Without
/// it, who is asked last is told of the end, and stops nothing.)
#[test]
fn what_is_stopped_before_all_is_listed_tells_the_rest() {
    let scenario = steady(json!({
        "environments": {"finance": {"hosted_rpa_addons": 20_000}},
        "networks": {"paris": {"subnet": {"free": 20_000}}},
        "timeline": [create("d0T09:00", "m", json!({"count": 20_000}))],
    }));
    let read = |each: bool, patience: Option<usize>| -> (Value, usize) {
        let mut observer = TestObserver { patience, ..TestObserver::default() };
        let answer = answer(&scenario, json!({"each": each}), &mut observer);
        (serde_json::from_str(&answer).unwrap(), observer.heard.len())
    };
    let (without, asked) = read(false, None);
    let (listed, times) = read(true, None);
    assert!(asked < times && listed["partial"] == false);
    assert_eq!(listed["each_machine"].as_array().unwrap().len(), 20_000);
    for patience in [1, 2, asked, asked + 1, times] {
        let (mut summary, _) = read(true, Some(patience));
        assert_eq!(
            (&summary["partial"], &summary["each_machine"]),
            (&json!(true), &Value::Null),
            "{patience}"
        );
        let left_out = summary["warnings"].as_array_mut().unwrap().pop().unwrap();
        assert_eq!(left_out["code"], "unlisted");
        if patience >= asked {
            summary["partial"] = json!(false);
            assert_eq!(summary, without);
        } else {
            assert_eq!(summary, read(false, Some(patience)).0);
        }
    }
}

#[test]
fn replicates_differ_and_are_counted_together() {
    let mut scenario = rollout();
    scenario["replicates"] = json!(20);
    let (once, often) = (run(&rollout()), run(&scenario));
    assert_eq!(often["machines"]["total"], once["machines"]["total"].as_u64().unwrap() * 20);
    for first in ["requests", "each_machine", "timeline", "resources", "obligations"] {
        assert_eq!(once[first], often[first], "{first}");
    }
    let times = &often["time_to_active_ms"];
    assert!(times["became_active"].as_u64() > once["time_to_active_ms"]["became_active"].as_u64());
    assert!(times["min"].as_u64() < once["time_to_active_ms"]["min"].as_u64());
    assert_eq!(replayed(&trace(&scenario))["same"], true);
}
