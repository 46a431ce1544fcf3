//! LIM013: a machine is added to a machine group of its own environment.

use crate::facts::known::both;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A machine can be added to a machine group of its own environment only.
    ///
    /// # Why
    /// A machine belongs to one environment, and so does a machine group: machines of other environments are not among those that it offers.
    ///
    /// # How to fix it
    /// Choose or create a group in the environment of the machine.
    code: LIM013,
    name: "machine-joins-a-group-of-its-environment",
    level: Error,
    provenance: Adjacent,
    source: "manage-machines-2025-01-14" / "Update running environment for your machine",
    judges: [AddToGroup],
    fixers: [Maker],
    says: "machine group `{group}` lies in environment `{found}`, but machine `{machine}` in `{expected}`: it cannot be added",
    steps: [
        "choose a group of environment `{expected}`, or create one there",
    ],
    examples: [
        broken "a group of another environment" {
            "/environments/trial": { "geography": "Europe" },
            "/groups/pool/environment": "trial",
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        met "a group of the same" { "/request/add-to-group": { "machine": "bot-01", "group": "pool" } },
        unknown "the environment of the group was not looked up" {
            "/groups/pool/environment": null,
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        unknown "no group named yet" { "/request/add-to-group/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (machine, group) = both(cx.machine(), cx.group())?;
    let (own, other) = both(machine.environment(), group.environment())?;
    require(Ok(own == other), || {
        Evidence::new(group.field("environment"), other, own)
            .with("machine", machine.key())
            .with("group", group.key())
            .related(machine.field("environment"))
    })
}
