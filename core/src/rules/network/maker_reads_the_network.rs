//! NET013: whoever adds a network connection reads the virtual network.

use crate::facts::known::any;
use crate::rulebook::term::Term;
use crate::rulebook::{AzureRole, Key};
use crate::rules::context::{Context, NetworkScope, Principal};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Whoever adds a network connection needs at least Reader on the virtual network.
    ///
    /// # Why
    /// The dialog offers only virtual networks that the maker can read in Azure. Without the role the network is not in the list.
    /// A role that includes reading everything, on the virtual network, its resource group or its subscription, is enough.
    /// Makers who only use a connection that is shared with them do not need it.
    ///
    /// # How to fix it
    /// Assign Reader on the virtual network to the maker.
    code: NET013,
    name: "maker-reads-the-network",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share the virtual network with Power Automate makers"
        + "hosted-machines-2022-12-12" / "Share the virtual network with Power Automate makers",
    holds: ALWAYS,
    judges: [CreateNetwork],
    fixers: [AzureRoleAssignmentAdministrator],
    says: "`{actor}` does not have {expected}, or a role that includes it, on virtual network `{network}`",
    steps: [
        "in the Azure portal, open the virtual network of `{network}`, Access control (IAM), Add role assignment",
        "assign {expected} to `{actor}`",
    ],
    command: "az role assignment create --assignee {actor} --role {expected} --scope VNET_ID",
    examples: [
        broken "no role" {
            "/networks/corp/readers": [],
            "/subscriptions/sub-a/grants": [],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        broken "a role on another network" {
            "/networks/corp/readers": [],
            "/subscriptions/sub-a/grants": [
                { "principal": "maker-a", "role": "Reader", "scope": "virtual-network/branch" }
            ],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "among the readers" {
            "/subscriptions/sub-a/grants": null,
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "inherited from the subscription" {
            "/networks/corp/readers": null,
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "inherited from the resource group" {
            "/networks/corp/readers": null,
            "/subscriptions/sub-a/grants": [
                { "principal": "maker-a", "role": "Reader", "scope": "resource-group/rg-net" }
            ],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "assigned on the network" {
            "/networks/corp/readers": [],
            "/subscriptions/sub-a/grants": [
                { "principal": "maker-a", "role": "Reader", "scope": "virtual-network/corp" }
            ],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        unknown "the readers were not listed" {
            "/networks/corp/readers": null,
            "/subscriptions/sub-a/grants": [],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        unknown "a role on a resource group that may be the network's" {
            "/networks/corp": { "readers": [], "resource_group": null },
            "/subscriptions/sub-a/grants": [
                { "principal": "maker-a", "role": "Reader", "scope": "resource-group/rg-net" }
            ],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "a role for networks, which includes reading them" {
            "/networks/corp/readers": [],
            "/subscriptions/sub-a/grants": [
                { "principal": "maker-a", "role": "Network Contributor", "scope": "subscription" }
            ],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "a role of the organisation's own that reads networks" {
            "/networks/corp/readers": [],
            "/subscriptions/sub-a/grants": [
                { "principal": "maker-a", "role": "Network Viewer", "scope": "subscription" }
            ],
            "/azure_roles/Network Viewer/actions": ["Microsoft.Network/*/read"],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        broken "a role of the organisation's own that reads something else" {
            "/networks/corp/readers": [],
            "/subscriptions/sub-a/grants": [
                { "principal": "maker-a", "role": "Network Viewer", "scope": "subscription" }
            ],
            "/azure_roles/Network Viewer/actions": ["Microsoft.Compute/*/read"],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        unknown "a role that nobody has described" {
            "/networks/corp/readers": [],
            "/subscriptions/sub-a/grants": [
                { "principal": "maker-a", "role": "Network Viewer", "scope": "subscription" }
            ],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let network = cx.custom_network()?;
    let least: Term<AzureRole> = cx.term(Key::NetworkMakerRole)?;
    let granted = cx.actor_name().and_then(|actor| {
        cx.granted_on(network, Principal::Person(actor), NetworkScope::VirtualNetwork, |role| {
            cx.at_least(role, least, Key::AzureActionReadNetwork)
        })
    });
    let reads = any([cx.lists_actor(network.readers()), granted]);
    require(reads, || {
        Evidence::new(network.field("readers"), say::NO_SUCH_ASSIGNMENT, least.name())
            .with("actor", cx.actor_told())
            .with("network", network.key())
    })
}
