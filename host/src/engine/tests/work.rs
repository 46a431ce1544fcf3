//! How much work the verbs take, counted in instructions and not in time: twice the input, twice the work.

use std::fmt::Write as _;
use std::sync::Arc;

use super::*;
use crate::document::{Document, Source};

/// An engine that counts its instructions.
fn counting() -> Engine {
    let mut counting = config::config();
    counting.consume_fuel(true);
    let engine = wasmtime::Engine::new(&counting).unwrap();
    let component = Component::from_binary(&engine, COMPONENT).unwrap();
    Engine::linked(engine, &component).unwrap()
}

/// The instructions of one call, and the trace that was told.
fn work(engine: &Engine, verb: Verb, input: &str) -> (u64, String) {
    let heard = Arc::new(Recording::default());
    let mut live = engine.worker(Limits::SIMULATE, Arc::clone(&heard) as _).start().unwrap();
    live.store.set_fuel(u64::MAX).unwrap();
    let answer = ask(&mut live, verb, input).unwrap();
    assert!(!answer.starts_with("{\"error\""), "{answer:.300}");
    let trace = std::mem::take(&mut *heard.0.lock().unwrap());
    (u64::MAX - live.store.get_fuel().unwrap(), trace)
}

fn rollout(machines: usize, options: &str) -> String {
    let text = include_str!("../../../templates/rollout.yaml").replacen(
        "count: 5",
        &format!("count: {machines}"),
        1,
    );
    let source = Arc::new(Source { name: "rollout.yaml".to_owned(), text, lines_before: 0 });
    let mut scenario = Document::read_all(&source).remove(0).unwrap();
    scenario.set_json("faults", r#"[{"code":"internalError","probability_ppm":500000}]"#);
    format!("{{\"scenario\":{},\"options\":{options}}}", scenario.json())
}

fn case(machines: usize) -> String {
    let source = Arc::new(Source {
        name: "case.yaml".to_owned(),
        text: include_str!("../../../templates/case.yaml").to_owned(),
        lines_before: 0,
    });
    let mut case = Document::read_all(&source).remove(0).unwrap();
    let mut listed = String::from("{");
    for machine in 0..machines {
        let comma = if machine > 0 { "," } else { "" };
        let _ =
            write!(listed, "{comma}\"m-{machine:06}\":{{\"environment\":\"prod\",\"creator\":\"maker-a\"}}");
    }
    case.set_json("machines", &(listed + "}"));
    format!("{{\"case\":{}}}", case.json())
}

fn check(what: &str, once: u64, twice: u64) {
    assert!(twice * 10 <= once * 22, "{what}: {once} instructions, and {twice} for twice the input");
}

#[test]
fn twice_the_machines_are_twice_the_work() {
    let engine = counting();
    let of = |verb, input: String| work(&engine, verb, &input);
    let (n, each, traced) = (2000, r#"{"each":true}"#, r#"{"trace":true}"#);
    let simulate = |machines, options| of(Verb::Simulate, rollout(machines, options));
    check("simulate --each", simulate(n, each).0, simulate(2 * n, each).0);
    let ((one, short), (two, long)) = (simulate(n, traced), simulate(2 * n, traced));
    check("simulate --trace", one, two);
    check("replay", of(Verb::Replay, short).0, of(Verb::Replay, long).0);
    check("check", of(Verb::Check, case(n)).0, of(Verb::Check, case(2 * n)).0);
}
