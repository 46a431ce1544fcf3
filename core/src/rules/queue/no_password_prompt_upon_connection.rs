//! QUE017: remote desktop does not always ask for a password.

use crate::facts::known::{all, any};
use crate::facts::value::{SecurityLayer, Switch};
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The policy that always prompts for a password upon connection must be off on a machine that runs desktop flows unattended; on one that is in a local
    /// domain as well it is in the way only together with two other settings.
    ///
    /// # Why
    /// Power Automate opens a remote desktop connection and passes the credentials on. With the policy, Windows asks for them again at a
    /// screen that nobody sees, and the run fails with `SessionCreationUserPromptedForCredentialsAfterConnection`. On a machine that has
    /// joined Microsoft Entra ID only, nothing else helps. On others Windows asks only if, besides, remote desktop has its own security layer
    /// (`SecurityLayer` is 0) and network level authentication is off (`UserAuthentication` is 0).
    ///
    /// # How to fix it
    /// Set the policy Always prompt for password upon connection to Disabled, under Remote Desktop Session Host, Security. Changing the value in the registry
    /// is not enough where a policy sets it: the policy sets it back.
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
        "have the policy Always prompt for password upon connection set to Disabled for `{machine}`: Computer Configuration, Administrative Templates, Windows Components, Remote Desktop Services, Remote Desktop Session Host, Security; then run `gpupdate /force`",
        "where no policy sets it, set fPromptForPassword to 0 in `HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server\\WinStations\\RDP-Tcp`, and restart `{machine}`",
        "or have remote desktop on `{hybrid}` demand TLS as its security layer: SecurityLayer set to 2",
    ],
    examples: [
        broken "it asks" {
            "/machines/bot-01/windows/password_prompt": "enabled",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "all three settings on a machine in a local domain" {
            "/networks/corp/connection/join": "hybrid",
            "/machines/bot-01/windows": { "password_prompt": "enabled", "security_layer": "rdp" },
            "/request/run-unattended/machine": "bot-01"
        },
        met "another security layer on a machine in a local domain" {
            "/networks/corp/connection/join": "hybrid",
            "/machines/bot-01/windows/password_prompt": "enabled",
            "/request/run-unattended/machine": "bot-01"
        },
        met "network level authentication on a machine in a local domain" {
            "/networks/corp/connection/join": "hybrid",
            "/machines/bot-01": {
                "network_level_authentication": "enabled",
                "windows": { "password_prompt": "enabled", "security_layer": "rdp" }
            },
            "/request/run-unattended/machine": "bot-01"
        },
        met "it does not" { "/request/run-unattended/machine": "bot-01" },
        unknown "nobody has looked" {
            "/machines/bot-01/windows/password_prompt": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "it asks, and nobody knows what the machine joins" {
            "/networks/corp/connection/join": null,
            "/machines/bot-01/windows/password_prompt": "enabled",
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the security layer of a machine in a local domain was not looked up" {
            "/networks/corp/connection/join": "hybrid",
            "/machines/bot-01/windows": { "password_prompt": "enabled", "security_layer": null },
            "/request/run-unattended/machine": "bot-01"
        },
        not_applicable "on a machine group" { "/request/run-unattended/group": "invoices" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let windows = machine.windows();
    let off = windows.password_prompt().map(|prompt| *prompt == Switch::Disabled);
    let layer = windows.security_layer().map(|layer| *layer != SecurityLayer::Rdp);
    let before = machine.network_level_authentication().map(|setting| *setting == Switch::Enabled);
    let hybrid = cx.joins_domain(machine.network());
    require(any([off, all([hybrid.clone(), any([layer, before])])]), || {
        let evidence = Evidence::new(windows.field("password_prompt"), Switch::Enabled, Switch::Disabled)
            .with("machine", machine.key());
        if hybrid != Ok(true) {
            return evidence;
        }
        evidence
            .with("hybrid", machine.key())
            .related(windows.field("security_layer"))
            .related(machine.field("network_level_authentication"))
    })
}
