//! NET009: the Windows 365 service principal has the named role on a custom virtual network.

use crate::rulebook::Key;
use crate::rules::context::{Context, NetworkScope};
use crate::rules::rule::{Judgement, rule};
use crate::vocabulary::Level;

rule! {
    /// The Windows 365 service principal must have Network Contributor on a custom virtual network.
    ///
    /// # Why
    /// Windows 365 joins the machine's network interface to a subnet of the network. Without the role, provisioning fails with
    /// `CreateNic_ArmAuthorizationFailed`.
    ///
    /// A role that is assigned on the resource group or on the subscription holds here as well. The page of 2025-03-10 excludes other
    /// roles, higher ones included, and asks for Windows 365 Network User where the virtual network was created on
    /// 2023-11-26 or later; an older one may keep Network Contributor or go over to that role. The page of 2024-01-24 demands Network
    /// Contributor of every network and is silent on roles that include it: such a role is taken, with a note that the page names the other.
    ///
    /// # How to fix it
    /// Assign the role on the virtual network, even if a higher one is already there.
    code: NET009,
    name: "service-principal-role-on-network",
    level: Error,
    at_worst: at_worst,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share the virtual network with Windows 365 service principal"
        + "hosted-machines-2022-12-12" / "Share the virtual network with Windows 365 service principal"
        + "hosted-machines-2025-03-10" / "Share the virtual network with Windows 365 service principal",
    holds: ALWAYS,
    judges: [CreateMachine, CreateNetwork],
    fixers: [AzureRoleAssignmentAdministrator],
    says: "the Windows 365 service principal has {found} on the virtual network of `{network}`: it needs {expected}",
    steps: [
        "in the Azure portal, open the virtual network of `{network}`, Access control (IAM), Add role assignment",
        "assign {role} to the Windows 365 service principal, application {app}",
    ],
    command: "az role assignment create --assignee {app} --role {role} --scope VNET_ID",
    examples: [
        broken @March2025 "roles on a virtual network of the same name in another resource group" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Reader", "scope": "subscription" },
                {
                    "principal": "windows-365",
                    "role": "Windows 365 Network User",
                    "scope": "/subscriptions/sub-a/resourceGroups/rg-other/providers/Microsoft.Network/virtualNetworks/corp"
                }
            ]
        },
        broken "no role" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Reader", "scope": "subscription" }
            ]
        },
        met "inherited from the resource group" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Reader", "scope": "subscription" },
                { "principal": "windows-365", "role": "Network Contributor", "scope": "resource-group/rg-net" }
            ]
        },
        met @March2025 "the role of today, inherited from the subscription" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Windows 365 Network User", "scope": "subscription" }
            ]
        },
        broken @March2025 "a higher role, which the page excludes" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Contributor", "scope": "virtual-network/corp" }
            ]
        },
        met "names are the same in any case of letters" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Network Contributor", "scope": "virtual-network/Corp" }
            ]
        },
        broken "a higher role, which the page does not name, is a note" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Contributor", "scope": "virtual-network/corp" }
            ]
        },
        broken "on another network" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Network Contributor", "scope": "virtual-network/branch" }
            ],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        broken "a role that a later rulebook asks for" {
            "/networks/corp/created": "2023-12-01",
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Windows 365 Network User", "scope": "virtual-network/corp" }
            ]
        },
        broken @March2025 "the earlier role, on a network created since the later one came" {
            "/networks/corp/created": "2023-12-01",
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Reader", "scope": "subscription" },
                {
                    "principal": "windows-365",
                    "role": "Windows 365 Network Interface Contributor",
                    "scope": "resource-group/rg-net"
                },
                { "principal": "windows-365", "role": "Network Contributor", "scope": "virtual-network/corp" }
            ]
        },
        met "Network Contributor" {},
        met "the creation date does not matter to this rulebook" { "/networks/corp/created": null },
        unknown "direct assignments only" { "/subscriptions/sub-a/grants": { "items": [], "complete": false } },
        unknown "the network's subscription was not looked up" { "/networks/corp/subscription": null },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
        met "a connection for groups only" {
            "/subscriptions/sub-a/grants": [],
            "/networks/corp/connection/usage": "hosted-machine-group",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        broken "a role of the organisation's own that includes all of it, which the page does not name, is a note" {
            "/azure_roles/Networks/actions": ["Microsoft.Network/*"],
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Networks", "scope": "virtual-network/corp" }
            ]
        },
        unknown @General "a role that nobody has described" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Networks", "scope": "virtual-network/corp" }
            ]
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let seen = super::windows_365_role(cx, Key::NetworkVirtualNetworkRole, NetworkScope::VirtualNetwork)?;
    if seen.named.clone()? {
        return Ok(());
    }
    let network = seen.network;
    let includes = seen.enough.clone()?;
    let evidence = seen.evidence(cx.subscription_of(network)?);
    Err(evidence.with("network", network.key()).related(network.pointer()).level(level(includes)).broken())
}

/// A note where another role includes the one that is named.
const fn level(includes: bool) -> Level {
    if includes { Level::Note } else { Level::Error }
}

/// A note as long as another role is known to include the one that is named.
fn at_worst(cx: &Context<'_>) -> Level {
    let seen = super::windows_365_role(cx, Key::NetworkVirtualNetworkRole, NetworkScope::VirtualNetwork);
    level(seen.is_ok_and(|seen| seen.enough == Ok(true)))
}
