//! NET042: no deny assignment takes away what Windows 365, or hosted machine groups, need on a custom network.

use crate::facts::known::Known;
use crate::facts::value::Scope;
use crate::rules::context::Context;
use crate::rules::rule::{Judgement, rule};
use greenlight_json::InlineStr;

rule! {
    /// No deny assignment should take rights on a custom network away from the service principal that needs them: that of Windows 365 for hosted
    /// machines, that of Power Automate Hosted Machine Groups for groups.
    ///
    /// # Why
    /// A deny assignment goes before every role: where it covers the subscription, the resource group or the virtual network, no network interface can
    /// be made there, whatever roles the service principal holds. Azure creates them for managed applications and deployment stacks, hardly anywhere
    /// else. What each of them denies is not looked at, so this is a warning.
    ///
    /// # How to fix it
    /// Have the managed application or the deployment stack changed that the deny assignment belongs to, or use another resource group.
    code: NET042,
    name: "nothing-denies-the-network",
    level: Warning,
    provenance: Adjacent,
    source: "azure-deny-assignments" / "How deny assignments are created",
    judges: [CreateMachine, CreateNetwork, CreateGroup],
    fixers: [AzureRoleAssignmentAdministrator],
    says: "a deny assignment takes rights from the service principal {app} in subscription `{found}`, which covers network `{network}`; there should be {expected}",
    steps: [
        "in the Azure portal, open the virtual network of `{network}`, Access control (IAM), Deny assignments, and see what denies and to what it belongs",
        "change the managed application or the deployment stack that it belongs to, or use a network of another resource group",
    ],
    examples: [
        broken "on the resource group" {
            "/subscriptions/sub-a/deny_assignments": [
                { "principal": "windows-365", "scope": "resource-group/RG-Net" }
            ]
        },
        broken "on the subscription, when the connection is added" {
            "/subscriptions/sub-a/deny_assignments": [{ "principal": "windows-365", "scope": "subscription" }],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        broken "on the virtual network, for a hosted machine group" {
            "/subscriptions/sub-a/deny_assignments": [
                { "principal": "hosted-machine-groups", "scope": "virtual-network/corp" }
            ],
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        met "none" {},
        met "for somebody else" {
            "/subscriptions/sub-a/deny_assignments": [{ "principal": "maker-b", "scope": "subscription" }]
        },
        met "on another resource group" {
            "/subscriptions/sub-a/deny_assignments": [
                { "principal": "windows-365", "scope": "resource-group/rg-images" }
            ]
        },
        unknown "nobody has looked" { "/subscriptions/sub-a/deny_assignments": null },
        unknown "the network's resource group was not looked up" {
            "/networks/corp/resource_group": null,
            "/subscriptions/sub-a/deny_assignments": [
                { "principal": "windows-365", "scope": "resource-group/rg-net" }
            ]
        },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    cx.for_each_app(|served, app| {
        let (network, owed) = cx.network_for(served)?;
        let covers = |scope: &Scope| -> Known<bool> {
            Ok(match scope {
                Scope::Subscription => true,
                Scope::ResourceGroup(name) => name.eq_ignore_ascii_case(network.resource_group()?),
                Scope::VirtualNetwork(name) => {
                    let group = network.it.resource_group.value().map(InlineStr::as_str);
                    match Scope::names(name, network.key(), group) {
                        Some(named) => named,
                        None => return network.resource_group().map(|_| false),
                    }
                }
                Scope::Gallery(_) => false,
            })
        };
        cx.nothing_denies((app, owed), cx.subscription_of(network), covers, ("network", network.key()))
    })
}
