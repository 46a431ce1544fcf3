//! PRE024: nobody is asked for consent when an unattended run signs in with Microsoft Entra authentication.

use super::{asks_entra_for_sign_in, has_certificate, remote_desktop, takes_entra_sign_in};
use crate::facts::known::{all, any};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, gated, require, rule};

rule! {
    /// Where unattended runs sign in with Microsoft Entra authentication, the consent prompt must be hidden for the group that the machine's device is in.
    ///
    /// # Why
    /// Remote desktop asks the first time whether the connection is wanted. Nobody is there to answer: the run fails with
    /// `MSEntraRemoteDesktopAppConsentRequired`. The way is a preview; the other one is to disable network level authentication, which does not help a connection
    /// with a certificate.
    ///
    /// # How to fix it
    /// Put the machine's device into a group, and name that group a target device group of the Microsoft Remote Desktop service principal.
    code: PRE024,
    name: "remote-desktop-asks-for-no-consent",
    level: Error,
    provenance: Stated,
    source: "run-unattended-2025-02-10" / "Admin consent for unattended runs using CBA or sign-in credentials with NLA (preview)",
    holds: SINCE_MARCH_2025,
    judges: [RunUnattended],
    fixers: [EntraApplicationAdministrator],
    says: "remote desktop asks for consent on machine `{machine}`, and nobody is there to give it in an unattended run",
    steps: [
        "add the group of `{machine}`'s device to the target device groups of application {app}",
        "or disable network level authentication on `{asking}`",
    ],
    examples: [
        broken "the prompt is shown" {
            "/tenant/remote_desktop/consent_hidden": false,
            "/machines/bot-02/network_level_authentication": "enabled",
            "/request/run-unattended/machine": "bot-02"
        },
        broken "the prompt is shown, and the connection signs in with a certificate" {
            "/tenant/remote_desktop/consent_hidden": false,
            "/flows/invoice/authentication": "certificate",
            "/request/run-unattended": { "machine": "bot-02", "flow": "invoice" }
        },
        met "the prompt is hidden" {
            "/machines/bot-02/network_level_authentication": "enabled",
            "/request/run-unattended/machine": "bot-02"
        },
        unknown "nobody has looked" {
            "/tenant/remote_desktop/consent_hidden": null,
            "/machines/bot-02/network_level_authentication": "enabled",
            "/request/run-unattended/machine": "bot-02"
        },
        met "the prompt is hidden, however it signs in" {
            "/machines/bot-02/network_level_authentication": null,
            "/request/run-unattended/machine": "bot-02"
        },
        unknown "nobody knows how it signs in" {
            "/tenant/remote_desktop/consent_hidden": false,
            "/machines/bot-02/network_level_authentication": null,
            "/request/run-unattended/machine": "bot-02"
        },
        met "network level authentication is off" {
            "/tenant/remote_desktop/consent_hidden": false,
            "/request/run-unattended/machine": "bot-02"
        },
        met "Microsoft Entra authentication is off, which `PRE023` says" {
            "/tenant/remote_desktop": { "entra_authentication": "disabled", "consent_hidden": false },
            "/machines/bot-02/network_level_authentication": "enabled",
            "/request/run-unattended/machine": "bot-02"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let remote = cx.case.tenant().remote_desktop();
    let machine = cx.asked_machine()?;
    let asks = asks_entra_for_sign_in(cx, machine);
    let by_network = asks == Ok(true);
    let signs_in = all([any([asks, has_certificate(cx)]), takes_entra_sign_in(cx)]);
    gated(signs_in, || {
        require(remote.consent_hidden().copied(), || {
            let evidence = Evidence::new(remote.field("consent_hidden"), say::SHOWN, say::HIDDEN)
                .with("machine", machine.key())
                .with("app", remote_desktop());
            if by_network { evidence.with("asking", machine.key()) } else { evidence }
        })
    })
}
