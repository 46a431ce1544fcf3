//! LCY009: a machine that was restarted just now is given a few minutes.

use super::minutes;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A machine needs a few minutes after a restart before it can be accessed.
    ///
    /// # Why
    /// The page asks to wait for a few minutes; that we take them for five is ours. Until then the machine may not be connected.
    ///
    /// # How to fix it
    /// Wait, and try again.
    code: LCY009,
    name: "restart-is-over",
    level: Note,
    provenance: Assumed,
    source: "hosted-machines-2024-01-24" / "Restart hosted machines",
    judges: [OpenInBrowser, RunAttended, RunUnattended],
    fixers: [MachineCreator],
    says: "machine `{machine}` was restarted {found} ago; wait {expected} before accessing it",
    steps: [
        "wait until the details page of `{machine}` shows it as active and connected",
    ],
    examples: [
        broken "at the very moment" {
            "/machines/bot-01/restarted": "2024-02-12T09:00:00Z",
            "/request/open-in-browser/machine": "bot-01"
        },
        broken "a millisecond under five minutes" {
            "/machines/bot-01/restarted": "2024-02-12T08:55:00.001Z",
            "/request/open-in-browser/machine": "bot-01"
        },
        met "just five minutes" {
            "/machines/bot-01/restarted": "2024-02-12T08:55:00Z",
            "/request/open-in-browser/machine": "bot-01"
        },
        met "a millisecond more" {
            "/machines/bot-01/restarted": "2024-02-12T08:54:59.999Z",
            "/request/open-in-browser/machine": "bot-01"
        },
        met "never restarted" { "/machines/bot-01/restarted": "none", "/request/open-in-browser/machine": "bot-01" },
        unknown "nobody knows when it was restarted" {
            "/machines/bot-01/restarted": null,
            "/request/open-in-browser/machine": "bot-01"
        },
        broken @March2025 "a millisecond under five minutes" {
            "/machines/bot-01/restarted": "2025-04-14T08:55:00.001Z",
            "/request/open-in-browser/machine": "bot-01"
        },
        met @March2025 "just five minutes" {
            "/machines/bot-01/restarted": "2025-04-14T08:55:00Z",
            "/request/open-in-browser/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let wait = cx.number(Key::RestartMinutes)?;
    let machine = cx.asked_machine()?;
    let Some(restarted) = machine.restarted()?.instant() else {
        return Ok(());
    };
    let over = restarted > cx.now || !cx.within_minutes(restarted, wait);
    require(Ok(over), || {
        Evidence::new(machine.field("restarted"), minutes(cx.minutes_since(restarted)), minutes(wait))
            .with("machine", machine.key())
    })
}
