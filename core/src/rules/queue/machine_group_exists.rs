//! QUE022: the machine group that a run goes to exists and can be used.

use super::RUNS;
use crate::facts::value::GroupState;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The machine group that a run goes to must still exist, and making it must not have failed.
    ///
    /// # Why
    /// A connection goes on naming the group it was made for after the group was deleted, and runs fail with `XrmMachineGroupNotFound`. A new group of
    /// the same name is another group. A group in error takes no run either; that is our reading of the state. One that is still being made lets runs wait.
    ///
    /// # How to fix it
    /// Create the group again, then edit the connections that named the old one. Of a group in error, read the error on its page first.
    code: QUE022,
    name: "machine-group-exists",
    level: Error,
    provenance: Stated,
    source: "run-errors-2024-01-19" / "XrmMachineGroupNotFound",
    judges: RUNS,
    fixers: [Maker, MachineCreator],
    says: "machine group `{group}` is {found}; a run needs {expected}",
    steps: [
        "{remedy}",
        "edit the desktop flow connections that named `{gone}` and choose the new one",
    ],
    examples: [
        broken "it was deleted" { "/groups/invoices/state": "deleted", "/request/run-unattended/group": "invoices" },
        broken "making it failed" { "/groups/pool/state": "error", "/request/run-unattended/group": "pool" },
        met "it is being made" {
            "/groups/invoices/state": "provisioning",
            "/request/run-unattended/group": "invoices"
        },
        met "it is there" { "/request/run-attended/group": "pool" },
        unknown "not looked up" { "/groups/invoices/state": null, "/request/run-unattended/group": "invoices" },
        not_applicable "on a machine" { "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let group = cx.asked_group()?;
    let state = *group.state()?;
    require(Ok(!matches!(state, GroupState::Deleted | GroupState::Error)), || {
        let found = if state == GroupState::Error { "in error" } else { "deleted" };
        let evidence =
            Evidence::new(group.field("state"), found, "a group that can be used").with("group", group.key());
        if state == GroupState::Error {
            return evidence
                .with("remedy", "read the error on the page of the machine group, and mend what it names");
        }
        evidence.with("remedy", "create the machine group again").with("gone", group.key())
    })
}
