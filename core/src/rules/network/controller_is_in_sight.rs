//! NET019: from a network for hybrid join a domain controller can be reached.

use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// From the subnet of a connection for hybrid join a domain controller must be reachable.
    ///
    /// # Why
    /// A machine joins the domain through a domain controller, and needs to reach one again from time to time. Without that it cannot be
    /// provisioned, or becomes unusable later.
    ///
    /// # How to fix it
    /// Connect the virtual network with the domain: by VPN, `ExpressRoute`, peering, or with a domain controller in Azure.
    code: NET019,
    name: "controller-is-in-sight",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2025-03-10" / "Additional requirements for Microsoft Entra hybrid joined hosted machines",
    holds: SINCE_MARCH_2025,
    judges: [CreateMachine, CreateNetwork, CreateGroup],
    fixers: [NetworkAdministrator],
    says: "from the subnet of network `{network}` {found} can be reached, but machines on it need {expected}",
    steps: [
        "connect the virtual network of `{network}` with the domain, by VPN, ExpressRoute or peering, or put a domain controller into Azure",
        "open the ports of Active Directory on the way",
    ],
    examples: [
        broken "no domain controller can be reached" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/controller_in_sight": false
        },
        broken "when the connection is added" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/controller_in_sight": false,
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        broken "a hosted machine group" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/controller_in_sight": false,
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        broken "a connection for groups only, when it is added" {
            "/networks/corp/connection": { "join": "hybrid", "usage": "hosted-machine-group" },
            "/networks/corp/domain/controller_in_sight": false,
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "one can be reached" { "/networks/corp/connection/join": "hybrid" },
        unknown "nobody has tried" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/controller_in_sight": null
        },
        unknown "what machines on it join is not said" {
            "/networks/corp/connection/join": null,
            "/networks/corp/domain/controller_in_sight": false
        },
        met "Microsoft Entra join" {},
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, seen) =
        super::hybrid(cx, Served::Either, |network| network.domain().controller_in_sight().copied())?;
    require(seen, || {
        let at = network.domain().field("controller_in_sight");
        Evidence::new(at, say::NO_DOMAIN_CONTROLLER, say::A_DOMAIN_CONTROLLER)
            .with("network", network.key())
            .related(network.connection().field("join"))
    })
}
