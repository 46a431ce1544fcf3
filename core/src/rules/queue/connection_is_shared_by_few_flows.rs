//! QUE020: not too many flows share one connection.

use super::RUNS;
use crate::facts::known::Missing;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Many flows should not share one desktop flow connection.
    ///
    /// # Why
    /// Calls through one connection are throttled together. Past the limit, runs are refused with `DesktopFlowsActionThrottled` and have to be
    /// repeated. How many flows are too many depends on how often they run, and is not published: ten is our figure.
    ///
    /// # How to fix it
    /// Create further connections to the same machine or machine group, and spread the flows over them.
    code: QUE020,
    name: "connection-is-shared-by-few-flows",
    level: Warning,
    provenance: Assumed,
    source: "run-errors-2024-01-19" / "DesktopFlowsActionThrottled",
    judges: RUNS,
    fixers: [Maker],
    says: "desktop flow `{flow}` shares its connection with others, {found} in all; more than {expected} may be throttled",
    steps: [
        "create another desktop flow connection to the same machine or group, and use it for some of the flows",
    ],
    examples: [
        broken "eleven" {
            "/flows/invoice/flows_on_connection": 11,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        broken "eleven or more" {
            "/flows/invoice/flows_on_connection/at_least": 11,
            "/request/run-unattended": { "group": "invoices", "flow": "invoice" }
        },
        met "ten" {
            "/flows/invoice/flows_on_connection": 10,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        met "nine" {
            "/flows/invoice/flows_on_connection": 9,
            "/request/run-attended": { "machine": "bot-01", "flow": "invoice" }
        },
        unknown "not counted" {
            "/flows/invoice/flows_on_connection": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        unknown "ten or more" {
            "/flows/invoice/flows_on_connection/at_least": 10,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        not_applicable "no flow is named" { "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let most = cx.number(Key::QueueFlowsPerConnection)?;
    let flow = cx.flow()?;
    let at = || flow.field("flows_on_connection");
    let flows = flow.flows_on_connection()?;
    let few = flows.at_most(most).ok_or_else(|| Missing::fact(at()));
    require(few, || Evidence::new(at(), flows.number, most).with("flow", flow.key()))
}
