//! NET025: from a custom network the addresses that the machine runtime requires can be reached.

use crate::facts::entities::Network;
use crate::facts::request::Action;
use crate::facts::value::{Connectivity, Permission, Version};
use crate::facts::{At, NONE};
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, Stop, alongside, applies, joined, require, rule};

rule! {
    /// From the network of a machine or a hosted machine group the addresses that the machine runtime of Power Automate requires must be
    /// reachable.
    ///
    /// # Why
    /// The service `UIFlowService` on the machine gets its runs from the cloud, through Azure Relay, Dataverse and the desktop flow
    /// service. If the network stops it, the machine is not connected, and no run starts. Version 2.52 of Power Automate for desktop
    /// brought another address. A machine that is connected has shown that it reaches them.
    ///
    /// # How to fix it
    /// Let the addresses through. The troubleshoot tool of the machine runtime (Launch diagnostic tool) names those that fail.
    code: NET025,
    name: "runtime-is-reachable",
    level: Error,
    provenance: Stated,
    source: "troubleshoot-2025-01-13" / "Diagnose runtime connectivity issues",
    judges: [CreateGroup, RunAttended, RunUnattended],
    fixers: [NetworkAdministrator],
    says: "access from network `{network}` to what the machine runtime requires is {found}, not {expected}",
    steps: [
        "on the network's firewall or proxy, let through {addresses}, on port 443",
        "on a machine, start the troubleshoot tool of the machine runtime and diagnose its connectivity",
    ],
    examples: [
        broken "a machine that is not connected" {
            "/networks/corp/runtime_endpoints": "blocked",
            "/machines/bot-01/connectivity": "disconnected",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "an older version needs less" {
            "/networks/corp/runtime_endpoints": "blocked",
            "/machines/bot-01": { "connectivity": "disconnected", "desktop_version": "2.51" },
            "/request/run-unattended/machine": "bot-01"
        },
        broken "the first version that needs more" {
            "/networks/corp/runtime_endpoints": "blocked",
            "/machines/bot-01": { "connectivity": "disconnected", "desktop_version": "2.52" },
            "/request/run-unattended/machine": "bot-01"
        },
        broken "attended, and the version is not known" {
            "/networks/corp/runtime_endpoints": "blocked",
            "/machines/bot-01": { "connectivity": "disconnected", "desktop_version": null },
            "/request/run-attended/machine": "bot-01"
        },
        broken @Newest "a hosted machine group" {
            "/networks/corp/runtime_endpoints": "blocked",
            "/groups/invoices/network": "corp",
            "/request/run-unattended/group": "invoices"
        },
        broken @Newest "when the group is created" {
            "/networks/corp/runtime_endpoints": "blocked",
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        met "something else keeps the machine from being connected" {
            "/machines/bot-01/connectivity": "disconnected",
            "/request/run-unattended/machine": "bot-01"
        },
        met "a hosted machine group from which all of it can be reached" {
            "/groups/invoices/network": "corp",
            "/request/run-unattended/group": "invoices"
        },
        unknown "nobody has tried" {
            "/networks/corp/runtime_endpoints": null,
            "/machines/bot-01/connectivity": "disconnected",
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "nobody has looked whether the machine is connected" {
            "/networks/corp/runtime_endpoints": "blocked",
            "/machines/bot-01/connectivity": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the network of the machine was not looked up" {
            "/machines/bot-01": { "connectivity": "disconnected", "network": null },
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "nothing was looked up" {
            "/networks/corp/runtime_endpoints": null,
            "/machines/bot-01/connectivity": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the network of the group was not looked up" {
            "/groups/invoices/network": null,
            "/request/run-unattended/group": "invoices"
        },
        not_applicable "a machine that is connected, and so has shown that it reaches them" {
            "/networks/corp/runtime_endpoints": null,
            "/request/run-unattended/machine": "bot-01"
        },
        not_applicable "Microsoft's own network" {
            "/machines/bot-02/connectivity": null,
            "/request/run-unattended/machine": "bot-02"
        },
        not_applicable "a group of machines" { "/request/run-unattended/group": "pool" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, access, version) = if cx.details().group.is_some() || cx.action() == Action::CreateGroup {
        of_group(cx)?
    } else {
        of_machine(cx)?
    };
    require(Ok(access == Permission::Allowed), || {
        let since = cx.text(Key::NetworkRuntimeEndpointsVersion).ok().and_then(Version::parse);
        let older = version.zip(since).is_some_and(|(version, since)| version < since);
        let keys = [Key::NetworkRuntimeEndpoints, Key::NetworkRuntimeEndpointsSince];
        let needed = keys.into_iter().take(if older { 1 } else { 2 });
        let addresses = needed.filter_map(|key| cx.texts(key).ok()).flatten();
        Evidence::new(network.field("runtime_endpoints"), access, Permission::Allowed)
            .with("network", network.key())
            .with("addresses", joined(addresses, ", "))
    })
}

/// A custom network, whether it lets the addresses through, and the version of Power Automate for desktop where it is known.
type Seen<'a> = (At<'a, Network>, Permission, Option<Version>);

fn of_group<'a>(cx: &Context<'a>) -> Result<Seen<'a>, Stop> {
    let network = super::network_of_group(cx)?;
    Ok((network, *network.runtime_endpoints()?, None))
}

fn of_machine<'a>(cx: &Context<'a>) -> Result<Seen<'a>, Stop> {
    let machine = cx.asked_machine()?;
    let seen = || -> Result<Seen<'a>, Stop> {
        let name = machine.network()?;
        applies(name != NONE)?;
        let network = cx.network(name)?;
        Ok((network, *network.runtime_endpoints()?, machine.it.desktop_version.value().copied()))
    };
    applies(*alongside(machine.connectivity(), seen)? == Connectivity::Disconnected)?;
    seen()
}
