//! NET032: the subnet of a hosted machine group is delegated to it.

use crate::facts::NONE;
use crate::facts::known::implies;
use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::ToWord;

rule! {
    /// The subnet of a hosted machine group's network must be delegated to the service of hosted machine groups.
    ///
    /// # Why
    /// Only a service to which a subnet is delegated, Microsoft.PowerAutomate/hostedRpa, may put bots into it. A subnet is delegated to one
    /// service at most, and one that is delegated takes nothing else, so it cannot serve hosted machines as well.
    ///
    /// # How to fix it
    /// In the Azure portal, open the subnet and select the service under Subnet delegation. Use a subnet of its own for hosted machine
    /// groups.
    code: NET032,
    name: "group-subnet-is-delegated",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2025-02-03" / "Delegate subnet to Microsoft.PowerAutomate/hostedRpa",
    holds: SINCE_MARCH_2025,
    judges: [CreateNetwork, CreateGroup, EditGroup, RunUnattended],
    fixers: [NetworkAdministrator],
    says: "the subnet of network `{network}` is delegated to `{found}`, but hosted machine groups need it delegated to `{expected}`",
    steps: [
        "in the Azure portal, open the subnet of `{network}` and select `{expected}` under Subnet delegation",
    ],
    command: "az network vnet subnet update --delegations {expected} --name SUBNET --vnet-name VNET --resource-group GROUP",
    examples: [
        broken "to nothing" {
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        broken "to another service" {
            "/networks/corp/subnet/delegation": "Microsoft.Web/serverFarms",
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        broken "a group whose subnet lost it" {
            "/groups/invoices/network": "corp",
            "/request/run-unattended/group": "invoices"
        },
        met "to hosted machine groups" {
            "/networks/corp/subnet/delegation": "Microsoft.PowerAutomate/hostedRpa",
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        met "in other letters" {
            "/networks/corp/subnet/delegation": "microsoft.powerautomate/hostedrpa",
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        unknown "nobody has looked" {
            "/networks/corp/subnet/delegation": null,
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
        not_applicable "a group on Microsoft's own network" { "/request/run-unattended/group": "invoices" },
        not_applicable "a group of machines" { "/request/edit-group": { "group": "pool", "max_bots": 1 } },
        broken "a connection for groups only, when it is added" {
            "/networks/corp/connection/usage": "hosted-machine-group",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let service = cx.text(Key::NetworkGroupDelegation)?;
    let (network, owed) = cx.network_for(Served::Groups)?;
    let subnet = network.subnet();
    let delegation = subnet.delegation();
    let found = subnet
        .it
        .delegation
        .value()
        .map(|found| if found == NONE { say::NONE.into() } else { found.to_word() });
    require(implies(owed, delegation.map(|delegation| delegation.eq_ignore_ascii_case(service))), || {
        Evidence::new(subnet.field("delegation"), found, service).with("network", network.key())
    })
}
