//! LCY007: a machine that is still provisioning is waited for.

use super::minutes;
use crate::facts::known::{all, not};
use crate::facts::value::Status;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A machine that is provisioning needs time, often more than 30 minutes.
    ///
    /// # Why
    /// How long it takes depends on the machine's configuration, such as its image and network. Up to two hours, which is our figure, Greenlight takes it for normal.
    ///
    /// # How to fix it
    /// Wait until the details page shows the status Active and the connectivity Connected.
    code: LCY007,
    name: "provisioning-takes-its-time",
    level: Note,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Create a hosted machine"
        + "hosted-machines-2022-12-12" / "Create a hosted machine",
    holds: ALWAYS,
    judges: [OpenInBrowser, RunAttended, RunUnattended, ShareMachine, AddToGroup, Restart, Edit],
    fixers: [MachineCreator],
    says: "machine `{machine}` has been provisioning for {found}, which can take {expected}",
    steps: [
        "wait until the details page of `{machine}` shows it as active and connected",
    ],
    examples: [
        broken "asked for an hour ago" {
            "/machines/bot-01": {
                "status": "provisioning",
                "requested": "2024-02-12T08:00:00Z",
                "restarted": "none",
                "last_run": "none",
                "last_desktop_use": "none"
            },
            "/request/open-in-browser/machine": "bot-01"
        },
        broken "a millisecond under two hours" {
            "/machines/bot-01": {
                "status": "provisioning",
                "requested": "2024-02-12T07:00:00.001Z",
                "restarted": "none",
                "last_run": "none",
                "last_desktop_use": "none"
            },
            "/request/open-in-browser/machine": "bot-01"
        },
        met "two hours, which is the matter of another rule" {
            "/machines/bot-01": {
                "status": "provisioning",
                "requested": "2024-02-12T07:00:00Z",
                "restarted": "none",
                "last_run": "none",
                "last_desktop_use": "none"
            },
            "/request/open-in-browser/machine": "bot-01"
        },
        broken @March2025 "asked for an hour ago" {
            "/machines/bot-01": {
                "status": "provisioning",
                "requested": "2025-04-14T08:00:00Z",
                "restarted": "none",
                "last_run": "none",
                "last_desktop_use": "none"
            },
            "/request/open-in-browser/machine": "bot-01"
        },
        met "done" { "/request/open-in-browser/machine": "bot-01" },
        unknown "nobody knows when it was asked for" {
            "/machines/bot-01": {
                "status": "provisioning",
                "requested": null,
                "restarted": "none",
                "last_run": "none",
                "last_desktop_use": "none"
            },
            "/request/open-in-browser/machine": "bot-01"
        },
        unknown "its status was not looked up" {
            "/machines/bot-01": {
                "status": null,
                "requested": "2024-02-12T08:00:00Z",
                "restarted": "none",
                "last_run": "none",
                "last_desktop_use": "none"
            },
            "/request/open-in-browser/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let long = cx.number(Key::ProvisioningLongMinutes)?;
    let usual = cx.number(Key::ProvisioningUsualMinutes)?;
    let machine = cx.asked_machine()?;
    let requested = machine.requested();
    let waiting = all([
        machine.status().map(|status| *status == Status::Provisioning),
        requested.clone().map(|at| cx.within_minutes(*at, long)),
    ]);
    require(not(waiting), || {
        let since = requested.map_or(0, |at| cx.minutes_since(*at));
        Evidence::new(machine.field("status"), minutes(since), say::OVER.with("time", minutes(usual)))
            .with("machine", machine.key())
            .related(machine.field("requested"))
    })
}
