//! QUE024: a large group does not run many flows of less than a minute.

use super::RUNS;
use crate::facts::known::{all, not};
use crate::rulebook::Key;
use crate::rules::context::{Context, Sum};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Many runs of less than a minute should not go to a large machine group.
    ///
    /// # Why
    /// A queue hands out its runs in turn, as well as it can. When each run is over within a minute and there are many bots, handing out takes
    /// longer than running, and bots stand idle while runs wait. Microsoft advises against it; that ten bots make a group large is our figure.
    ///
    /// # How to fix it
    /// Do more in each run, for example a batch of records instead of one, or divide the group.
    code: QUE024,
    name: "large-groups-run-longer-flows",
    level: Note,
    provenance: Assumed,
    source: "monitor-queues-2024-10-07" / "Known issues",
    judges: RUNS,
    fixers: [Maker],
    says: "many runs on machine group `{group}` take less than a minute, and it may have {found} bots: with {expected} or more that is discouraged",
    steps: [
        "let each run do more, or divide `{group}` into smaller groups",
    ],
    examples: [
        broken "ten bots" {
            "/groups/invoices": { "max_bots": 10, "queue": { "short_runs": true } },
            "/request/run-unattended/group": "invoices"
        },
        broken "eleven bots" {
            "/groups/invoices": { "max_bots": 11, "queue": { "short_runs": true } },
            "/request/run-unattended/group": "invoices"
        },
        broken "ten machines" {
            "/groups/pool": {
                "members": ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"],
                "queue": { "short_runs": true }
            },
            "/request/run-attended/group": "pool"
        },
        met "nine bots" {
            "/groups/invoices": { "max_bots": 9, "queue": { "short_runs": true } },
            "/request/run-unattended/group": "invoices"
        },
        met "one machine" { "/groups/pool/queue/short_runs": true, "/request/run-attended/group": "pool" },
        met "longer runs" { "/groups/invoices/max_bots": 50, "/request/run-unattended/group": "invoices" },
        unknown "nobody knows how long runs take" {
            "/groups/invoices": { "max_bots": 50, "queue": { "short_runs": null } },
            "/request/run-unattended/group": "invoices"
        },
        unknown "the most bots were not looked up" {
            "/groups/invoices": { "max_bots": null, "queue": { "short_runs": true } },
            "/request/run-unattended/group": "invoices"
        },
        unknown "the machines were not listed" {
            "/groups/pool": { "members": null, "queue": { "short_runs": true } },
            "/request/run-unattended/group": "pool"
        },
        not_applicable "a machine" { "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let large = cx.number(Key::QueueLargeGroup)?;
    let group = cx.asked_group()?;
    let short = group.queue().short_runs().copied();
    let discouraged = all([short, cx.bots_suffice(group, &Sum::exactly(large))]);
    require(not(discouraged), || {
        let (bots, field) = cx.bots_known(group);
        Evidence::new(group.queue().field("short_runs"), bots, large)
            .with("group", group.key())
            .related(group.field(field))
    })
}
