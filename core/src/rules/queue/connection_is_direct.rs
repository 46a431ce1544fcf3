//! QUE013: a desktop flow reaches its machine directly, not through a gateway.

use super::RUNS_AND_TESTS;
use crate::facts::value::ConnectionKind;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A desktop flow must reach its machine or machine group through a direct connection, not through an on-premises data gateway.
    ///
    /// # Why
    /// Desktop flows no longer run through gateways. Hosted machines and hosted machine groups never had one: they are registered to
    /// their environment and reached directly. A run that is sent to a gateway fails with `OnPremiseDataGatewayNotAvailable`.
    ///
    /// # How to fix it
    /// Create a desktop flow connection that connects directly to the machine or the group, and choose it in the cloud flow.
    code: QUE013,
    name: "connection-is-direct",
    level: Error,
    provenance: Stated,
    source: "manage-machines-2025-01-14" / "Switch from gateways to direct connectivity",
    judges: RUNS_AND_TESTS,
    fixers: [Maker],
    says: "desktop flow `{flow}` is run through {found}; it needs {expected}",
    steps: [
        "create a desktop flow connection and choose Directly to machine",
        "choose it in the cloud flow's action that runs `{flow}`",
    ],
    examples: [
        broken "a gateway" {
            "/flows/invoice/connection": "gateway",
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        broken "a gateway for a machine group" {
            "/flows/invoice/connection": "gateway",
            "/request/run-unattended": { "group": "invoices", "flow": "invoice" }
        },
        broken "a gateway for a test" {
            "/flows/invoice/connection": "gateway",
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        met "directly" { "/request/run-attended": { "machine": "bot-01", "flow": "invoice" } },
        unknown "the connection was not looked up" {
            "/flows/invoice/connection": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        not_applicable "no flow is named" { "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let flow = cx.flow()?;
    let connection = flow.connection()?;
    require(Ok(*connection == ConnectionKind::Direct), || {
        Evidence::new(flow.field("connection"), say::A_DATA_GATEWAY, say::A_DIRECT_CONNECTION)
            .with("flow", flow.key())
    })
}
