//! NET026: nothing intercepts TLS on the way out of a custom network.

use crate::facts::known::implies;
use crate::facts::value::Presence;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// On the way out of a custom network TLS should not be intercepted.
    ///
    /// # Why
    /// Firewalls and proxies that open encrypted traffic get in the way of the checks of a network connection and of provisioning itself:
    /// the machine sees another certificate than the one it expects.
    ///
    /// # How to fix it
    /// Exempt the subnet of hosted machines, or at least the addresses that Windows 365, Intune and Azure Virtual Desktop require, from
    /// inspection.
    code: NET026,
    name: "tls-is-not-intercepted",
    level: Warning,
    provenance: Adjacent,
    source: "windows-365-network-2024-07-31" / "Traffic interception technologies",
    judges: [CreateMachine, CreateNetwork],
    fixers: [NetworkAdministrator],
    says: "interception of TLS on the way out of network `{network}` is {found}, and should be {expected}",
    steps: [
        "on the network's firewall or proxy, exempt the subnet of hosted machines from TLS inspection",
    ],
    examples: [
        broken "it is intercepted" { "/networks/corp/tls_interception": "present" },
        broken "when the connection is added" {
            "/networks/corp/tls_interception": "present",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "it is not" {},
        unknown "nobody has looked" { "/networks/corp/tls_interception": null },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, owed) = cx.network_for(Served::Machines)?;
    let absent = network.tls_interception().map(|interception| *interception == Presence::Absent);
    require(implies(owed, absent), || {
        Evidence::new(network.field("tls_interception"), Presence::Present, Presence::Absent)
            .with("network", network.key())
    })
}
