//! QUE005: the priority of a run is one that there is.

use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, commas, require, rule};

rule! {
    /// The priority of a run should be High or Normal.
    ///
    /// # Why
    /// A queue knows two priorities and takes up runs of High before runs of Normal, each in the order in which they came. Another word
    /// does not bring a run to the front; without one it is Normal.
    ///
    /// # How to fix it
    /// Choose High or Normal in the action that runs the desktop flow.
    code: QUE005,
    name: "priority-is-high-or-normal",
    level: Warning,
    provenance: Stated,
    source: "monitor-queues-2024-10-07" / "Setting a priority",
    judges: [RunAttended, RunUnattended, ChangePriority],
    fixers: [Maker],
    says: "runs of desktop flow `{flow}` have the priority `{found}`; there is {expected}",
    steps: [
        "in the action that runs `{flow}`, choose one of the priorities {expected}",
    ],
    examples: [
        broken "a third word" {
            "/flows/invoice/priority": "urgent",
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        met "high" {
            "/flows/invoice/priority": "High",
            "/request/change-priority": { "machine": "bot-01", "flow": "invoice" }
        },
        met "normal" { "/request/run-attended": { "machine": "bot-01", "flow": "invoice" } },
        unknown "not looked up" {
            "/flows/invoice/priority": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        not_applicable "no flow is named" { "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let priorities = cx.texts(Key::QueuePriorities)?;
    let flow = cx.flow()?;
    let priority = flow.priority()?;
    let known = priorities.iter().any(|known| known.eq_ignore_ascii_case(priority));
    require(Ok(known), || {
        let expected = commas(priorities);
        Evidence::new(flow.field("priority"), priority, expected).with("flow", flow.key())
    })
}
