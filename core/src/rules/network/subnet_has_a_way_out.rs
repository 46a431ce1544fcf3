//! NET041: the subnet of a custom network has a way to the Internet.

use crate::facts::known::implies;
use crate::facts::value::WayOut;
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The subnet that hosted machines use should have a way to the Internet.
    ///
    /// # Why
    /// Machines fetch all they need from there. A private subnet, whose default outbound access is off, reaches nothing unless it has a NAT
    /// gateway, outbound rules of a load balancer, or a route to a firewall, whatever that firewall would let through: provisioning is then likely to
    /// fail, with `endpointCheckFailed` and the like. Azure says so of virtual machines; of hosted machines no page does, so it is a warning. The
    /// delegated subnet of a hosted machine group has its way out by the service.
    ///
    /// # How to fix it
    /// Attach a NAT gateway to the subnet, or give it another explicit way out.
    code: NET041,
    name: "subnet-has-a-way-out",
    level: Warning,
    provenance: Adjacent,
    source: "azure-default-outbound-access" / "If I need outbound access, what is the recommended way?",
    judges: [CreateMachine, CreateNetwork],
    fixers: [NetworkAdministrator],
    says: "the subnet of network `{network}` has {found} to the Internet and needs {expected}: without one, none of the addresses that are said to be allowed is reached",
    steps: [
        "in the Azure portal, create a NAT gateway and attach it to the subnet of `{network}`",
        "or route the subnet's way out through a firewall or a load balancer, or turn its default outbound access on",
    ],
    command: "az network vnet subnet update --nat-gateway NAT_GATEWAY --name SUBNET --vnet-name VNET --resource-group GROUP",
    examples: [
        broken "a private subnet with nothing else" { "/networks/corp/subnet/way_out": "none" },
        broken "when the connection is added" {
            "/networks/corp/subnet/way_out": "none",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "default outbound access" {},
        met "a NAT gateway" { "/networks/corp/subnet/way_out": "nat-gateway" },
        met "a route to a firewall" { "/networks/corp/subnet/way_out": "firewall" },
        unknown "nobody has looked" { "/networks/corp/subnet/way_out": null },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, owed) = cx.network_for(Served::Machines)?;
    let subnet = network.subnet();
    require(implies(owed, subnet.way_out().map(|way| *way != WayOut::None)), || {
        let expected = say::A_WAY_OUT;
        Evidence::new(subnet.field("way_out"), say::NO_WAY, expected).with("network", network.key())
    })
}
