//! QUE019: there are as many bots as unattended runs at the same time.

use crate::rulebook::Key;
use crate::rules::context::{Context, Sum};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::Word;

rule! {
    /// Of the unattended runs that are due at the same time, those that find no bot wait in the queue.
    ///
    /// # Why
    /// A hosted machine takes one unattended run at a time: its Windows lets one person in. A machine group takes as many as it has machines,
    /// a hosted machine group as many as it may have bots. The rest waits its turn, which is no failure. That one machine is one bot is our reading.
    ///
    /// # How to fix it
    /// Nothing, where waiting does no harm. Otherwise add machines, raise the most bots of the group, or start the flows at different times.
    code: QUE019,
    name: "bots-for-parallel-runs",
    level: Note,
    provenance: Assumed,
    source: "manage-machines-2025-01-14" / "Enable your machine for unattended mode",
    judges: [RunUnattended],
    fixers: [Maker, MachineCreator],
    says: "{expected} are due on {of} `{name}` at the same time, but it takes {found}: the rest waits",
    steps: [
        "add machines or bots to `{name}`, or start its flows at different times, where waiting does harm",
    ],
    examples: [
        broken "two on one machine" {
            "/machines/bot-01/queue/parallel_runs": 2,
            "/request/run-unattended/machine": "bot-01"
        },
        broken "two or more on one machine" {
            "/machines/bot-01/queue/parallel_runs/at_least": 2,
            "/request/run-unattended/machine": "bot-01"
        },
        broken "more than a hosted machine group may have bots" {
            "/groups/invoices": { "max_bots": 3, "queue": { "parallel_runs": 4 } },
            "/request/run-unattended/group": "invoices"
        },
        broken "more than a group has machines" {
            "/groups/pool/queue/parallel_runs": 2,
            "/request/run-unattended/group": "pool"
        },
        met "one on one machine" { "/request/run-unattended/machine": "bot-01" },
        met "as many as a hosted machine group may have bots" {
            "/groups/invoices": { "max_bots": 4, "queue": { "parallel_runs": 4 } },
            "/request/run-unattended/group": "invoices"
        },
        met "as many as a group has machines, at least" {
            "/groups/pool": {
                "members": { "items": ["bot-01", "bot-02"], "complete": false },
                "queue": { "parallel_runs": 2 }
            },
            "/request/run-unattended/group": "pool"
        },
        unknown "nobody has planned" {
            "/machines/bot-01/queue/parallel_runs": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the most bots were not looked up" {
            "/groups/invoices": { "max_bots": null, "queue": { "parallel_runs": 4 } },
            "/request/run-unattended/group": "invoices"
        },
        unknown "perhaps the group has more machines" {
            "/groups/pool": { "members": { "items": ["bot-02"], "complete": false }, "queue": { "parallel_runs": 2 } },
            "/request/run-unattended/group": "pool"
        },
        unknown "its kind was not looked up" {
            "/groups/invoices/kind": null,
            "/request/run-unattended/group": "invoices"
        },
        not_applicable "attended runs have a session of their own" { "/request/run-attended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let asked = cx.queue()?;
    let at = || asked.queue.field("parallel_runs");
    let runs = Sum::exactly(0).with(asked.queue.parallel_runs(), at);
    let words = |evidence: Evidence| evidence.with("of", &asked.of).with("name", asked.name);
    if cx.is_on_group() {
        let group = cx.group()?;
        return require(cx.bots_suffice(group, &runs), || {
            let (bots, field) = cx.bots_known(group);
            words(Evidence::new(group.field(field), many(bots), many(runs.least()))).related(at())
        });
    }
    let each = cx.number(Key::QueueRunsPerMachine)?;
    require(Sum::exactly(each).covers(&runs), || words(Evidence::new(at(), many(each), many(runs.least()))))
}

fn many(number: u64) -> Word {
    say::RUNS.counting(number)
}
