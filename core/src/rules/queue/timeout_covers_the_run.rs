//! QUE004: the action that starts a desktop flow waits for as long as the flow takes.

use super::{RUNS, time};
use crate::facts::known::both;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The timeout of the action that runs a desktop flow should be longer than the run: unset, it is three hours.
    ///
    /// # Why
    /// The action gives up after three hours unless its timeout is set, in seconds and up to 24 hours. The cloud flow then goes on with
    /// `DesktopFlowsActionTimeout`. That a timeout which is set must cover the run as well is the same requirement.
    ///
    /// # How to fix it
    /// In the cloud flow, open the settings of the action that runs the desktop flow, and set a timeout that covers the run and its wait.
    code: QUE004,
    name: "timeout-covers-the-run",
    level: Warning,
    provenance: Stated,
    source: "run-desktop-flow" / "Timeout",
    judges: RUNS,
    fixers: [Maker],
    covered_by: [QUE003],
    says: "desktop flow `{flow}` is expected to run for {expected}, but the action that starts it gives up after {found}",
    steps: [
        "set the timeout of the action that runs `{flow}` to more than {expected}",
    ],
    examples: [
        broken "unset, and a minute over three hours" {
            "/flows/invoice": { "expected_minutes": 181, "timeout_minutes": 0 },
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        broken "set, and too short" {
            "/flows/invoice/timeout_minutes": 29,
            "/request/run-attended": { "machine": "bot-01", "flow": "invoice" }
        },
        met "unset, and just three hours" {
            "/flows/invoice": { "expected_minutes": 180, "timeout_minutes": 0 },
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        met "unset, and a minute under three hours" {
            "/flows/invoice": { "expected_minutes": 179, "timeout_minutes": 0 },
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        met "set to a day" {
            "/flows/invoice": { "expected_minutes": 600, "timeout_minutes": 1440 },
            "/request/run-unattended": { "group": "invoices", "flow": "invoice" }
        },
        unknown "nobody knows how long it takes" {
            "/flows/invoice/expected_minutes": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        unknown "nobody has looked at the action" {
            "/flows/invoice/timeout_minutes": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        not_judged "a run that is too long in any case" {
            "/flows/invoice/expected_minutes": 2000,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        not_applicable "no flow is named" { "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let usual = cx.number(Key::QueueDefaultTimeoutMinutes)?;
    let flow = cx.flow()?;
    let expected = flow.expected_minutes();
    if expected == Ok(&0) {
        return Ok(());
    }
    let (expected, set) = both(expected, flow.timeout_minutes())?;
    let timeout = if *set == 0 { usual } else { *set };
    require(Ok(*expected <= timeout), || {
        let found = if *set == 0 { say::ITS_DEFAULT.with("time", time(timeout)) } else { time(timeout) };
        Evidence::new(flow.field("timeout_minutes"), found, time(*expected))
            .with("flow", flow.key())
            .related(flow.field("expected_minutes"))
    })
}
