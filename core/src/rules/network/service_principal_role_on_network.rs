//! NET009: the Windows 365 service principal has the named role on a custom virtual network.

use crate::facts::known::both;
use crate::rulebook::term::Term;
use crate::rulebook::{App, Key};
use crate::rules::context::{Context, NetworkScope};
use crate::rules::rule::{Evidence, Judgement, either, require, rule};

rule! {
    /// The Windows 365 service principal must have Network Contributor on a custom virtual network.
    ///
    /// # Why
    /// Windows 365 joins the machine's network interface to a subnet of the network. Without the role, provisioning fails with
    /// `CreateNic_ArmAuthorizationFailed`.
    ///
    /// The role must be the one that is named, assigned on the virtual network itself: a higher role, or the same one inherited from the
    /// resource group or the subscription, does not count. The page of 2025-03-10 says so outright, and asks for Windows 365 Network
    /// User instead where the virtual network was created on 2023-11-26 or later; an older one may keep Network Contributor or go over to
    /// that role. The page of 2024-01-24 is silent on both, and demands Network Contributor of every network.
    ///
    /// # How to fix it
    /// Assign the role on the virtual network, even if a higher one is already there.
    code: NET009,
    name: "service-principal-role-on-network",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share the virtual network with Windows 365 service principal"
        + "hosted-machines-2022-12-12" / "Share the virtual network with Windows 365 service principal"
        + "hosted-machines-2025-03-10" / "Share the virtual network with Windows 365 service principal",
    holds: ALWAYS,
    judges: [CreateMachine, CreateNetwork],
    fixers: [AzureRoleAssignmentAdministrator],
    says: "the Windows 365 service principal does not have {expected} on the virtual network of `{network}`",
    steps: [
        "in the Azure portal, open the virtual network of `{network}`, Access control (IAM), Add role assignment",
        "assign {role} to the Windows 365 service principal, application {app}",
    ],
    command: "az role assignment create --assignee {app} --role {role} --scope VNET_ID",
    examples: [
        broken "only on the resource group" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Reader", "scope": "subscription" },
                { "principal": "windows-365", "role": "Network Contributor", "scope": "resource-group/rg-net" }
            ]
        },
        broken "a higher role" {
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
        broken @Newest "the earlier role, on a network created since the later one came" {
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
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let network = cx.custom_network()?;
    let serving = cx.roles_that_serve(network, Key::NetworkVirtualNetworkRole)?;
    let holds = cx.holds_exactly(network, serving.clone(), NetworkScope::VirtualNetwork);
    let (holds, subscription) = both(holds, cx.subscription_of(network))?;
    require(Ok(holds), || {
        let names = serving.map(Term::name);
        Evidence::new(subscription.field("grants"), "no such assignment", either(names.clone()))
            .with("network", network.key())
            .with("role", names.last().unwrap_or_default())
            .with("app", Term::<App>::WINDOWS_365.guid())
            .related(network.pointer())
    })
}
