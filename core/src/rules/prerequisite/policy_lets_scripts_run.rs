//! PRE034: policies on the organizational unit let the scripts of provisioning run.

use crate::facts::known::all;
use crate::facts::value::{Join, ScriptPolicy};
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, gated, require, rule};

rule! {
    /// No group policy on the organizational unit of hybrid machines may keep unsigned PowerShell scripts from running.
    ///
    /// # Why
    /// Windows 365 sets machines up, and checks a network connection, with a script that is not signed. Where a group policy lets only signed scripts run, or none,
    /// that ends in a time-out after a long wait: the check of the connection fails with `internalServerErrorVMDeploymentTimeout`, and so does provisioning. The page
    /// names the setting for signed scripts only; that it is the same where none may run is ours.
    ///
    /// # How to fix it
    /// Take the policy off the organizational unit that the machines go to, or set it to Unrestricted there; then have the network connection checked again.
    code: PRE034,
    name: "policy-lets-scripts-run",
    level: Error,
    provenance: Adjacent,
    source: "windows-365-known-issues-2022-07-12" / "Windows 365 provisioning fails",
    judges: [CreateMachine, CreateNetwork],
    fixers: [NetworkAdministrator],
    says: "a group policy on the organizational unit of network `{network}` sets PowerShell to {found}: setting machines up takes {expected}",
    steps: [
        "take the policy Turn on Script Execution off the organizational unit that machines on `{network}` go to, or set it to Unrestricted there",
        "then have Power Automate check the network connection again",
    ],
    command: "gpresult /r /scope computer",
    examples: [
        broken "only signed scripts" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/script_policy": "all-signed"
        },
        broken "no script, when the connection is added" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/script_policy": "restricted",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "a connection for groups only" {
            "/networks/corp/connection": { "join": "hybrid", "usage": "hosted-machine-group" },
            "/networks/corp/domain/script_policy": "all-signed",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "no such policy" { "/networks/corp/connection/join": "hybrid" },
        met "all scripts run, whatever machines on it join" {
            "/networks/corp/connection/join": null,
            "/networks/corp/domain/script_policy": "unrestricted"
        },
        unknown "nobody has looked" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/script_policy": null
        },
        unknown "what machines on it join is not said" {
            "/networks/corp/connection/join": null,
            "/networks/corp/domain/script_policy": "all-signed"
        },
        met "Microsoft Entra join, whatever the policy" { "/networks/corp/domain/script_policy": "all-signed" },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, owed) = cx.network_for(Served::Machines)?;
    let joins = network.connection().join().map(|join| *join == Join::Hybrid);
    gated(all([owed, joins]), || {
        let domain = network.domain();
        let policy = *domain.script_policy()?;
        let stops = matches!(policy, ScriptPolicy::AllSigned | ScriptPolicy::Restricted);
        require(Ok(!stops), || {
            Evidence::new(domain.field("script_policy"), policy, say::POLICY_FOR_UNSIGNED_SCRIPTS)
                .with("network", network.key())
                .related(network.connection().field("join"))
        })
    })
}
