//! NET025: from a custom network the addresses that the machine runtime requires can be reached.

use crate::facts::entities::Network;
use crate::facts::request::Action;
use crate::facts::value::{Permission, Version};
use crate::facts::{At, NONE};
use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, Stop, applies, commas, require, rule};

rule! {
    /// From the network of a machine or a hosted machine group the addresses that the machine runtime of Power Automate requires must be
    /// reachable.
    ///
    /// # Why
    /// The service `UIFlowService` on the machine gets its runs from the cloud, through Azure Relay, Dataverse and the desktop flow
    /// service. If the network stops it, the machine neither registers nor stays connected, and no run starts. Version 2.52 of Power Automate
    /// for desktop brought another address.
    ///
    /// # How to fix it
    /// Let the addresses through. The troubleshoot tool of the machine runtime (Launch diagnostic tool) names those that fail.
    code: NET025,
    name: "runtime-is-reachable",
    level: Error,
    provenance: Stated,
    source: "troubleshoot-2025-01-13" / "Diagnose runtime connectivity issues",
    judges: [CreateMachine, CreateGroup, RunAttended, RunUnattended, TestFlow],
    fixers: [NetworkAdministrator],
    says: "access from network `{network}` to what the machine runtime requires is {found}, not {expected}",
    steps: [
        "on the network's firewall or proxy, let through {addresses}, on port 443",
        "on a machine, start the troubleshoot tool of the machine runtime and diagnose its connectivity",
    ],
    examples: [
        broken "a new machine" { "/networks/corp/runtime_endpoints": "blocked" },
        broken "a run on a machine" {
            "/networks/corp/runtime_endpoints": "blocked",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "a test on a machine" {
            "/networks/corp/runtime_endpoints": "blocked",
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        broken "an older version needs less" {
            "/networks/corp/runtime_endpoints": "blocked",
            "/machines/bot-01/desktop_version": "2.51",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "the first version that needs more" {
            "/networks/corp/runtime_endpoints": "blocked",
            "/machines/bot-01/desktop_version": "2.52",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "attended, and the version is not known" {
            "/networks/corp/runtime_endpoints": "blocked",
            "/machines/bot-01/desktop_version": null,
            "/request/run-attended/machine": "bot-01"
        },
        broken @March2025 "a hosted machine group" {
            "/networks/corp/runtime_endpoints": "blocked",
            "/groups/invoices/network": "corp",
            "/request/run-unattended/group": "invoices"
        },
        broken @March2025 "when the group is created" {
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
        met "a new machine on a network from which all of it can be reached" {},
        unknown "nobody has tried" {
            "/networks/corp/runtime_endpoints": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the network of the machine was not looked up" {
            "/machines/bot-01/network": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the network of the group was not looked up" {
            "/groups/invoices/network": null,
            "/request/run-unattended/group": "invoices"
        },
        not_applicable "a new machine on the Microsoft Hosted Network" { "/request/create-machine/network": null },
        not_applicable "a machine on Microsoft's own network" { "/request/run-unattended/machine": "bot-02" },
        not_applicable "a group of machines" { "/request/run-unattended/group": "pool" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, version) = seen(cx)?;
    let access = network.runtime_endpoints().map(|access| *access == Permission::Allowed);
    require(access, || {
        let since = cx.text(Key::NetworkRuntimeEndpointsVersion).ok().and_then(Version::parse);
        let older = version.zip(since).is_some_and(|(version, since)| version < since);
        let newer = (!older).then_some(Key::NetworkRuntimeEndpointsSince);
        let needed = [Key::NetworkRuntimeEndpoints].into_iter().chain(newer);
        let addresses = needed.filter_map(|key| cx.texts(key).ok()).flatten();
        Evidence::new(network.field("runtime_endpoints"), Permission::Blocked, Permission::Allowed)
            .with("network", network.key())
            .with("addresses", commas(addresses))
    })
}

/// The custom network of what is made or runs, and the version of Power Automate for desktop there, where it is known.
fn seen<'a>(cx: &Context<'a>) -> Result<(At<'a, Network>, Option<Version>), Stop> {
    let runs = matches!(cx.action(), Action::RunAttended | Action::RunUnattended | Action::TestFlow);
    if !runs || cx.is_on_group() {
        return Ok((cx.network_for(Served::Either)?.0, None));
    }
    let machine = cx.asked_machine()?;
    let name = machine.network()?;
    applies(name != NONE)?;
    Ok((cx.network(name)?, machine.it.desktop_version.value().copied()))
}
