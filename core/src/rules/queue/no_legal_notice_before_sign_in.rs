//! QUE018: no notice has to be confirmed before signing in.

use crate::facts::value::Presence;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A machine that runs desktop flows unattended should show no notice that has to be confirmed before signing in.
    ///
    /// # Why
    /// A legal notice or a program of another maker at the sign-in screen waits for somebody to confirm it. An unattended run has nobody, and may fail
    /// with `SessionCreationError`.
    ///
    /// # How to fix it
    /// Take the message title and text for users attempting to log on out of the machine's policies.
    code: QUE018,
    name: "no-legal-notice-before-sign-in",
    level: Warning,
    provenance: Stated,
    source: "run-errors-2024-01-19" / "SessionCreationError",
    judges: [RunUnattended],
    fixers: [MachineCreator, IntuneAdministrator],
    says: "machine `{machine}` shows a notice that has to be confirmed before signing in; for unattended runs it should be {expected}",
    steps: [
        "remove the title and text of the logon message from the policies of `{machine}`",
    ],
    examples: [
        broken "there is one" {
            "/machines/bot-01/windows/legal_notice": "present",
            "/request/run-unattended/machine": "bot-01"
        },
        met "there is none" { "/request/run-unattended/machine": "bot-01" },
        unknown "nobody has looked" {
            "/machines/bot-01/windows/legal_notice": null,
            "/request/run-unattended/machine": "bot-01"
        },
        not_applicable "on a machine group" { "/request/run-unattended/group": "pool" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let windows = machine.windows();
    let notice = *windows.legal_notice()?;
    require(Ok(notice == Presence::Absent), || {
        Evidence::new(windows.field("legal_notice"), notice, Presence::Absent).with("machine", machine.key())
    })
}
