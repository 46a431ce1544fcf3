//! QUE021: a group of machines has machines.

use super::RUNS_AND_TESTS;
use crate::facts::known::Known;
use crate::facts::list::List;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use greenlight_json::InlineStr;

rule! {
    /// A machine group that desktop flows run on must have at least one machine.
    ///
    /// # Why
    /// A group is only a list of machines that share a queue. With none in it, a run fails at once with `GroupIsEmpty`. A hosted machine group
    /// makes its bots when they are needed.
    ///
    /// # How to fix it
    /// Add a machine to the group, or choose another target in the connection.
    code: QUE021,
    name: "machine-group-has-machines",
    level: Error,
    provenance: Stated,
    source: "run-errors-2024-01-19" / "GroupIsEmpty",
    judges: RUNS_AND_TESTS,
    fixers: [MachineCreator, CoOwner],
    says: "machine group `{group}` has {found}; to run flows it needs {expected}",
    steps: [
        "open `{group}` in Power Automate under Machines, Machine groups, and add a machine",
    ],
    examples: [
        broken "none" { "/groups/pool/members": [], "/request/run-unattended/group": "pool" },
        broken "none for a test from the designer" {
            "/groups/pool/members": [],
            "/request/test-flow": { "group": "pool", "flow": "invoice" }
        },
        met "one" { "/request/run-attended/group": "pool" },
        met "one for a test" { "/request/test-flow": { "group": "pool", "flow": "invoice" } },
        met "one or more" {
            "/groups/pool/members": { "items": ["bot-02"], "complete": false },
            "/request/run-unattended/group": "pool"
        },
        unknown "the machines were not listed" {
            "/groups/pool/members": null,
            "/request/run-unattended/group": "pool"
        },
        unknown "its kind was not looked up" { "/groups/pool/kind": null, "/request/run-unattended/group": "pool" },
        not_applicable "a hosted machine group" { "/request/run-unattended/group": "invoices" },
        not_applicable "a machine" { "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let group = cx.group_of_machines(|group| some(group.members()))?;
    let members = group.members();
    require(some(members), || {
        Evidence::new(members.pointer(), say::NO_MACHINE, say::AT_LEAST_ONE).with("group", group.key())
    })
}

/// Whether the list has members.
fn some(members: List<'_, InlineStr>) -> Known<bool> {
    members.any(|_| true)
}
