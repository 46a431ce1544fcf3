//! QUE032: the queue takes one more desktop flow.

use super::RUNS;
use crate::facts::known::Missing;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The queue of a machine or a machine group should have room for one more desktop flow: it takes 500.
    ///
    /// # Why
    /// The page on machine groups names 500 as the most desktop flows in a queue. It does not say what becomes of the next one, so this is a
    /// warning. A queue that long is not served anyway: see how long its oldest run has waited.
    ///
    /// # How to fix it
    /// Spread the flows over several machines or groups, start them at different times, or cancel runs that nobody needs any more.
    code: QUE032,
    name: "queue-has-room",
    level: Warning,
    provenance: Stated,
    source: "manage-machine-groups-2025-10-02" / "Machine and machine group limitations",
    holds: SINCE_OCTOBER_2025,
    judges: RUNS,
    fixers: [Maker, MachineCreator],
    says: "{found} desktop flows wait in the queue of {of} `{name}`; it takes {expected}",
    steps: [
        "spread the flows of `{name}` over several machines or groups, or over the day",
        "or cancel runs in its queue that nobody needs any more",
    ],
    examples: [
        broken "as many as it takes" {
            "/machines/bot-01/queue/waiting_runs": 500,
            "/request/run-unattended/machine": "bot-01"
        },
        broken "in the queue of a machine group" {
            "/groups/pool/queue/waiting_runs": { "at_least": 600 },
            "/request/run-attended/group": "pool"
        },
        met "room for one" {
            "/machines/bot-01/queue/waiting_runs": 499,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "nobody has counted them" {
            "/machines/bot-01/queue/waiting_runs": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "only some of them were counted" {
            "/machines/bot-01/queue/waiting_runs": { "at_least": 499 },
            "/request/run-unattended/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let most = cx.number(Key::QueueLongest)?;
    let asked = cx.queue()?;
    let at = || asked.queue.field("waiting_runs");
    let waiting = asked.queue.waiting_runs()?;
    let room = waiting.plus(1).at_most(most).ok_or_else(|| Missing::fact(at()));
    require(room, || Evidence::new(at(), waiting.number, most).with("of", asked.of).with("name", asked.name))
}
