//! NET024: from a custom network the addresses that Windows 365 requires can be reached.

use crate::facts::known::implies;
use crate::facts::value::Permission;
use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, commas, require, rule};

rule! {
    /// From a custom network the addresses that Windows 365, Intune and Azure Virtual Desktop require must be reachable.
    ///
    /// # Why
    /// A machine fetches what it needs while it is provisioned: it registers its device, enrols in Intune and installs the agents of
    /// Windows 365 and Azure Virtual Desktop. A firewall or a proxy that stops any of it makes provisioning fail, with
    /// `endpointCheckFailed` and the like. The Microsoft Hosted Network lets all of it through.
    ///
    /// # How to fix it
    /// Let the addresses through that Microsoft lists for Windows 365, Intune and session hosts of Azure Virtual Desktop. Azure Firewall
    /// knows them as the FQDN tags `Windows365`, `MicrosoftIntune` and `WindowsVirtualDesktop`.
    code: NET024,
    name: "windows-365-is-reachable",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2025-03-10" / "General network requirements",
    holds: SINCE_MARCH_2025,
    judges: [CreateMachine, CreateNetwork],
    fixers: [NetworkAdministrator],
    says: "access from network `{network}` to what Windows 365 requires is {found}, not {expected}",
    steps: [
        "on the network's firewall or proxy, let through what Windows 365 requires: {addresses}",
        "let through what session hosts of Azure Virtual Desktop require as well, blob storage among it: {session_hosts}",
        "let through what Microsoft lists for Intune, or use the FQDN tags Windows365, MicrosoftIntune and WindowsVirtualDesktop where the firewall is Azure Firewall",
    ],
    examples: [
        broken "something is stopped" { "/networks/corp/windows_365_endpoints": "blocked" },
        met "all of it gets through" {},
        unknown "nobody has tried" { "/networks/corp/windows_365_endpoints": null },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
        broken "when the connection is added" {
            "/networks/corp/windows_365_endpoints": "blocked",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "a connection for groups only" {
            "/networks/corp": {
                "windows_365_endpoints": "blocked",
                "connection": { "usage": "hosted-machine-group" }
            },
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, owed) = cx.network_for(Served::Machines)?;
    let addresses = cx.texts(Key::NetworkWindows365Endpoints)?;
    let session_hosts = cx.texts(Key::NetworkSessionHostEndpoints)?;
    let access = network.windows_365_endpoints().map(|access| *access == Permission::Allowed);
    require(implies(owed, access), || {
        Evidence::new(network.field("windows_365_endpoints"), Permission::Blocked, Permission::Allowed)
            .with("network", network.key())
            .with("addresses", commas(addresses))
            .with("session_hosts", commas(session_hosts))
    })
}
