//! QUE033: the connection of an unattended run holds credentials.

use crate::facts::value::Authentication;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The desktop flow connection of an unattended run must hold credentials: a user name and password, or a certificate.
    ///
    /// # Why
    /// There are several kinds of desktop flow connections. The one that connects with a sign-in holds no credentials: it uses the session that its user has open,
    /// and the connector calls it attended. An unattended run has to sign in to Windows by itself, and finds nothing to do it with. That such a run fails
    /// follows from the name, and is not said in so many words.
    ///
    /// # How to fix it
    /// Make a desktop flow connection with user name and password or with a certificate, and choose it in the cloud flow; or run the flow attended.
    code: QUE033,
    name: "unattended-connection-holds-credentials",
    level: Error,
    provenance: Adjacent,
    source: "desktop-flows-connector" / "Creating a connection",
    holds: SINCE_MARCH_2025,
    judges: [RunUnattended],
    fixers: [Maker],
    says: "desktop flow `{flow}` runs unattended through a connection of kind {found}, which is for attended runs; it needs {expected}",
    steps: [
        "create a desktop flow connection with user name and password, or with a certificate",
        "choose it in the cloud flow's action that runs `{flow}`, or run the flow attended",
    ],
    examples: [
        broken "a connection with sign-in" {
            "/flows/invoice/authentication": "sign-in",
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        broken "to a machine group" {
            "/flows/invoice/authentication": "sign-in",
            "/request/run-unattended": { "group": "invoices", "flow": "invoice" }
        },
        met "user name and password" { "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" } },
        met "a certificate" {
            "/flows/invoice/authentication": "certificate",
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        met "credentials, and an application as owner of the run" {
            "/flows/invoice/authentication": "service-principal",
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        unknown "nobody has looked" {
            "/flows/invoice/authentication": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        not_applicable "an attended run" {
            "/flows/invoice/authentication": "sign-in",
            "/request/run-attended": { "machine": "bot-01", "flow": "invoice" }
        },
        not_applicable "no flow is named" { "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let flow = cx.flow()?;
    let kind = *flow.authentication()?;
    require(Ok(kind != Authentication::SignIn), || {
        Evidence::new(flow.field("authentication"), kind, say::ONE_WITH_CREDENTIALS).with("flow", flow.key())
    })
}
