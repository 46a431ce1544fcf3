//! NET028: the port of device registration is open outwards.

use crate::facts::value::Permission;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, joined, require, rule};

rule! {
    /// From a custom network port 5671 must be open outwards to the hosts that register devices.
    ///
    /// # Why
    /// Everything else that Windows 365 requires goes over HTTPS; device registration uses this port as well. A firewall that lets only
    /// port 443 through stops it, and with it provisioning. Windows 365 says so; that it holds for hosted machines, which it makes, is
    /// assumed.
    ///
    /// # How to fix it
    /// Open TCP 443 and 5671 outwards to the registration hosts.
    code: NET028,
    name: "registration-port-is-open",
    level: Warning,
    provenance: Adjacent,
    source: "windows-365-network-2024-07-31" / "Allow network connectivity",
    judges: [CreateMachine],
    fixers: [NetworkAdministrator],
    says: "port {port}, on which machines register, is {found} outwards from network `{network}`, not {expected}",
    steps: [
        "on the network's firewall and in its network security groups, open TCP 443 and {port} outwards to {hosts}",
    ],
    examples: [
        broken "it is closed" { "/networks/corp/registration_port": "blocked" },
        met "it is open" {},
        unknown "nobody has tried" { "/networks/corp/registration_port": null },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let network = cx.custom_network()?;
    let port = cx.number(Key::NetworkRegistrationPort)?;
    let hosts = cx.texts(Key::NetworkRegistrationHosts)?;
    let access = *network.registration_port()?;
    require(Ok(access == Permission::Allowed), || {
        Evidence::new(network.field("registration_port"), access, Permission::Allowed)
            .with("network", network.key())
            .with("port", port)
            .with("hosts", joined(hosts, ", "))
    })
}
