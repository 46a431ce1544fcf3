//! QUE022: the machine group that a run goes to still exists.

use super::RUNS;
use crate::facts::value::GroupState;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The machine group that a run goes to must still exist.
    ///
    /// # Why
    /// A connection goes on naming the group it was made for after the group was deleted, and runs fail with `XrmMachineGroupNotFound`. A new group of
    /// the same name is another group.
    ///
    /// # How to fix it
    /// Create the group again, then edit the connections that named the old one.
    code: QUE022,
    name: "machine-group-exists",
    level: Error,
    provenance: Stated,
    source: "run-errors-2024-01-19" / "XrmMachineGroupNotFound",
    judges: RUNS,
    fixers: [Maker, MachineCreator],
    says: "machine group `{group}` is {found}; a run needs {expected}",
    steps: [
        "create the machine group again",
        "edit the desktop flow connections that named `{group}` and choose the new one",
    ],
    examples: [
        broken "it was deleted" { "/groups/invoices/state": "deleted", "/request/run-unattended/group": "invoices" },
        met "it is there" { "/request/run-attended/group": "pool" },
        unknown "not looked up" { "/groups/invoices/state": null, "/request/run-unattended/group": "invoices" },
        not_applicable "on a machine" { "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let group = cx.asked_group()?;
    let state = *group.state()?;
    require(Ok(state != GroupState::Deleted), || {
        Evidence::new(group.field("state"), state, "a group that exists").with("group", group.key())
    })
}
