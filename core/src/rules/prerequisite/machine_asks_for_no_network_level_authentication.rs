//! PRE033: a machine made from a custom image runs unattended only without network level authentication.

use super::asks_for_network_sign_in;
use crate::facts::known::{any, not};
use crate::facts::value::{Switch, Username};
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// To run desktop flows unattended with a work or school account, network level authentication must be disabled, whatever image a machine was made from.
    ///
    /// # Why
    /// The page on hosted machines says so of the default image (`PRE026`). The article on `AadLogonFailure` says it of every machine: network level authentication
    /// asks for the sign-in before Windows can speak to Microsoft Entra ID. Accounts of the machine itself, and of a local domain, are not concerned. Since 2025
    /// there is another way (`PRE023`).
    ///
    /// # How to fix it
    /// On the machine, in the system's remote settings, take away the requirement of network level authentication, or set the policy
    /// Require user authentication for remote connections by using Network Level Authentication to Disabled.
    code: PRE033,
    name: "machine-asks-for-no-network-level-authentication",
    level: Error,
    provenance: Stated,
    source: "aadlogonfailure-2021-03-31" / "Resolution",
    holds: GENERAL,
    judges: [RunUnattended],
    fixers: [MachineCreator, IntuneAdministrator],
    covered_by: [PRE026],
    says: "network level authentication is {found} on machine `{machine}`; for unattended runs with a work or school account it must be {expected}",
    steps: [
        "open `{machine}` in the browser and disable network level authentication in its remote desktop settings",
    ],
    command: "reg add \"HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server\\WinStations\\RDP-Tcp\" /v UserAuthentication /t REG_DWORD /d 0 /f",
    examples: [
        broken "a machine made from a custom image" {
            "/machines/bot-01/network_level_authentication": "enabled",
            "/request/run-unattended/machine": "bot-01"
        },
        met "it is off" { "/request/run-unattended/machine": "bot-01" },
        met "an account of the machine itself" {
            "/machines/bot-01": { "network_level_authentication": "enabled", "windows": { "username": "local" } },
            "/request/run-unattended/machine": "bot-01"
        },
        not_judged "a machine made from the default image" {
            "/machines/bot-02/network_level_authentication": "enabled",
            "/request/run-unattended/machine": "bot-02"
        },
        unknown "nobody has looked" {
            "/machines/bot-01/network_level_authentication": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "nobody knows the form of the user name" {
            "/machines/bot-01": { "network_level_authentication": "enabled", "windows": { "username": null } },
            "/request/run-unattended/machine": "bot-01"
        },
        not_applicable "an attended run" {
            "/machines/bot-01/network_level_authentication": "enabled",
            "/request/run-attended/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let elsewhere = cx.username(machine).map(|form| form != Username::AtDomain);
    require(any([not(asks_for_network_sign_in(machine)), elsewhere]), || {
        Evidence::new(machine.field("network_level_authentication"), Switch::Enabled, Switch::Disabled)
            .with("machine", machine.key())
    })
}
