//! LCY026: a machine stays connected when nobody is signed in.

use crate::facts::known::{all, any};
use crate::facts::value::{Connectivity, Proxy, SessionState};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, rule};
use crate::vocabulary::Level;

rule! {
    /// A proxy between a machine and the service must let the service `UIFlowService` through when nobody is signed in.
    ///
    /// # Why
    /// Some proxies let through only what a signed-in user asks for. The machine then shows as disconnected as soon as its user signs out, and comes back when
    /// somebody signs in: unattended runs, which need everybody signed out, never reach it. A machine that is connected with nobody signed in has shown that
    /// nothing of the kind is in the way. While somebody is signed in and the machine is connected, a run that reuses that session gets through: until the user
    /// signs out that is a warning.
    ///
    /// # How to fix it
    /// Have the network administrator let the addresses of the machine runtime through without a user. The page advises another account for `UIFlowService`; on
    /// hosted machines changing that account is not supported.
    code: LCY026,
    name: "proxy-asks-for-no-user",
    level: Error,
    at_worst: at_worst,
    provenance: Stated,
    source: "disconnected-after-sign-out-2025-01-10" / "Cause",
    holds: SINCE_MARCH_2025,
    judges: [RunUnattended],
    fixers: [NetworkAdministrator],
    says: "the proxy of machine `{machine}` lets only {found} through; with nobody signed in the machine is disconnected, so it must be {expected}",
    steps: [
        "have the proxy let the addresses of the machine runtime through without a signed-in user, or set a proxy for the runtime that does",
        "sign out of `{machine}` and see whether it stays connected",
    ],
    command: "netsh winhttp show proxy",
    examples: [
        broken "it is disconnected while nobody is signed in" {
            "/machines/bot-01": { "connectivity": "disconnected", "proxy": "signed-in-users" },
            "/request/run-unattended/machine": "bot-01"
        },
        broken "disconnected, though somebody is signed in" {
            "/machines/bot-01": {
                "connectivity": "disconnected",
                "proxy": "signed-in-users",
                "windows": { "session": "locked", "session_user": "maker-a", "session_reuse": "enabled" }
            },
            "/request/run-unattended/machine": "bot-01"
        },
        broken "a warning: connected for as long as somebody is signed in" {
            "/machines/bot-01": {
                "proxy": "signed-in-users",
                "windows": { "session": "locked", "session_user": "maker-a", "session_reuse": "enabled" }
            },
            "/request/run-unattended/machine": "bot-01"
        },
        met "no proxy" { "/machines/bot-01/connectivity": null, "/request/run-unattended/machine": "bot-01" },
        met "connected with nobody signed in" {
            "/machines/bot-01/proxy": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "disconnected, and nobody has looked for a proxy" {
            "/machines/bot-01": { "connectivity": "disconnected", "proxy": null },
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "somebody is signed in, and nobody knows whether it is connected" {
            "/machines/bot-01": {
                "connectivity": null,
                "proxy": "signed-in-users",
                "windows": { "session": "locked", "session_user": "maker-a", "session_reuse": "enabled" }
            },
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "connected, and nobody knows whether anybody is signed in" {
            "/machines/bot-01": { "proxy": "signed-in-users", "windows": { "session": null, "session_user": null } },
            "/request/run-unattended/machine": "bot-01"
        },
        not_applicable "an attended run" {
            "/machines/bot-01/proxy": "signed-in-users",
            "/request/run-attended/machine": "bot-01"
        },
        not_applicable "on a machine group" { "/request/run-unattended/group": "invoices" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let proxy = machine.proxy();
    let alone = machine.windows().session().map(|session| *session == SessionState::None);
    let connected = machine.connectivity().map(|state| *state == Connectivity::Connected);
    let lets_through = proxy.clone().map(|proxy| *proxy != Proxy::SignedInUsers);
    if any([lets_through, all([connected.clone(), alone])])? {
        return Ok(());
    }
    connected?;
    Err(Evidence::new(machine.field("proxy"), say::SIGNED_IN_USERS, say::PROXY_FOR_SERVICES)
        .with("machine", machine.key())
        .level(at_worst(cx))
        .related(machine.field("connectivity"))
        .broken())
}

/// A warning for as long as the machine is connected.
fn at_worst(cx: &Context<'_>) -> Level {
    let machine = cx.asked_machine().ok();
    let seen = machine.and_then(|machine| machine.it.connectivity.value().copied());
    if seen == Some(Connectivity::Connected) { Level::Warning } else { Level::Error }
}
