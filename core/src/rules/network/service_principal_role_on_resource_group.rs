//! NET008: the Windows 365 service principal has the named role on the resource group of a custom network.

use crate::facts::known::both;
use crate::rulebook::term::Term;
use crate::rulebook::{App, Key};
use crate::rules::context::{Context, NetworkScope};
use crate::rules::rule::{Evidence, Judgement, either, require, rule};

rule! {
    /// The Windows 365 service principal must have Network Contributor on the resource group of a custom virtual network.
    ///
    /// # Why
    /// Windows 365 makes the machine's network interface in that resource group. Without the role, provisioning fails with
    /// `CreateNic_ArmAuthorizationFailed`.
    ///
    /// The role must be the one that is named, assigned on the resource group itself: a higher role, or the same one inherited from the
    /// subscription, does not count. The page of 2025-03-10 says so outright, and asks for Windows 365 Network Interface Contributor
    /// instead where the virtual network was created on 2023-11-26 or later; an older one may keep Network Contributor or go over to that
    /// role. The page of 2024-01-24 is silent on both, and demands Network Contributor of every network.
    ///
    /// # How to fix it
    /// Assign the role on the resource group, even if a higher one is already there.
    code: NET008,
    name: "service-principal-role-on-resource-group",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share the virtual network with Windows 365 service principal"
        + "hosted-machines-2022-12-12" / "Share the virtual network with Windows 365 service principal"
        + "hosted-machines-2025-03-10" / "Share the virtual network with Windows 365 service principal",
    holds: ALWAYS,
    judges: [CreateMachine, CreateNetwork],
    fixers: [AzureRoleAssignmentAdministrator],
    says: "the Windows 365 service principal does not have {expected} on the resource group of network `{network}`",
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
        broken "inherited from the subscription" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Network Contributor", "scope": "subscription" },
                { "principal": "windows-365", "role": "Reader", "scope": "subscription" }
            ]
        },
        broken "a higher role" {
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
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let network = cx.custom_network()?;
    let serving = cx.roles_that_serve(network, Key::NetworkResourceGroupRole)?;
    let holds = cx.holds_exactly(network, serving.clone(), NetworkScope::ResourceGroup);
    let (holds, subscription) = both(holds, cx.subscription_of(network))?;
    require(Ok(holds), || {
        let names = serving.map(Term::name);
        let group = network.resource_group().map_or("GROUP", |group| group.as_str());
        Evidence::new(subscription.field("grants"), "no such assignment", either(names.clone()))
            .with("network", network.key())
            .with("role", names.last().unwrap_or_default())
            .with("group", group)
            .with("app", Term::<App>::WINDOWS_365.guid())
            .related(network.field("resource_group"))
    })
}
