//! What must hold of simulations: what happens, why, and that it happens again to the byte.
#![expect(
    clippy::tests_outside_test_module,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::needless_raw_string_hashes,
    reason = "an integration test: it may panic, and its expectations are written by expect-test"
)]

mod admission;
mod again;
mod any;
mod failing;
mod history;
mod input;
mod living;
mod redraw;
mod scenarios;
mod shards;
mod statistics;
mod stepped;

use greenlight_core::facts::scenario::length::Span;
use greenlight_core::verbs;
use greenlight_core::vocabulary::Observer;
use greenlight_json::patch::merge;
use serde_json::{Map, Value, json};

/// Contoso's rollout, the same as `examples/contoso/rollout.yaml`.
const ROLLOUT: &str = include_str!("rollout.json");

/// Contoso's rollout.
fn rollout() -> Value {
    serde_json::from_str(ROLLOUT).unwrap()
}

/// Contoso's facts with the finance environment alone, where nothing happens yet and each thing takes ten minutes.
fn steady(patch: Value) -> Value {
    let mut scenario = rollout();
    let durations: Map<String, Value> =
        Span::WORDS.iter().map(|word| ((*word).to_owned(), json!("10m"))).collect();
    let plain = json!({
        "horizon": "5d", "timeline": [], "faults": [], "machines": null, "durations": durations,
        "environments": {"finance": {"hosted_machines": 0}}, "tenant": {"hosted_machines": 0},
    });
    merge(&mut scenario, &plain);
    merge(&mut scenario, &patch);
    scenario
}

/// A request of Ana's for machines by this name.
fn create(at: &str, name: &str, more: Value) -> Value {
    let mut details =
        json!({"environment": "finance", "name": name, "image": "finance-desktop", "network": "paris"});
    merge(&mut details, &more);
    json!({"at": at, "actor": "ana", "create-machine": details})
}

/// A host that keeps what it hears and stops the engine after so many calls.
#[derive(Debug, Default)]
struct TestObserver {
    chunks: Vec<String>,
    heard: Vec<(u64, u64)>,
    patience: Option<usize>,
}

impl Observer for TestObserver {
    fn emit(&mut self, chunk: &str) {
        self.chunks.push(chunk.to_owned());
    }

    fn progress(&mut self, done: u64, total: u64) -> bool {
        self.heard.push((done, total));
        self.patience.is_none_or(|patience| self.heard.len() < patience)
    }
}

/// Simulates, and tells the answer as it is.
fn answer(scenario: &Value, options: Value, host: &mut TestObserver) -> String {
    verbs::text::simulate(&json!({"scenario": scenario, "options": options}).to_string(), host)
}

/// Simulates, and tells the summary.
fn run(scenario: &Value) -> Value {
    let answer = answer(scenario, json!({}), &mut TestObserver::default());
    let summary: Value = serde_json::from_str(&answer).unwrap();
    assert!(summary.get("error").is_none(), "{summary}");
    summary
}

/// The trace of a simulation.
fn trace(scenario: &Value) -> String {
    let mut observer = TestObserver::default();
    let answer = answer(scenario, json!({"trace": true}), &mut observer);
    assert!(!answer.starts_with(r#"{"error""#), "{answer}");
    observer.chunks.concat()
}

/// What running a trace again says.
fn replayed(trace: &str) -> Value {
    serde_json::from_str(&verbs::text::replay(trace, &mut TestObserver::default())).unwrap()
}

/// Holds that a simulation that was stopped tells of its replicates that ended what one of so many tells.
fn tells_of_fewer(mut stopped: Value, mut whole: Value) {
    for summary in [&mut stopped, &mut whole] {
        for said in ["partial", "stopped_at", "replicates"] {
            summary[said] = Value::Null;
        }
    }
    assert_eq!(stopped, whole);
}

/// One machine of a summary.
fn machine<'s>(summary: &'s Value, name: &str) -> &'s Value {
    let machines = summary["each_machine"].as_array().unwrap();
    let found = machines.iter().rfind(|machine| machine["name"] == name);
    found.unwrap_or_else(|| panic!("no {name} in {machines:?}"))
}

/// What became of a machine: the codes of its failed attempts, or the rules that refused it, and how it ended.
fn ended(summary: &Value, name: &str) -> String {
    let machine = machine(summary, name);
    let list = |key: &str| machine[key].as_array().cloned().unwrap_or_default();
    let failed = list("failed_attempts");
    let codes = failed.iter().map(|attempt| {
        format!("{} ({})", attempt["code"].as_str().unwrap(), attempt["because"].as_str().unwrap())
    });
    let refused = list("refused_by");
    let rules = refused.iter().map(|rule| rule.as_str().unwrap().to_owned());
    let end = machine["ended"].as_str().unwrap().to_owned();
    codes.chain(rules).chain([end]).collect::<Vec<_>>().join(", ")
}

/// What happened, a line each.
fn told(summary: &Value) -> String {
    let lines = summary["timeline"].as_array().unwrap().iter();
    let line =
        |line: &Value| format!("{} {}", line["at"].as_str().unwrap(), line["message"].as_str().unwrap());
    lines.map(line).collect::<Vec<_>>().join("\n")
}
