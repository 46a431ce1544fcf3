//! QUE034: a flow runs on machines of its own environment.

use super::RUNS_AND_TESTS;
use crate::facts::known::both;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A desktop flow runs only on machines and machine groups of the environment that it lies in.
    ///
    /// # Why
    /// A machine serves one environment: the one it is registered to. When a solution is imported into another environment, its flows come along and the machines do
    /// not; nor can a connection there name them. A hosted machine cannot be moved: changing the environment of a machine removes its connections, and that is
    /// for machines that were registered by hand.
    ///
    /// # How to fix it
    /// Make a hosted machine, or a machine group, in the environment of the flow, and a connection to it there.
    code: QUE034,
    name: "flow-lies-in-the-machines-environment",
    level: Error,
    provenance: Stated,
    source: "manage-machines-2025-01-14" / "Update running environment for your machine",
    holds: SINCE_MARCH_2025,
    judges: RUNS_AND_TESTS,
    fixers: [Maker, EnvironmentAdministrator],
    says: "desktop flow `{flow}` lies in environment `{found}`, and {of} `{name}` serves environment `{expected}` only",
    steps: [
        "create a machine or a machine group in environment `{found}`, and a desktop flow connection to it there",
        "choose that connection in the cloud flow's action that runs `{flow}`",
    ],
    examples: [
        broken "the machine is registered to another one" {
            "/flows/invoice/environment": "trial",
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        broken "so is the machine group" {
            "/flows/invoice/environment": "trial",
            "/request/run-unattended": { "group": "invoices", "flow": "invoice" }
        },
        broken "a test on a machine of another one" {
            "/flows/invoice/environment": "trial",
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        met "the same" { "/request/run-attended": { "machine": "bot-01", "flow": "invoice" } },
        unknown "the flow's environment was not looked up" {
            "/flows/invoice/environment": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        unknown "nor the machine's" {
            "/machines/bot-01/environment": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        not_applicable "no flow is named" { "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let flow = cx.flow()?;
    let (of, name, at, theirs) = if cx.is_on_group() {
        let group = cx.group()?;
        (say::MACHINE_GROUP, group.key(), group.field("environment"), group.environment())
    } else {
        let machine = cx.machine()?;
        (say::MACHINE, machine.key(), machine.field("environment"), machine.environment())
    };
    let (own, theirs) = both(flow.environment(), theirs)?;
    require(Ok(own == theirs), || {
        Evidence::new(flow.field("environment"), own, theirs)
            .with("flow", flow.key())
            .with("of", of)
            .with("name", name)
            .related(at)
    })
}
