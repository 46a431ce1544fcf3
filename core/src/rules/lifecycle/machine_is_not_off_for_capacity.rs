//! LCY012: a machine was not turned off for want of capacity.

use crate::facts::value::Status;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A machine that something is done with should not have been turned off for being over its environment's capacity.
    ///
    /// # Why
    /// Where an environment has more machines and committed bots than units of capacity, the newest are over it, and after a time that is not published they
    /// are turned off, or deleted. The table of machines in Dataverse has a status for each. A deleted one is the matter of another requirement, and so is
    /// running flows on one that is off.
    ///
    /// # How to fix it
    /// Allocate capacity to the environment, or free some of it by deleting machines or committing fewer bots.
    code: LCY012,
    name: "machine-is-not-off-for-capacity",
    level: Warning,
    provenance: Adjacent,
    source: "dataverse-tables" / "Flow Machine: status reason",
    holds: SINCE_MARCH_2025,
    judges: [ShareMachine, AddToGroup, Restart, Edit, SetMaintenance],
    fixers: [PowerPlatformAdministrator, LicenceAdministrator],
    covered_by: [LCY023],
    says: "machine `{machine}` is {found}; it should be {expected}",
    steps: [
        "allocate capacity ({capacity}) to the environment of `{machine}`, or free some of it",
        "if the machine was deleted, create another once there is capacity",
    ],
    examples: [
        broken "turned off" {
            "/machines/bot-01/status": "over-capacity-disabled",
            "/request/restart/machine": "bot-01"
        },
        broken "its maintenance is set" {
            "/machines/bot-01/status": "over-capacity-disabled",
            "/request/set-maintenance": { "machine": "bot-01", "to": "enabled" }
        },
        not_judged "deleted, which another rule says" {
            "/machines/bot-01/status": "over-capacity-deleted",
            "/request/edit/machine": "bot-01"
        },
        met "active" { "/request/edit/machine": "bot-01" },
        met "over capacity and still on, which is the matter of another rule" {
            "/machines/bot-01/status": "over-capacity",
            "/request/edit/machine": "bot-01"
        },
        unknown "its status was not looked up" { "/machines/bot-01/status": null, "/request/edit/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let status = *machine.status()?;
    require(Ok(!matches!(status, Status::OverCapacityDisabled | Status::OverCapacityDeleted)), || {
        Evidence::new(machine.field("status"), status, Status::Active)
            .with("machine", machine.key())
            .with("capacity", cx.capacity_name())
    })
}
