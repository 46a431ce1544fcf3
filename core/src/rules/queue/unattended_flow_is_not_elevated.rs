//! QUE026: an unattended flow does not need to run elevated.

use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A desktop flow that runs unattended must not need elevation.
    ///
    /// # Why
    /// An unattended run works with the rights of an ordinary user. Nobody is there to answer the prompt of User Account Control, and Power Automate
    /// cannot answer it: steps that need an administrator's rights fail.
    ///
    /// # How to fix it
    /// Do without elevation: install what the flow needs in the image, or give the account the right it lacks on the file or the service.
    code: QUE026,
    name: "unattended-flow-is-not-elevated",
    level: Error,
    provenance: Stated,
    source: "run-unattended-2025-02-10" / "Run unattended desktop flows",
    judges: [RunUnattended],
    fixers: [Maker],
    says: "desktop flow `{flow}` needs {found}, but an unattended run has {expected}",
    steps: [
        "change `{flow}` so that it works without elevation, or run it attended",
    ],
    examples: [
        broken "elevated" {
            "/flows/invoice/elevated": true,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        broken "elevated, on a machine group" {
            "/flows/invoice/elevated": true,
            "/request/run-unattended": { "group": "invoices", "flow": "invoice" }
        },
        met "not elevated" { "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" } },
        unknown "nobody knows" {
            "/flows/invoice/elevated": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        not_applicable "an attended run" {
            "/flows/invoice/elevated": true,
            "/request/run-attended": { "machine": "bot-01", "flow": "invoice" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let flow = cx.flow()?;
    require(flow.elevated().map(|elevated| !elevated), || {
        Evidence::new(flow.field("elevated"), say::ELEVATION, say::ORDINARY_RIGHTS).with("flow", flow.key())
    })
}
