//! NET039: the subnet of a network for hosted machines is delegated to no service.

use crate::facts::NONE;
use crate::facts::known::implies;
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The subnet that hosted machines use must not be delegated to a service.
    ///
    /// # Why
    /// A subnet that is delegated takes only what that service puts into it. One that is delegated to Microsoft.PowerAutomate/hostedRpa serves
    /// hosted machine groups, and no hosted machine. The health check of Windows 365 looks for it
    /// (`resourceAvailabilityCheckSubnetDelegationFailed`); that hosted machines, which it makes, are refused in the same way is assumed.
    ///
    /// # How to fix it
    /// Let the network connection use another subnet, or remove the delegation where nothing uses it.
    code: NET039,
    name: "subnet-is-not-delegated",
    level: Error,
    provenance: Adjacent,
    source: "cloud-pc-health-checks" / "errorType",
    judges: [CreateMachine, CreateNetwork],
    fixers: [NetworkAdministrator],
    says: "the subnet of network `{network}` is delegated to `{found}`, so that hosted machines cannot use it",
    steps: [
        "add a network connection that uses another subnet of `{network}`, which is delegated to nothing",
        "or, where nothing is left in this one, remove its delegation in the Azure portal (Subnets, Subnet delegation: {expected})",
    ],
    examples: [
        broken "delegated to hosted machine groups" {
            "/networks/corp/subnet/delegation": "Microsoft.PowerAutomate/hostedRpa"
        },
        broken "delegated to another service, when the connection is added" {
            "/networks/corp/subnet/delegation": "Microsoft.Web/serverFarms",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "delegated to nothing" {},
        met "a connection for groups only" {
            "/networks/corp": {
                "subnet": { "delegation": "Microsoft.PowerAutomate/hostedRpa" },
                "connection": { "usage": "hosted-machine-group" }
            },
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        unknown "nobody has looked" { "/networks/corp/subnet/delegation": null },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, owed) = cx.network_for(Served::Machines)?;
    let subnet = network.subnet();
    let delegation = subnet.delegation();
    let found = delegation.as_ref().map_or(NONE, |delegation| delegation.as_str());
    require(implies(owed, delegation.map(|delegation| delegation.eq_ignore_ascii_case(NONE))), || {
        Evidence::new(subnet.field("delegation"), found, say::NONE).with("network", network.key())
    })
}
