//! NET031: the service principal of hosted machine groups may use their custom network.

use crate::facts::known::implies;
use crate::rulebook::term::Term;
use crate::rulebook::{AzureRole, Key};
use crate::rules::context::{Context, NetworkScope, Principal, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, rule};

rule! {
    /// The service principal of hosted machine groups must have Network Contributor on the virtual network of a hosted machine group.
    ///
    /// # Why
    /// Bots are put into a subnet of the network by Power Automate Hosted Machine Groups, a service principal of its own, not by that of
    /// Windows 365. Without the role no bot can be made. The role may also be inherited from the resource group or the subscription; that
    /// Contributor and Owner, which include it, serve as well is our reading.
    ///
    /// # How to fix it
    /// Assign Network Contributor on the virtual network to it. If it cannot be found in the tenant, create it first with `az ad sp create`
    /// and its application id.
    code: NET031,
    name: "group-service-principal-role-on-network",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2025-02-03" / "Share the virtual network with Power Automate Hosted Machine Groups service principal",
    holds: SINCE_MARCH_2025,
    judges: [CreateNetwork, CreateGroup, EditGroup, RunUnattended],
    fixers: [AzureRoleAssignmentAdministrator],
    says: "the service principal {app} does not have {expected} on the virtual network of `{network}`",
    steps: [
        "in the Azure portal, open the virtual network of `{network}`, Access control (IAM), Add role assignment",
        "assign {expected} to the service principal {app} (application id {id})",
    ],
    command: "az role assignment create --assignee {id} --role {expected} --scope VNET_ID",
    examples: [
        broken "no role" {
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        broken "on another network" {
            "/subscriptions/sub-a/grants": [
                {
                    "principal": "hosted-machine-groups",
                    "role": "Network Contributor",
                    "scope": "virtual-network/branch"
                }
            ],
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        broken "only Reader" {
            "/subscriptions/sub-a/grants": [
                { "principal": "hosted-machine-groups", "role": "Reader", "scope": "virtual-network/corp" }
            ],
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        broken "a group that lost it" {
            "/groups/invoices/network": "corp",
            "/request/run-unattended/group": "invoices"
        },
        met "Network Contributor" {
            "/subscriptions/sub-a/grants": [
                {
                    "principal": "hosted-machine-groups",
                    "role": "Network Contributor",
                    "scope": "virtual-network/corp"
                }
            ],
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        met "a higher role, inherited" {
            "/subscriptions/sub-a/grants": [
                { "principal": "hosted-machine-groups", "role": "Contributor", "scope": "resource-group/rg-net" }
            ],
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        met "a group that has it" {
            "/groups/invoices/network": "corp",
            "/subscriptions/sub-a/grants": [
                {
                    "principal": "hosted-machine-groups",
                    "role": "Network Contributor",
                    "scope": "virtual-network/corp"
                }
            ],
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        unknown "the assignments were not listed" {
            "/subscriptions/sub-a/grants": null,
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        unknown "the network's subscription was not looked up" {
            "/networks/corp/subscription": null,
            "/subscriptions/sub-a/grants": [
                {
                    "principal": "hosted-machine-groups",
                    "role": "Network Contributor",
                    "scope": "virtual-network/corp"
                }
            ],
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        unknown "the network of the group was not looked up" {
            "/groups/invoices/network": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "the kind of the group was not looked up" {
            "/groups/invoices": { "network": "corp", "kind": null },
            "/request/run-unattended/group": "invoices"
        },
        unknown "neither was looked up" {
            "/groups/invoices": { "network": null, "kind": null },
            "/request/run-unattended/group": "invoices"
        },
        not_applicable "a group on Microsoft's own network" { "/request/run-unattended/group": "invoices" },
        not_applicable "a group of machines" { "/request/run-unattended/group": "pool" },
        not_applicable "a machine" { "/request/run-unattended/machine": "bot-01" },
        broken "a connection for groups only, when it is added" {
            "/networks/corp/connection/usage": "hosted-machine-group",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "a connection for both, which is judged once a group is put on it" {
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let least: Term<AzureRole> = cx.term(Key::NetworkGroupRole)?;
    let sufficient = cx.terms(Key::NetworkGroupSufficientRoles)?;
    let (network, owed) = cx.network_for(Served::Groups)?;
    let app = Term::HOSTED_MACHINE_GROUPS;
    let holds = cx.granted_on(network, Principal::App(app), NetworkScope::VirtualNetwork, |role| {
        super::sufficient(cx, role, sufficient.clone())
    });
    if implies(owed, holds)? {
        return Ok(());
    }
    let subscription = cx.subscription_of(network)?;
    Err(Evidence::new(subscription.field("grants"), say::NO_SUCH_ASSIGNMENT, least.name())
        .with("network", network.key())
        .with("app", app.name())
        .with("id", app.guid())
        .related(network.pointer())
        .broken())
}
