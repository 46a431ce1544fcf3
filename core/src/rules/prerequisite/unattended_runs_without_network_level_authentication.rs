//! PRE026: a machine made from the default image runs unattended only without network level authentication.

use super::{asks_for_network_sign_in, remote_desktop, takes_entra_sign_in};
use crate::facts::DEFAULT_IMAGE;
use crate::facts::known::{any, not};
use crate::facts::request::Action;
use crate::facts::value::Switch;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// To run desktop flows unattended on a machine made from the default image, network level authentication must be disabled on it.
    ///
    /// # Why
    /// For an unattended run, Power Automate signs in over remote desktop with the connection's work or school account. Network level
    /// authentication asks for the sign-in before Windows can speak to Microsoft Entra ID: the run fails with `AadLogonFailure`.
    /// The setting lies in the machine, so for one that is yet to be created this is for afterwards. Attended runs do not mind.
    ///
    /// # How to fix it
    /// On the machine, in the system's remote settings, take away the requirement of network level authentication, or set the policy
    /// Require user authentication for remote connections by using Network Level Authentication to Disabled. Since 2025 there is another way, in
    /// preview: leave it on and let remote desktop sign in with Microsoft Entra authentication (`PRE024` and `PRE025` say what that takes).
    code: PRE026,
    name: "unattended-runs-without-network-level-authentication",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Run desktop flows on hosted machines",
    judges: [CreateMachine, RunUnattended],
    fixers: [MachineCreator, IntuneAdministrator],
    says: "network level authentication must be {expected} on `{machine}`, made from the default image, before desktop flows run on it unattended",
    steps: [
        "open `{machine}` in the browser and disable network level authentication in its remote desktop settings",
        "or leave it on, and enable Microsoft Entra authentication for application {app} (a preview)",
    ],
    command: "reg add \"HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server\\WinStations\\RDP-Tcp\" /v UserAuthentication /t REG_DWORD /d 0 /f",
    examples: [
        broken "an unattended run with it" {
            "/machines/bot-02/network_level_authentication": "enabled",
            "/request/run-unattended/machine": "bot-02"
        },
        met "an unattended run without it" { "/request/run-unattended/machine": "bot-02" },
        met "a machine made from a custom image" {
            "/machines/bot-01/network_level_authentication": "enabled",
            "/request/run-unattended/machine": "bot-01"
        },
        met "it is off, whatever image the machine was made from" {
            "/machines/bot-02/image": null,
            "/request/run-unattended/machine": "bot-02"
        },
        broken @March2025 "with it, and without Microsoft Entra authentication" {
            "/tenant/remote_desktop/entra_authentication": "disabled",
            "/machines/bot-02/network_level_authentication": "enabled",
            "/request/run-unattended/machine": "bot-02"
        },
        met @March2025 "with it, and with Microsoft Entra authentication" {
            "/machines/bot-02/network_level_authentication": "enabled",
            "/request/run-unattended/machine": "bot-02"
        },
        unknown @March2025 "with it, and nobody knows whether Microsoft Entra authentication is on" {
            "/tenant/remote_desktop/entra_authentication": null,
            "/machines/bot-02/network_level_authentication": "enabled",
            "/request/run-unattended/machine": "bot-02"
        },
        unknown "nobody has looked" {
            "/machines/bot-02/network_level_authentication": null,
            "/request/run-unattended/machine": "bot-02"
        },
        unknown "nobody knows the image" {
            "/machines/bot-02": { "image": null, "network_level_authentication": "enabled" },
            "/request/run-unattended/machine": "bot-02"
        },
        not_applicable "an attended run" {
            "/machines/bot-02/network_level_authentication": "enabled",
            "/request/run-attended/machine": "bot-02"
        },
        afterwards "a machine that is yet to be created from the default image" {
            "/request/create-machine/image": "default"
        },
        not_applicable "a machine that is yet to be created from a custom image" {},
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    if cx.action() == Action::CreateMachine {
        cx.default_image()?;
        let evidence = Evidence::new(cx.asked("name"), say::AS_THE_IMAGE_HAS_IT, Switch::Disabled);
        return Err(alternative(cx, evidence.with("machine", cx.new_machine_told())).afterwards());
    }
    let machine = cx.asked_machine()?;
    let entra = if knows_entra_sign_in(cx) { takes_entra_sign_in(cx) } else { Ok(false) };
    let custom = machine.image().map(|image| image != DEFAULT_IMAGE);
    require(any([custom, not(asks_for_network_sign_in(machine)), entra]), || {
        let evidence =
            Evidence::new(machine.field("network_level_authentication"), Switch::Enabled, Switch::Disabled);
        alternative(cx, evidence.related(machine.field("image")).with("machine", machine.key()))
    })
}

/// Whether the rulebook knows the other way: to leave it on and sign in with Microsoft Entra authentication.
fn knows_entra_sign_in(cx: &Context<'_>) -> bool {
    cx.text(Key::DesktopEntraSignInVersion).is_ok()
}

/// With the other way among the steps, where the rulebook knows it.
fn alternative(cx: &Context<'_>, evidence: Evidence) -> Evidence {
    if knows_entra_sign_in(cx) { evidence.with("app", remote_desktop()) } else { evidence }
}
