//! QUE010: a hosted machine group runs nothing attended.

use crate::facts::value::GroupKind;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Attended runs cannot go to a hosted machine group.
    ///
    /// # Why
    /// The bots of a hosted machine group are made when they are needed and nobody signs in to them, so there is never a session for an attended
    /// run to work in. A group of machines takes both kinds of runs.
    ///
    /// # How to fix it
    /// Run the flow unattended, or attended on a hosted machine.
    code: QUE010,
    name: "attended-run-is-not-on-a-hosted-group",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Run desktop flows on hosted machine groups",
    judges: [RunAttended],
    fixers: [Maker],
    says: "machine group `{group}` is {found} and runs desktop flows unattended only; an attended run needs {expected}",
    steps: [
        "choose the run mode Unattended in the cloud flow's action, or a connection to a machine",
    ],
    examples: [
        broken "a hosted machine group" { "/request/run-attended/group": "invoices" },
        met "a group of machines" { "/request/run-attended/group": "pool" },
        unknown "its kind was not looked up" { "/groups/pool/kind": null, "/request/run-attended/group": "pool" },
        not_applicable "on a machine" { "/request/run-attended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let group = cx.asked_group()?;
    let kind = group.kind()?;
    require(Ok(*kind == GroupKind::Machines), || {
        Evidence::new(group.field("kind"), say::A_HOSTED_GROUP, say::A_MACHINE_OR_GROUP)
            .with("group", group.key())
    })
}
