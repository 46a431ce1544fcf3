//! PRE023: a machine that asks for network level authentication is signed in to with Microsoft Entra authentication.

use super::{asks_entra_for_sign_in, has_certificate, remote_desktop, takes_entra_sign_in};
use crate::facts::known::{any, not};
use crate::facts::value::Switch;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use greenlight_json::Pointer;

rule! {
    /// Where network level authentication stays on, or the connection signs in with a certificate, unattended runs need Microsoft Entra authentication of remote
    /// desktop.
    ///
    /// # Why
    /// With network level authentication, the sign-in comes before Windows can speak to Microsoft Entra ID, so a password of a work or school
    /// account does not do: the run fails with `AadLogonFailure`. The newer way, in preview, signs in with a token instead, and a certificate
    /// can be used in no other way. Of a machine made from the default image `PRE026` says the same.
    ///
    /// # How to fix it
    /// Enable the Microsoft Entra remote desktop security configuration on the service principal of Microsoft Remote Desktop, or disable network
    /// level authentication on the machine; for a connection with a certificate only the former helps.
    code: PRE023,
    name: "entra-authentication-is-enabled",
    level: Error,
    provenance: Stated,
    source: "run-unattended-2025-02-10" / "Admin consent for unattended runs using CBA or sign-in credentials with NLA (preview)",
    holds: SINCE_MARCH_2025,
    judges: [RunUnattended],
    fixers: [MachineCreator, EntraApplicationAdministrator],
    covered_by: [PRE026],
    says: "{why}, and Microsoft Entra authentication of remote desktop is {found}: unattended runs cannot sign in",
    steps: [
        "enable Microsoft Entra authentication for application {app}",
        "or disable network level authentication on `{asking}`",
        "or use a connection with user name and password",
    ],
    examples: [
        broken "a machine made from a custom image" {
            "/tenant/remote_desktop/entra_authentication": "disabled",
            "/machines/bot-01/network_level_authentication": "enabled",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "a connection with a certificate, whatever the machine asks for" {
            "/tenant/remote_desktop/entra_authentication": "disabled",
            "/flows/invoice/authentication": "certificate",
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        unknown "a connection with a certificate, and nobody has looked" {
            "/tenant/remote_desktop/entra_authentication": null,
            "/flows/invoice/authentication": "certificate",
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        unknown "the kind of the connection was not looked up" {
            "/tenant/remote_desktop/entra_authentication": "disabled",
            "/flows/invoice/authentication": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        met "an account of the machine itself" {
            "/tenant/remote_desktop/entra_authentication": "disabled",
            "/machines/bot-01": { "network_level_authentication": "enabled", "windows": { "username": "local" } },
            "/request/run-unattended/machine": "bot-01"
        },
        met "Microsoft Entra authentication is enabled" {
            "/machines/bot-01/network_level_authentication": "enabled",
            "/request/run-unattended/machine": "bot-01"
        },
        met "network level authentication is off" {
            "/tenant/remote_desktop/entra_authentication": "disabled",
            "/machines/bot-01/network_level_authentication": "disabled",
            "/request/run-unattended/machine": "bot-01"
        },
        not_judged "a machine made from the default image" {
            "/tenant/remote_desktop/entra_authentication": "disabled",
            "/machines/bot-02/network_level_authentication": "enabled",
            "/request/run-unattended/machine": "bot-02"
        },
        unknown "nobody has looked whether Microsoft Entra authentication is enabled" {
            "/tenant/remote_desktop/entra_authentication": null,
            "/machines/bot-01/network_level_authentication": "enabled",
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "nobody has looked at the machine" {
            "/tenant/remote_desktop/entra_authentication": "disabled",
            "/machines/bot-01/network_level_authentication": null,
            "/request/run-unattended/machine": "bot-01"
        },
        not_applicable "an attended run" {
            "/tenant/remote_desktop/entra_authentication": "disabled",
            "/machines/bot-01/network_level_authentication": "enabled",
            "/request/run-attended/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let (asks, certificate) = (asks_entra_for_sign_in(cx, machine), has_certificate(cx));
    let by_network = asks == Ok(true);
    require(any([not(any([asks, certificate])), takes_entra_sign_in(cx)]), || {
        let remote = cx.case.tenant().remote_desktop();
        let evidence = Evidence::new(remote.field("entra_authentication"), Switch::Disabled, Switch::Enabled)
            .with("machine", machine.key())
            .with("app", remote_desktop());
        if by_network {
            let why = say::ASKS_FOR_NETWORK_SIGN_IN.with("machine", machine.key());
            let asking = machine.field("network_level_authentication");
            return evidence.with("why", why).with("asking", machine.key()).related(asking);
        }
        let flow = cx.flow_asked().map_or_else(|_| Pointer::ROOT, |flow| flow.field("authentication"));
        evidence.with("why", say::SIGNS_IN_BY_CERTIFICATE.with("machine", machine.key())).related(flow)
    })
}
