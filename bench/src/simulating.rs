//! Simulating, without a trace: events a second, native and through wasmtime, of one fleet that is provisioned and then lies idle.

use crate::doors::host::engine::{Engine, Limits, NoObserver, Verb};
use crate::judging::ROUNDS;
use crate::measure::{Contender, compare, table};
use greenlight_core::verbs;
use serde_json::{Value, json};
use std::error::Error;
use std::hint::black_box;
use std::sync::Arc;

/// Machines of the fleet that is measured.
const MACHINES: u32 = 10_000;

/// Events a second, and what the embedded engine's are of the native ones.
///
/// # Errors
/// When the simulation fails, or the doors give different answers.
pub fn figures() -> Result<String, Box<dyn Error>> {
    let request = fleet(MACHINES);
    let engine = Engine::load()?;
    let native = verbs::text::simulate(&request, &mut greenlight_core::NoObserver);
    let mut embedded = engine.worker(Limits::SIMULATE, Arc::new(NoObserver));
    if embedded.call(Verb::Simulate, &request)? != native {
        return Err("wasmtime and native give different answers".into());
    }
    let events = events(&native)?;
    if events < MACHINES as usize {
        return Err(format!("the fleet is not provisioned: {native}").into());
    }
    let figures = compare(
        ROUNDS,
        vec![
            Contender::new("native", || {
                drop(black_box(verbs::text::simulate(black_box(&request), &mut greenlight_core::NoObserver)));
                events
            }),
            Contender::new("wasmtime", || {
                drop(black_box(embedded.call(Verb::Simulate, black_box(&request))));
                events
            }),
        ],
    );
    Ok(format!(
        "{}\n{MACHINES} machines, {events} events\n",
        table("simulated events, without a trace", &figures)
    ))
}

/// A request to simulate so many machines, all asked for at once, for ten days.
#[must_use]
pub fn fleet(machines: u32) -> String {
    let scenario = json!({
        "as_of": "2024-02-12T08:00:00Z",
        "seed": "7",
        "horizon": "10d",
        "tenant": {
            "country": "IE", "cloud": "public", "entra": "present",
            "intune": {"state": "present", "windows_corporate_enrolment": "allowed", "automatic_enrolment": "enabled"},
            "failed_for_service_principal": false,
        },
        "environments": {"prod": {
            "geography": "Europe", "cross_geo": "enabled", "hosted_rpa_addons": machines, "hosted_machines": 0,
            "kind": "production", "features": {"hosted_machines": "enabled"}, "default_image": {"shared_with": ["ana"]},
        }},
        "people": {"ana": {
            "roles": {"prod": ["Environment Maker"]}, "plans": ["Power Automate Premium"],
            "licences": ["Windows", "Intune", "Microsoft Entra ID"], "account": "enabled",
        }},
        "machines_complete": true,
        "timeline": [{
            "at": "d0T09:00", "actor": "ana",
            "create-machine": {"environment": "prod", "name": "bot", "image": "default", "count": machines},
        }],
        "limits": {"events": 100_000_000, "machines": machines},
    });
    json!({"scenario": scenario, "options": {"rulebook": "2025-03-10", "each": false}}).to_string()
}

fn events(summary: &str) -> Result<usize, Box<dyn Error>> {
    let summary: Value = serde_json::from_str(summary)?;
    let events = summary.get("events").and_then(Value::as_u64);
    let events = events.ok_or_else(|| format!("the simulation failed: {summary}"))?;
    Ok(usize::try_from(events)?)
}
