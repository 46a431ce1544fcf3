//! QUE035: no data policy suspends the flow.

use super::RUNS_AND_TESTS;
use crate::facts::value::Permission;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The data policies that cover the environment must let the flow use the connector for desktop flows.
    ///
    /// # Why
    /// A data policy can block the connector for desktop flows, keep it from being used together with others in one flow, or block actions of desktop flows. When a policy
    /// is made or changed, every flow of the environments it covers is looked at within a day, and those that violate it are suspended. A policy for all environments but
    /// some covers those that were made since. Most flows are let through, so this is asked last.
    ///
    /// # How to fix it
    /// Have an administrator of the Power Platform put the connectors of the flow into one group of the policy, or leave the environment out of it; then turn the flow on again.
    code: QUE035,
    name: "data-policies-let-the-flow-run",
    level: Error,
    provenance: Stated,
    source: "data-policies-2023-04-17" / "DLP enforcement and suspension",
    judges: RUNS_AND_TESTS,
    fixers: [Maker, PowerPlatformAdministrator],
    says: "a data policy has flow `{flow}` {found}, which suspends it; to run it must be {expected}",
    steps: [
        "in the Power Platform admin center, under Data policies, see which policy covers the environment, and have the connector for desktop flows allowed beside the others of `{flow}`",
        "turn `{flow}` on again: a cloud flow that was suspended does not always come back by itself",
    ],
    examples: [
        broken "a policy suspends it" {
            "/flows/invoice/data_policy": "blocked",
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        broken "on a machine group" {
            "/flows/invoice/data_policy": "blocked",
            "/request/run-unattended": { "group": "invoices", "flow": "invoice" }
        },
        broken "a test from the designer" {
            "/flows/invoice/data_policy": "blocked",
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        met "it is let through" { "/request/run-attended": { "machine": "bot-01", "flow": "invoice" } },
        unknown "nobody has looked" {
            "/flows/invoice/data_policy": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        not_applicable "no flow is named" { "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let flow = cx.flow()?;
    let state = *flow.data_policy()?;
    require(Ok(state == Permission::Allowed), || {
        Evidence::new(flow.field("data_policy"), state, Permission::Allowed).with("flow", flow.key())
    })
}
