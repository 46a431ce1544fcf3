//! NET018: a network for hybrid join has DNS servers that resolve the domain.

use crate::facts::value::Dns;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The virtual network of a connection for hybrid join must use DNS servers of the organisation's own that resolve the Active Directory
    /// domain.
    ///
    /// # Why
    /// A machine finds the domain it joins through DNS. Azure's own DNS knows no local domain, so the virtual network must be set to Custom
    /// and name servers that do.
    ///
    /// # How to fix it
    /// In the Azure portal, under the virtual network's DNS servers, select Custom and enter servers that resolve the domain and can be
    /// reached from the network.
    code: NET018,
    name: "dns-resolves-the-domain",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2025-03-10" / "Additional requirements for Microsoft Entra hybrid joined hosted machines",
    holds: SINCE_MARCH_2025,
    judges: [CreateMachine, CreateNetwork, CreateGroup],
    fixers: [NetworkAdministrator],
    says: "machines on network `{network}` join a local domain, but its DNS is `{found}`, not `{expected}`",
    steps: [
        "in the Azure portal, open the virtual network of `{network}`, DNS servers, and select Custom",
        "enter DNS servers that resolve the Active Directory domain, and make sure that they can be reached",
    ],
    command: "az network vnet update --dns-servers SERVER SERVER --name VNET --resource-group GROUP",
    examples: [
        broken "Azure's own DNS" { "/networks/corp/connection/join": "hybrid", "/networks/corp/domain/dns": "azure" },
        broken "servers that do not know the domain" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/dns": "custom-not-resolving"
        },
        broken "when the connection is added" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/dns": "azure",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        broken "a hosted machine group" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/dns": "azure",
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
            "/networks/corp/domain/dns": "azure",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "servers that resolve the domain" { "/networks/corp/connection/join": "hybrid" },
        unknown "nobody has looked" { "/networks/corp/connection/join": "hybrid", "/networks/corp/domain/dns": null },
        unknown "what machines on it join is not said" {
            "/networks/corp/connection/join": null,
            "/networks/corp/domain/dns": "azure"
        },
        met "Microsoft Entra join" {},
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, resolves) = super::hybrid(cx, Served::Either, |network| {
        network.domain().dns().map(|dns| *dns == Dns::Resolving)
    })?;
    require(resolves, || {
        let found = network.domain().it.dns.value().copied().unwrap_or(Dns::Azure);
        Evidence::new(network.domain().field("dns"), found, Dns::Resolving)
            .with("network", network.key())
            .related(network.connection().field("join"))
    })
}
