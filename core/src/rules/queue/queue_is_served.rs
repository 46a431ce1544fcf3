//! QUE001: no run has waited in the queue for longer than runs may.

use super::{RUNS, time};
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::Level;

rule! {
    /// No run may wait in the queue of a machine or a machine group for longer than runs may: six hours, and twelve by the page on machine groups
    /// of 2025-10-02.
    ///
    /// # Why
    /// A run that nothing has taken up in that time fails with `NoCandidateMachine`. When the oldest run has waited that long, nothing takes runs
    /// up: the machine is away, in maintenance or busy, or there are too few machines. A run started now joins the same queue. The
    /// priority of another run can be changed all the same. (The three hours that one also reads of are the default timeout of the action, not of the queue.)
    ///
    /// The page on machines and the article on queue errors still name six hours where the page on machine groups names twelve. Between the two
    /// this is a warning.
    ///
    /// # How to fix it
    /// Find out what keeps the queue: connectivity, maintenance mode, sessions that are open. Add machines or bots, or spread the flows over the day.
    code: QUE001,
    name: "queue-is-served",
    level: Error,
    provenance: Stated,
    source: "manage-machines-2025-01-14" / "Machine and machine group limitations"
        + "manage-machine-groups-2025-10-02" / "Machine and machine group limitations",
    judges: RUNS,
    fixers: [Maker, MachineCreator],
    says: "the oldest run in the queue of {of} `{name}` has waited for {found}; after {expected} a run fails",
    steps: [
        "open the run queue of `{name}` in Power Automate and see what its first run waits for",
        "bring the machine back, end sessions that are open on it, or add machines or bots",
    ],
    examples: [
        broken "a minute over six hours" {
            "/machines/bot-01/queue": { "waiting_minutes": 361, "waiting_runs": 1 },
            "/request/run-unattended/machine": "bot-01"
        },
        broken "on a machine group" {
            "/groups/invoices/queue": { "waiting_minutes": 400, "waiting_runs": 1 },
            "/request/run-unattended/group": "invoices"
        },
        met "just six hours" {
            "/machines/bot-01/queue": { "waiting_minutes": 360, "waiting_runs": 1 },
            "/request/run-attended/machine": "bot-01"
        },
        met "a minute under six hours" {
            "/machines/bot-01/queue": { "waiting_minutes": 359, "waiting_runs": 1 },
            "/request/run-attended/machine": "bot-01"
        },
        broken @October2025 "a warning, between the two limits" {
            "/machines/bot-01/queue": { "waiting_minutes": 361, "waiting_runs": 1 },
            "/request/run-unattended/machine": "bot-01"
        },
        broken @October2025 "a minute over twelve hours" {
            "/machines/bot-01/queue": { "waiting_minutes": 721, "waiting_runs": 1 },
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "nobody has looked at the queue" {
            "/machines/bot-01/queue": { "waiting_minutes": null, "waiting_runs": null },
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "neither machine nor group is named" { "/request/run-unattended": {} },
        not_applicable "the priority of a run is changed" {
            "/machines/bot-01/queue": { "waiting_minutes": 500, "waiting_runs": 1 },
            "/request/change-priority": { "machine": "bot-01", "flow": "invoice" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let longest = cx.number(Key::QueueLongestWaitMinutes)?;
    let asked = cx.queue()?;
    let shorter = cx.number(Key::QueueDoubtfulWaitMinutes).unwrap_or(longest).min(longest);
    let waited = *asked.queue.waiting_minutes()?;
    require(Ok(waited <= shorter), || {
        let (limit, level) =
            if waited > longest { (longest, Level::Error) } else { (shorter, Level::Warning) };
        Evidence::new(asked.queue.field("waiting_minutes"), time(waited), time(limit))
            .with("of", asked.of)
            .with("name", asked.name)
            .level(level)
    })
}
