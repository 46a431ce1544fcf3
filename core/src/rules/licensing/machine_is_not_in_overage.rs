//! LIC016: the machine is not marked as over the capacity of its environment.

use crate::facts::entities::Started;
use crate::facts::value::Status;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, alongside, applies, require, rule};

rule! {
    /// A machine that is marked as over the capacity of its environment works only until a grace period ends.
    ///
    /// # Why
    /// Machines in overage keep running for a while, whose length is not published. Then they are turned off, and after that deleted
    /// (Dataverse knows a status for each). Nothing but more capacity, or less that needs it, takes the mark away.
    ///
    /// # How to fix it
    /// Request capacity for the environment before the grace period ends, as much as the whole environment lacks.
    code: LIC016,
    name: "machine-is-not-in-overage",
    level: Warning,
    provenance: Stated,
    source: "capacity-utilization-hosted-2024-05-01" / "Hosted machine in overage",
    holds: SINCE_MARCH_2025,
    judges: [OpenInBrowser, RunAttended, RunUnattended],
    fixers: [Maker, PowerPlatformAdministrator, Billing],
    says: "machine `{machine}` is {found}: it may be turned off when the grace period ends",
    steps: [
        "request more {capacity} for the environment of `{machine}`, as much as the whole environment lacks",
        "or free capacity: delete machines that are no longer used, or commit fewer bots to hosted machine groups",
    ],
    examples: [
        broken "its status says so" {
            "/machines/bot-01": { "status": "over-capacity", "over_capacity_since": "2025-04-10" },
            "/request/run-unattended/machine": "bot-01"
        },
        broken "since when is not known" {
            "/machines/bot-01": { "status": "over-capacity", "over_capacity_since": null },
            "/request/open-in-browser/machine": "bot-01"
        },
        broken "it has been over the capacity for days" {
            "/machines/bot-01/over_capacity_since": "2025-04-10",
            "/request/run-attended/machine": "bot-01"
        },
        met "within the capacity" { "/request/run-unattended/machine": "bot-01" },
        unknown "its status was not looked up" {
            "/machines/bot-01/status": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "nobody knows whether it is over the capacity" {
            "/machines/bot-01/over_capacity_since": null,
            "/request/run-unattended/machine": "bot-01"
        },
        not_applicable "turned off already, which is the matter of another rule" {
            "/machines/bot-01": { "status": "over-capacity-disabled", "over_capacity_since": "2025-04-05" },
            "/request/run-unattended/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let since = machine.over_capacity_since();
    let status = *alongside(machine.status(), || since.clone())?;
    let gone = [Status::OverCapacityDisabled, Status::OverCapacityDeleted, Status::Removed, Status::Deleted];
    applies(!gone.contains(&status))?;
    let within = if status == Status::OverCapacity {
        Ok(false)
    } else {
        since.clone().map(|since| *since == Started::Never)
    };
    require(within, || {
        let found = match since {
            Ok(Started::On(since)) => say::OVER_CAPACITY_SINCE.with("day", since.day()),
            _ => say::OVER_CAPACITY.into(),
        };
        Evidence::new(machine.field("status"), found, say::WITHIN_THE_CAPACITY)
            .related(machine.field("over_capacity_since"))
            .with("machine", machine.key())
            .with("capacity", cx.capacity_name())
    })
}
