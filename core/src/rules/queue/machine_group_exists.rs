//! QUE022: a machine group that something is done with exists, and one that a run goes to can be used.

use super::RUNS_AND_TESTS;
use crate::facts::request::{Action, Actions};
use crate::facts::value::GroupState;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A machine group that something is done with must still exist, and making the one that a run goes to must not have failed.
    ///
    /// # Why
    /// A connection goes on naming the group it was made for after the group was deleted, and runs fail with `XrmMachineGroupNotFound`. A new group of
    /// the same name is another group. A group in error takes no run either; that is our reading of the state. One that is still being made lets runs wait.
    /// Of a group that was deleted nothing can be edited, no machine can join it, and there is nothing left to put into maintenance.
    ///
    /// # How to fix it
    /// Create the group again, then edit the connections that named the old one. Of a group in error, read the error on its page first.
    code: QUE022,
    name: "machine-group-exists",
    level: Error,
    provenance: Stated,
    source: "run-errors-2024-01-19" / "XrmMachineGroupNotFound",
    judges: USES,
    fixers: [Maker, MachineCreator],
    says: "machine group `{group}` is {found}; {what} needs {expected}",
    steps: [
        "{remedy}",
        "edit the desktop flow connections that named `{gone}` and choose the new one",
    ],
    examples: [
        broken "it was deleted" { "/groups/invoices/state": "deleted", "/request/run-unattended/group": "invoices" },
        broken "making it failed" { "/groups/pool/state": "error", "/request/run-unattended/group": "pool" },
        broken "a test on one that was deleted" {
            "/groups/pool/state": "deleted",
            "/request/test-flow": { "group": "pool", "flow": "invoice" }
        },
        broken "editing one that was deleted" {
            "/groups/invoices/state": "deleted",
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        broken "a machine joins one that was deleted" {
            "/groups/pool/state": "deleted",
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        broken "maintenance mode of one that was deleted" {
            "/groups/pool/state": "deleted",
            "/request/set-maintenance": { "group": "pool", "to": "enabled" }
        },
        met "a machine joins one that is there" { "/request/add-to-group": { "machine": "bot-01", "group": "pool" } },
        met "one in error is edited" {
            "/groups/invoices/state": "error",
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        unknown "not looked up before it is edited" {
            "/groups/invoices/state": null,
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        not_applicable "maintenance mode of a machine" {
            "/request/set-maintenance": { "machine": "bot-02", "to": "enabled" }
        },
        met "it is being made" {
            "/groups/invoices/state": "provisioning",
            "/request/run-unattended/group": "invoices"
        },
        met "it is there" { "/request/run-attended/group": "pool" },
        unknown "not looked up" { "/groups/invoices/state": null, "/request/run-unattended/group": "invoices" },
        not_applicable "on a machine" { "/request/run-unattended/machine": "bot-01" },
    ],
}

/// What is done with a machine group that is there.
const USES: Actions =
    RUNS_AND_TESTS.and(Actions::of(&[Action::EditGroup, Action::AddToGroup, Action::SetMaintenance]));

fn check(cx: &Context<'_>) -> Judgement {
    let group = cx.asked_group()?;
    let state = *group.state()?;
    let runs = RUNS_AND_TESTS.contain(cx.action());
    let fits = match state {
        GroupState::Active | GroupState::Provisioning => true,
        GroupState::Error => !runs,
        GroupState::Deleted => false,
    };
    require(Ok(fits), || {
        let found = if state == GroupState::Error { say::IN_ERROR } else { say::DELETED };
        let (what, expected) =
            if runs { (say::A_RUN, say::A_USABLE_GROUP) } else { (say::THIS, say::A_GROUP_THAT_EXISTS) };
        let evidence = Evidence::new(group.field("state"), found, expected)
            .with("group", group.key())
            .with("what", what);
        if state == GroupState::Error {
            return evidence.with("remedy", say::READ_THE_GROUPS_ERROR);
        }
        evidence.with("remedy", say::CREATE_GROUP_AGAIN).with("gone", group.key())
    })
}
