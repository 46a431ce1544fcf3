//! QUE017: remote desktop does not always ask for a password.

use crate::facts::value::Switch;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The policy that always prompts for a password upon connection must be off on a machine that runs desktop flows unattended.
    ///
    /// # Why
    /// Power Automate opens a remote desktop connection and passes the credentials on. With the policy, Windows asks for them again at a
    /// screen that nobody sees, and the run fails with `SessionCreationUserPromptedForCredentialsAfterConnection`. On a machine that has
    /// joined Microsoft Entra ID only, nothing else helps.
    ///
    /// # How to fix it
    /// Set the policy Always prompt for password upon connection to Disabled, under Remote Desktop Session Host, Security.
    code: QUE017,
    name: "no-password-prompt-upon-connection",
    level: Error,
    provenance: Stated,
    source: "session-creation-errors-2025-07-11" / "SessionCreationUserPromptedForCredentialsAfterConnection",
    holds: SINCE_SESSIONS,
    judges: [RunUnattended],
    fixers: [MachineCreator, IntuneAdministrator],
    says: "machine `{machine}` always prompts for a password upon connection; for unattended runs that must be {expected}",
    steps: [
        "set the policy Always prompt for password upon connection of `{machine}` to Disabled",
    ],
    command: "reg add \"HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services\" /v fPromptForPassword /t REG_DWORD /d 0 /f",
    examples: [
        broken "it asks" {
            "/machines/bot-01/windows/password_prompt": "enabled",
            "/request/run-unattended/machine": "bot-01"
        },
        met "it does not" { "/request/run-unattended/machine": "bot-01" },
        unknown "nobody has looked" {
            "/machines/bot-01/windows/password_prompt": null,
            "/request/run-unattended/machine": "bot-01"
        },
        not_applicable "on a machine group" { "/request/run-unattended/group": "invoices" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let windows = machine.windows();
    let prompt = *windows.password_prompt()?;
    require(Ok(prompt == Switch::Disabled), || {
        Evidence::new(windows.field("password_prompt"), prompt, Switch::Disabled)
            .with("machine", machine.key())
    })
}
