//! LCY013: the connections to a machine that was replaced point to the new one.

use crate::facts::known::all;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, quoted, require, rule};

rule! {
    /// When a machine was created in place of another, the connections to the old one should be rebound to it.
    ///
    /// # Why
    /// A connection names its machine. After an inactive machine was deleted and created anew, the connections of the cloud flows still
    /// point to the one that is gone, and every run through them fails. Whoever has a connection to the new machine as well has rebound
    /// theirs; what they left behind does no harm. A run goes through a connection to the new machine, or there is none and `LCY022` says so: what this rule
    /// finds stops the flows of others, so that it is a warning.
    ///
    /// # How to fix it
    /// Open the connections that the old machine's details page lists, and set them, or the cloud flows that use them, to the new machine.
    code: LCY013,
    name: "connections-are-rebound",
    level: Warning,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Deletion of unused resources"
        + "hosted-machines-2022-12-12" / "Delete of unused resources",
    holds: ALWAYS,
    judges: [RunAttended, RunUnattended, TestFlow],
    fixers: [Maker, MachineCreator],
    says: "connections of {found} still point to machine `{replaced}`, in whose place `{machine}` was created: they should point to {expected}",
    steps: [
        "on the details page of `{replaced}`, list the connections that reference it",
        "set each of them, or the cloud flows that use it, to `{machine}`",
    ],
    examples: [
        broken "one connection was left behind" {
            "/machines/bot-00": {
                "environment": "prod",
                "creator": "maker-a",
                "status": "removed",
                "connections": ["maker-b"]
            },
            "/machines/bot-01/replaces": "bot-00",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "before a test" {
            "/machines/bot-00": {
                "environment": "prod",
                "creator": "maker-a",
                "status": "removed",
                "connections": ["maker-b"]
            },
            "/machines/bot-01/replaces": "bot-00",
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        met "it was rebound, and the old one left behind" {
            "/machines/bot-00": {
                "environment": "prod",
                "creator": "maker-a",
                "status": "removed",
                "connections": ["maker-a"]
            },
            "/machines/bot-01/replaces": "bot-00",
            "/request/run-unattended/machine": "bot-01"
        },
        met "all were rebound" {
            "/machines/bot-00": { "environment": "prod", "creator": "maker-a", "status": "removed", "connections": [] },
            "/machines/bot-01/replaces": "bot-00",
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the old machine's connections were not listed" {
            "/machines/bot-00/environment": "prod",
            "/machines/bot-01/replaces": "bot-00",
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the new machine's connections were not listed" {
            "/machines": {
                "bot-00": { "environment": "prod", "connections": ["maker-b"] },
                "bot-01": { "replaces": "bot-00", "connections": null }
            },
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "nobody knows whether it replaces one" {
            "/machines/bot-01/replaces": null,
            "/request/run-unattended/machine": "bot-01"
        },
        not_applicable "it replaces none" { "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let replaced = cx.replaced(machine)?;
    let (old, new) = (replaced.connections(), machine.connections());
    let rebound = old.items().iter().map(|holder| new.contains(holder));
    require(all(rebound.chain([old.whole().map(|_| true)])), || {
        let behind = old.items().iter().filter(|holder| !new.items().contains(holder));
        let expected = say::QUOTED_NAME.with("name", machine.key());
        Evidence::new(old.pointer(), quoted(behind, say::NOBODY), expected)
            .with("replaced", replaced.key())
            .with("machine", machine.key())
            .related(machine.field("replaces"))
    })
}
