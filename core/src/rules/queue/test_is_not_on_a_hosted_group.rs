//! QUE011: a desktop flow is not tested on a hosted machine group.

use crate::facts::value::GroupKind;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Testing a desktop flow from the designer is not supported on a hosted machine group.
    ///
    /// # Why
    /// The page says that it is not supported, and to read the run history instead. It does not say why.
    ///
    /// # How to fix it
    /// Test on a machine; or start a run and read its result in the run history.
    code: QUE011,
    name: "test-is-not-on-a-hosted-group",
    level: Warning,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Run desktop flows on hosted machine groups",
    judges: [TestFlow],
    fixers: [Maker],
    says: "machine group `{group}` is {found}, on which testing a flow is not supported; a test needs {expected}",
    steps: [
        "test the flow on a machine, or run it and read its run history",
    ],
    examples: [
        broken "a hosted machine group" { "/request/test-flow": { "group": "invoices", "flow": "invoice" } },
        met "a group of machines" { "/request/test-flow/group": "pool" },
        unknown "its kind was not looked up" { "/groups/pool/kind": null, "/request/test-flow/group": "pool" },
        not_applicable "on a machine" { "/request/test-flow": { "machine": "bot-01", "flow": "invoice" } },
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
