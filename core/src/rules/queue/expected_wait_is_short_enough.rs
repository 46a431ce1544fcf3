//! QUE002: a run is not expected to wait for longer than runs may.

use super::{RUNS, time};
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A run should not be expected to wait for more than six hours, the shorter of the limits that are published.
    ///
    /// # Why
    /// A run that is still queued after six hours, or twelve by the page on machine groups of 2025-10-02, fails with `NoCandidateMachine`. A plan that lets runs wait longer than that plans for failures,
    /// even where every single run would go well.
    ///
    /// # How to fix it
    /// Add machines or bots, start the flows at different times, or give those that must be on time a higher priority.
    code: QUE002,
    name: "expected-wait-is-short-enough",
    level: Warning,
    provenance: Stated,
    source: "manage-machines-2025-01-14" / "Machine and machine group limitations",
    judges: RUNS,
    fixers: [Maker, MachineCreator],
    says: "a run on {of} `{name}` is expected to wait for {found}, but fails after {expected} in the queue",
    steps: [
        "add machines or bots, or start the flows of `{name}` at different times",
    ],
    examples: [
        broken "a minute over six hours" {
            "/machines/bot-01/queue/expected_minutes": 361,
            "/request/run-unattended/machine": "bot-01"
        },
        broken "on a machine group" {
            "/groups/pool/queue/expected_minutes": 720,
            "/request/run-attended/group": "pool"
        },
        met "just six hours" {
            "/machines/bot-01/queue/expected_minutes": 360,
            "/request/run-unattended/machine": "bot-01"
        },
        met "a minute under six hours" {
            "/machines/bot-01/queue/expected_minutes": 359,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "nobody has planned" {
            "/machines/bot-01/queue/expected_minutes": null,
            "/request/run-unattended/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let longest = cx.number(Key::QueueLongestWaitMinutes)?;
    let longest = cx.number(Key::QueueDoubtfulWaitMinutes).unwrap_or(longest).min(longest);
    let asked = cx.queue()?;
    let expected = *asked.queue.expected_minutes()?;
    require(Ok(expected <= longest), || {
        Evidence::new(asked.queue.field("expected_minutes"), time(expected), time(longest))
            .with("of", asked.of)
            .with("name", asked.name)
    })
}
