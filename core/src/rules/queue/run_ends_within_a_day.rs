//! QUE003: a desktop flow runs for no longer than runs may.

use super::{RUNS, time};
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A desktop flow may run for 24 hours at most.
    ///
    /// # Why
    /// Whatever the timeout of the action that starts it, a run of a desktop flow ends after 24 hours.
    ///
    /// # How to fix it
    /// Divide the flow into parts that a cloud flow starts one after the other, or that run side by side.
    code: QUE003,
    name: "run-ends-within-a-day",
    level: Error,
    provenance: Stated,
    source: "manage-machines-2025-01-14" / "Machine and machine group limitations",
    judges: RUNS,
    fixers: [Maker],
    says: "desktop flow `{flow}` is expected to run for {found}, but a run ends after {expected}",
    steps: [
        "divide `{flow}` into flows that take less than {expected} each",
    ],
    examples: [
        broken "a minute over a day" {
            "/flows/invoice/expected_minutes": 1441,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        met "just a day" {
            "/flows/invoice/expected_minutes": 1440,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        met "a minute under a day" {
            "/flows/invoice/expected_minutes": 1439,
            "/request/run-attended": { "group": "pool", "flow": "invoice" }
        },
        unknown "nobody knows how long it takes" {
            "/flows/invoice/expected_minutes": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        not_applicable "no flow is named" { "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let longest = cx.number(Key::QueueLongestRunMinutes)?;
    let flow = cx.flow()?;
    let expected = *flow.expected_minutes()?;
    require(Ok(expected <= longest), || {
        Evidence::new(flow.field("expected_minutes"), time(expected), time(longest)).with("flow", flow.key())
    })
}
