//! NET028: the port of device registration is open outwards.

use crate::facts::known::implies;
use crate::facts::value::Permission;
use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, commas, require, rule};
use crate::vocabulary::Level;

rule! {
    /// From a custom network port 5671 must be open outwards to the hosts that register devices.
    ///
    /// # Why
    /// Everything else that Windows 365 requires goes over HTTPS; device registration uses this port as well. A firewall that lets only
    /// port 443 through stops it, and with it provisioning. Windows 365 says so; the page of hosted machines demands the
    /// connectivity of Windows 365, ports included, as of 2025-03-10. Before, a closed port is a warning.
    ///
    /// # How to fix it
    /// Open TCP 443 and 5671 outwards to the registration hosts.
    code: NET028,
    name: "registration-port-is-open",
    level: Error,
    at_worst: at_worst,
    provenance: Adjacent,
    source: "windows-365-network-2024-07-31" / "Allow network connectivity",
    judges: [CreateMachine, CreateNetwork],
    fixers: [NetworkAdministrator],
    says: "port {port}, on which machines register, is {found} outwards from network `{network}`, not {expected}",
    steps: [
        "on the network's firewall and in its network security groups, open TCP 443 and {port} outwards to {hosts}",
    ],
    examples: [
        broken @March2025 "closed, which the page forbids since" { "/networks/corp/registration_port": "blocked" },
        broken "it is closed" { "/networks/corp/registration_port": "blocked" },
        met "it is open" {},
        unknown "nobody has tried" { "/networks/corp/registration_port": null },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, owed) = cx.network_for(Served::Machines)?;
    let port = cx.number(Key::NetworkRegistrationPort)?;
    let hosts = cx.texts(Key::NetworkRegistrationHosts)?;
    let open = network.registration_port().map(|access| *access == Permission::Allowed);
    require(implies(owed, open), || {
        Evidence::new(network.field("registration_port"), Permission::Blocked, Permission::Allowed)
            .with("network", network.key())
            .with("port", port)
            .with("hosts", commas(hosts))
            .level(at_worst(cx))
    })
}

/// An error once the page of hosted machines demands the connectivity of Windows 365.
fn at_worst(cx: &Context<'_>) -> Level {
    if cx.texts(Key::NetworkWindows365Endpoints).is_ok() { Level::Error } else { Level::Warning }
}
