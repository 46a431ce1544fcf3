//! LCY008: a machine does not stay in provisioning for long.

use super::minutes;
use crate::facts::known::{all, not};
use crate::facts::value::Status;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A machine should not be provisioning for two hours or more.
    ///
    /// # Why
    /// Over 30 minutes is normal. How much more is not published: two hours is our figure, after which it is likely that an attempt failed and is
    /// being repeated. The reason then stands on the details page as a provisioning error.
    ///
    /// # How to fix it
    /// Open the machine's details page and read its provisioning errors. `greenlight explain` says more about each published code.
    code: LCY008,
    name: "provisioning-comes-to-an-end",
    level: Warning,
    provenance: Assumed,
    source: "hosted-machines-2024-01-24" / "Create a hosted machine",
    judges: [OpenInBrowser, RunAttended, RunUnattended, ShareMachine, AddToGroup, Restart, Edit],
    fixers: [MachineCreator, Microsoft],
    says: "machine `{machine}` has been provisioning for {found}; it should take {expected}",
    steps: [
        "open the details page of `{machine}` in Power Automate and read its provisioning errors",
    ],
    examples: [
        broken "just two hours" {
            "/machines/bot-01": {
                "status": "provisioning",
                "requested": "2024-02-12T07:00:00Z",
                "restarted": "none",
                "last_run": "none",
                "last_desktop_use": "none"
            },
            "/request/open-in-browser/machine": "bot-01"
        },
        broken "a millisecond more" {
            "/machines/bot-01": {
                "status": "provisioning",
                "requested": "2024-02-12T06:59:59.999Z",
                "restarted": "none",
                "last_run": "none",
                "last_desktop_use": "none"
            },
            "/request/open-in-browser/machine": "bot-01"
        },
        met "a millisecond under two hours" {
            "/machines/bot-01": {
                "status": "provisioning",
                "requested": "2024-02-12T07:00:00.001Z",
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
            "/machines/bot-01/status": null,
            "/request/open-in-browser/machine": "bot-01"
        },
        broken @March2025 "just two hours" {
            "/machines/bot-01": {
                "status": "provisioning",
                "requested": "2025-04-14T07:00:00Z",
                "restarted": "none",
                "last_run": "none",
                "last_desktop_use": "none"
            },
            "/request/open-in-browser/machine": "bot-01"
        },
        met @March2025 "a millisecond under two hours" {
            "/machines/bot-01": {
                "status": "provisioning",
                "requested": "2025-04-14T07:00:00.001Z",
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
    let machine = cx.asked_machine()?;
    let requested = machine.requested();
    let stuck = all([
        machine.status().map(|status| *status == Status::Provisioning),
        requested.clone().map(|at| !cx.within_minutes(*at, long)),
    ]);
    require(not(stuck), || {
        let since = requested.map_or(0, |at| cx.minutes_since(*at));
        Evidence::new(machine.field("status"), minutes(since), say::LESS_THAN.with("time", minutes(long)))
            .with("machine", machine.key())
            .related(machine.field("requested"))
    })
}
