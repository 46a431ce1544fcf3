//! NET008: the Windows 365 service principal has the named role on the resource group of a custom network.

use crate::rulebook::Key;
use crate::rules::context::{Context, NetworkScope};
use crate::rules::rule::{Judgement, rule};
use crate::vocabulary::Level;

rule! {
    /// The Windows 365 service principal must have Network Contributor on the resource group of a custom virtual network.
    ///
    /// # Why
    /// Windows 365 makes the machine's network interface in that resource group. Without the role, provisioning fails with
    /// `CreateNic_ArmAuthorizationFailed`.
    ///
    /// A role that is assigned on the subscription holds here as well. The page of 2025-03-10 excludes other
    /// roles, higher ones included, and asks for Windows 365 Network Interface Contributor where the virtual network was created on
    /// 2023-11-26 or later; an older one may keep Network Contributor or go over to that role. The page of 2024-01-24 demands Network
    /// Contributor of every network and is silent on roles that include it: such a role is taken, with a note that the page names the other.
    ///
    /// # How to fix it
    /// Assign the role on the resource group, even if a higher one is already there.
    code: NET008,
    name: "service-principal-role-on-resource-group",
    level: Error,
    at_worst: at_worst,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share the virtual network with Windows 365 service principal"
        + "hosted-machines-2022-12-12" / "Share the virtual network with Windows 365 service principal"
        + "hosted-machines-2025-03-10" / "Share the virtual network with Windows 365 service principal",
    holds: ALWAYS,
    judges: [CreateMachine, CreateNetwork],
    fixers: [AzureRoleAssignmentAdministrator],
    says: "the Windows 365 service principal has {found} on the resource group of network `{network}`: it needs {expected}",
    steps: [
        "in the Azure portal, open the resource group of `{network}`, Access control (IAM), Add role assignment",
        "assign {role} to the Windows 365 service principal, application {app}",
    ],
    command: "az role assignment create --assignee {app} --role {role} --scope /subscriptions/SUBSCRIPTION_ID/resourceGroups/{group}",
    examples: [
        broken "only on the virtual network" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Reader", "scope": "subscription" },
                { "principal": "windows-365", "role": "Network Contributor", "scope": "virtual-network/corp" }
            ]
        },
        met "inherited from the subscription" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Network Contributor", "scope": "subscription" },
                { "principal": "windows-365", "role": "Reader", "scope": "subscription" }
            ]
        },
        broken "a higher role, which the page does not name, is a note" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Owner", "scope": "resource-group/rg-net" }
            ]
        },
        broken "on another resource group" { "/networks/corp/resource_group": "rg-other" },
        broken "no role at all on any resource group, whichever it is" {
            "/networks/corp/resource_group": null,
            "/subscriptions/sub-a/grants": [],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "Network Contributor" {},
        met "resource groups are the same in any case of letters" { "/networks/corp/resource_group": "RG-Net" },
        met "the creation date does not matter to this rulebook" { "/networks/corp/created": null },
        unknown "the resource group was not looked up" { "/networks/corp/resource_group": null },
        unknown "the assignments were not listed" { "/subscriptions/sub-a/grants": null },
        unknown "neither was looked up" { "/networks/corp": { "subscription": null, "resource_group": null } },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
        met "a connection for groups only" {
            "/subscriptions/sub-a/grants": [],
            "/networks/corp/connection/usage": "hosted-machine-group",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let seen = super::windows_365_role(cx, Key::NetworkResourceGroupRole, NetworkScope::ResourceGroup)?;
    if seen.named.clone()? {
        return Ok(());
    }
    let network = seen.network;
    let includes = seen.enough.clone()?;
    let group = network.resource_group().map_or("GROUP", |group| group.as_str());
    let evidence = seen.evidence(cx.subscription_of(network)?);
    Err(evidence
        .with("network", network.key())
        .with("group", group)
        .related(network.field("resource_group"))
        .level(level(includes))
        .broken())
}

/// A note where another role includes the one that is named.
const fn level(includes: bool) -> Level {
    if includes { Level::Note } else { Level::Error }
}

/// A note as long as another role is known to include the one that is named.
fn at_worst(cx: &Context<'_>) -> Level {
    let seen = super::windows_365_role(cx, Key::NetworkResourceGroupRole, NetworkScope::ResourceGroup);
    level(seen.is_ok_and(|seen| seen.enough == Ok(true)))
}
