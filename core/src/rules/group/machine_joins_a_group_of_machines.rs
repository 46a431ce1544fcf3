//! LIM014: a machine is added to a group of machines, not to a hosted machine group.

use crate::facts::value::GroupKind;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A machine can be added to a group of machines only.
    ///
    /// # Why
    /// The bots of a hosted machine group are made when runs wait, and gone when none do: it has no members to add to. That adding a machine is
    /// refused is our reading.
    ///
    /// # How to fix it
    /// Choose a group of machines, or create one.
    code: LIM014,
    name: "machine-joins-a-group-of-machines",
    level: Error,
    provenance: Assumed,
    source: "hosted-machine-groups-2023-11-09" / "Hosted machine groups availability",
    judges: [AddToGroup],
    fixers: [Maker],
    says: "machine group `{group}` is {found}, whose bots are made when they are needed: no machine can be added to it",
    steps: [
        "choose {expected}, or create one",
    ],
    examples: [
        broken "a hosted machine group" { "/request/add-to-group": { "machine": "bot-01", "group": "invoices" } },
        met "a group of machines" { "/request/add-to-group": { "machine": "bot-01", "group": "pool" } },
        unknown "its kind was not looked up" {
            "/groups/pool/kind": null,
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let group = cx.group()?;
    require(group.kind().map(|kind| *kind == GroupKind::Machines), || {
        Evidence::new(group.field("kind"), say::A_HOSTED_ONE, say::A_GROUP_OF_MACHINES)
            .with("group", group.key())
    })
}
