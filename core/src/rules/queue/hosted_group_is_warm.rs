//! QUE014: a hosted machine group that has not run for hours has to make its bots first.

use super::time;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The first run on a hosted machine group that is new, or has run nothing for more than three hours, waits until a bot is made.
    ///
    /// # Why
    /// A group without work keeps no bots. Making one takes ten minutes or more, during which the queue seems to be stuck. That is normal.
    ///
    /// # How to fix it
    /// Wait. Where the delay matters, start a small flow ahead of the work, or use a hosted machine.
    code: QUE014,
    name: "hosted-group-is-warm",
    level: Note,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Hosted machine groups availability",
    judges: [RunUnattended],
    fixers: [Maker],
    covered_by: [LCY005],
    says: "machine group `{group}` has run {found} and keeps no bots for longer than {expected}: the first run waits {start} or more for one",
    steps: [
        "wait {start} or more for the first run, or start a small flow ahead of the work",
    ],
    examples: [
        broken "never used" { "/groups/invoices/last_run": "none", "/request/run-unattended/group": "invoices" },
        broken "a millisecond over three hours" {
            "/as_of": "2024-02-12T11:00:00.001Z",
            "/request/run-unattended/group": "invoices"
        },
        broken @March2025 "a day ago" { "/as_of": "2025-04-15T08:00:00Z", "/request/run-unattended/group": "invoices" },
        met "just three hours" { "/as_of": "2024-02-12T11:00:00Z", "/request/run-unattended/group": "invoices" },
        met "a millisecond under three hours" {
            "/as_of": "2024-02-12T10:59:59.999Z",
            "/request/run-unattended/group": "invoices"
        },
        met @March2025 "an hour ago" { "/as_of": "2025-04-14T09:00:00Z", "/request/run-unattended/group": "invoices" },
        unknown "nobody knows when it ran" {
            "/groups/invoices/last_run": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "its kind was not looked up" {
            "/groups/invoices/kind": null,
            "/request/run-unattended/group": "invoices"
        },
        not_applicable "a group of machines" { "/request/run-unattended/group": "pool" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (idle, start) = (cx.number(Key::QueueGroupIdleMinutes)?, cx.number(Key::QueueGroupStartMinutes)?);
    let group = cx.hosted_group(|group| group.last_run().map(|_| ()))?;
    let last = group.last_run()?;
    let idle_for = last.instant().map(|at| cx.minutes_since(at));
    let warm = last.instant().is_some_and(|at| !cx.is_over_minutes_ago(at, idle));
    require(Ok(warm), || {
        let found = match idle_for {
            None => say::NOTHING_YET.into(),
            Some(minutes) => say::NOTHING_FOR.with("time", time(minutes)),
        };
        Evidence::new(group.field("last_run"), found, time(idle))
            .with("group", group.key())
            .with("start", time(start))
    })
}
