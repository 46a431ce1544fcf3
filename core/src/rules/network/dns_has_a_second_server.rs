//! NET027: a custom network does not depend on one DNS server.

use crate::facts::At;
use crate::facts::entities::Network;
use crate::facts::known::Missing;
use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, owing, require, rule};

rule! {
    /// A virtual network with DNS servers of its own should have at least two.
    ///
    /// # Why
    /// If the only one fails, machines find nothing any more: neither what provisioning needs nor what flows work with. A network that
    /// leaves DNS to Azure, with no server set, is as well served.
    ///
    /// # How to fix it
    /// Add a second DNS server to the virtual network.
    code: NET027,
    name: "dns-has-a-second-server",
    level: Note,
    provenance: Adjacent,
    source: "windows-365-network-2024-07-31" / "DNS requirements",
    judges: [CreateMachine, CreateNetwork],
    fixers: [NetworkAdministrator],
    says: "network `{network}` has only {found} DNS server set; {expected} are advised",
    steps: [
        "in the Azure portal, open the virtual network of `{network}`, DNS servers, and add another",
    ],
    command: "az network vnet update --dns-servers SERVER SERVER --name VNET --resource-group GROUP",
    examples: [
        broken "one" { "/networks/corp/dns_servers": 1 },
        broken "one, when the connection is added" {
            "/networks/corp/dns_servers": 1,
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "none, so that Azure resolves names" { "/networks/corp/dns_servers": 0 },
        met "two" { "/networks/corp/dns_servers": 2 },
        met "three" { "/networks/corp/dns_servers": 3 },
        met "two at least" { "/networks/corp/dns_servers/at_least": 2 },
        unknown "one at least" { "/networks/corp/dns_servers/at_least": 1 },
        unknown "nobody has counted" { "/networks/corp/dns_servers": null },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, owed) = cx.network_for(Served::Machines)?;
    owing(owed, || enough(cx, network))
}

fn enough(cx: &Context<'_>, network: At<'_, Network>) -> Judgement {
    let advised = cx.number(Key::NetworkDnsServers)?;
    let servers = network.dns_servers()?;
    let enough = match servers.reaches(advised) {
        Some(false) => Ok(servers.number == 0),
        Some(true) => Ok(true),
        None => Err(Missing::fact(network.field("dns_servers"))),
    };
    require(enough, || {
        Evidence::new(network.field("dns_servers"), servers.number, advised).with("network", network.key())
    })
}
