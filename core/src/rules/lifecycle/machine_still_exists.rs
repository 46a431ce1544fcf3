//! LCY023: a machine that something is done with still exists.

use crate::facts::request::Action;
use crate::facts::value::Status;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A machine that was removed for inactivity can only be deleted, and one that was deleted is gone.
    ///
    /// # Why
    /// A machine swept for inactivity stays visible in the list but cannot be used any more: all that is left is to delete its record. After that,
    /// or after somebody deleted it, nothing can be done with it.
    ///
    /// # How to fix it
    /// Delete the record, create a new machine, and rebind the connections of your cloud flows to it.
    code: LCY023,
    name: "machine-still-exists",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Deletion of unused resources"
        + "hosted-machines-2022-12-12" / "Delete of unused resources",
    holds: ALWAYS,
    judges: [
        ShareMachine, UnshareMachine, OpenInBrowser, RunAttended, RunUnattended, TestFlow, AddToGroup, Restart,
        Edit, Delete, SetMaintenance,
    ],
    fixers: [MachineCreator],
    says: "machine `{machine}` was {found} {so}",
    steps: [
        "{remedy}",
        "rebind the connections of your cloud flows to the new machine",
    ],
    examples: [
        broken "a run on a machine swept for inactivity" {
            "/machines/bot-01/status": "removed",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "a test on a deleted machine" {
            "/machines/bot-01/status": "deleted",
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        broken "sharing a deleted machine" {
            "/machines/bot-01/status": "deleted",
            "/request/share-machine": { "machine": "bot-01", "with": "maker-b", "level": "user" }
        },
        broken "maintenance mode of a machine that was swept" {
            "/machines/bot-01/status": "removed",
            "/request/set-maintenance": { "machine": "bot-01", "to": "enabled" }
        },
        not_applicable "maintenance mode of a machine group" {
            "/request/set-maintenance": { "group": "pool", "to": "enabled" }
        },
        broken "deleting it once more" { "/machines/bot-01/status": "deleted", "/request/delete/machine": "bot-01" },
        met "deleting what was swept" { "/machines/bot-01/status": "removed", "/request/delete/machine": "bot-01" },
        met "deleting a machine in use" { "/request/delete/machine": "bot-01" },
        met "a machine whose provisioning failed still exists" {
            "/machines/bot-01/status": "failed",
            "/request/edit/machine": "bot-01"
        },
        unknown "its status was not looked up" {
            "/machines/bot-01/status": null,
            "/request/restart/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let status = *machine.status()?;
    let gone = match status {
        Status::Removed | Status::OverCapacityDeleted => cx.action() != Action::Delete,
        Status::Deleted => true,
        Status::Active
        | Status::Provisioning
        | Status::Restarting
        | Status::Failed
        | Status::ProvisionedWithError
        | Status::Error
        | Status::RequiresReconnection
        | Status::OverCapacity
        | Status::OverCapacityDisabled => false,
    };
    require(Ok(!gone), || {
        let name = machine.key();
        let (so, remedy) = if matches!(status, Status::Removed | Status::OverCapacityDeleted) {
            (say::CAN_ONLY_BE_DELETED, say::DELETE_AND_CREATE)
        } else {
            (say::NOTHING_CAN_BE_DONE, say::CREATE_IN_PLACE)
        };
        Evidence::new(machine.field("status"), status, say::A_MACHINE_THAT_EXISTS)
            .with("machine", name)
            .with("so", so)
            .with("remedy", remedy.with("name", name))
    })
}
