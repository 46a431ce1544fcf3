//! QUE025: the first run of a queue does not keep the others waiting.

use super::RUNS;
use crate::facts::known::{all, not};
use crate::facts::value::{Head, Switch};
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Where the first run of a queue waits for a session of its user to end, extended queue prioritization should be on.
    ///
    /// # Why
    /// Without it, only the first run of a queue is looked at: while a session of its user is open, every run behind it waits too, though
    /// a machine may be free for it. With extended queue prioritization the next runs are looked at as well. It is on by default where several
    /// sessions at a time are possible, and can be turned off.
    ///
    /// # How to fix it
    /// Turn on extended queue prioritization in the settings of the machine or the machine group, or end the session.
    code: QUE025,
    name: "queue-is-not-held-up-by-its-head",
    level: Warning,
    provenance: Stated,
    source: "monitor-queues-2024-10-07" / "Extended queue prioritization",
    judges: RUNS,
    fixers: [MachineCreator, CoOwner],
    says: "the first run in the queue of {of} `{name}` waits for a session of its user, and extended queue prioritization is {found}; it should be {expected}",
    steps: [
        "turn on extended queue prioritization in the settings of `{name}`",
    ],
    examples: [
        broken "off, and a session is open" {
            "/groups/pool/queue": { "head": "session-open", "extended": "disabled" },
            "/request/run-unattended/group": "pool"
        },
        broken "on one machine" {
            "/machines/bot-01/queue": { "head": "session-open", "extended": "disabled" },
            "/request/run-unattended/machine": "bot-01"
        },
        met "on" { "/groups/pool/queue/head": "session-open", "/request/run-unattended/group": "pool" },
        met "nothing keeps the first run" {
            "/groups/pool/queue/extended": "disabled",
            "/request/run-attended/group": "pool"
        },
        met "no machine is free, for no run" {
            "/groups/pool/queue": { "head": "no-machine", "extended": "disabled" },
            "/request/run-unattended/group": "pool"
        },
        unknown "nobody has looked at the queue" {
            "/groups/pool/queue": { "head": null, "extended": "disabled" },
            "/request/run-unattended/group": "pool"
        },
        unknown "nobody has looked at the setting" {
            "/machines/bot-01/queue": { "head": "session-open", "extended": null },
            "/request/run-unattended/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let asked = cx.queue()?;
    let held_up = all([
        asked.queue.head().map(|head| *head == Head::SessionOpen),
        asked.queue.extended().map(|extended| *extended == Switch::Disabled),
    ]);
    require(not(held_up), || {
        Evidence::new(asked.queue.field("extended"), Switch::Disabled, Switch::Enabled)
            .with("of", asked.of)
            .with("name", asked.name)
            .related(asked.queue.field("head"))
    })
}
