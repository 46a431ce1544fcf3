//! NET025: from a custom network the addresses that the machine runtime requires can be reached.

use crate::case::facts::Network;
use crate::case::request::{Action, Actions};
use crate::case::value::{Permission, Version};
use crate::case::{At, NONE};
use crate::context::Context;
use crate::rule::{Evidence, Judgement, Stop, applies, require, rule};
use crate::rulebook::Key;

rule! {
    /// From the network of a machine or a hosted machine group the addresses that the machine runtime of Power Automate requires must be
    /// reachable.
    ///
    /// # Why
    /// The service `UIFlowService` on the machine gets its runs from the cloud, through Azure Relay, Dataverse and the desktop flow
    /// service. If the network stops it, the machine is not connected, and no run starts. Version 2.52 of Power Automate for desktop
    /// brought another address.
    ///
    /// # How to fix it
    /// Let the addresses through. The troubleshoot tool of the machine runtime (Launch diagnostic tool) names those that fail.
    NET025 "runtime-is-reachable" Error Stated,
    source: "troubleshoot-2025-01-13" / "Diagnose runtime connectivity issues",
    judges: Actions::of(&[Action::RunAttended, Action::RunUnattended]),
    fixers: [NetworkAdministrator],
    says: "access from network `{network}` to what the machine runtime requires is {found}, not {expected}",
    steps: [
        "on the network's firewall or proxy, let through {addresses}, on port 443",
        "on a machine, start the troubleshoot tool of the machine runtime and diagnose its connectivity",
    ],
    examples: [
        broken "something is stopped" r#"{"networks": {"corp": {"runtime_endpoints": "blocked"}}, "request": {"create-machine": null, "run-unattended": {"machine": "bot-01"}}}"#,
        broken "an older version needs less" r#"{"networks": {"corp": {"runtime_endpoints": "blocked"}}, "machines": {"bot-01": {"desktop_version": "2.51"}}, "request": {"create-machine": null, "run-unattended": {"machine": "bot-01"}}}"#,
        broken "attended, and the version is not known" r#"{"networks": {"corp": {"runtime_endpoints": "blocked"}}, "machines": {"bot-01": {"desktop_version": null}}, "request": {"create-machine": null, "run-attended": {"machine": "bot-01"}}}"#,
        broken @Newest "from the network of a hosted machine group" r#"{"networks": {"corp": {"runtime_endpoints": "blocked"}}, "groups": {"invoices": {"network": "corp"}}, "request": {"create-machine": null, "run-unattended": {"group": "invoices"}}}"#,
        met "all of it gets through" r#"{"request": {"create-machine": null, "run-unattended": {"machine": "bot-01"}}}"#,
        unknown "nobody has tried" r#"{"networks": {"corp": {"runtime_endpoints": null}}, "request": {"create-machine": null, "run-unattended": {"machine": "bot-01"}}}"#,
        unknown "the network of the machine was not looked up" r#"{"machines": {"bot-01": {"network": null}}, "request": {"create-machine": null, "run-unattended": {"machine": "bot-01"}}}"#,
        unknown "the network of the group was not looked up" r#"{"groups": {"invoices": {"network": null}}, "request": {"create-machine": null, "run-unattended": {"group": "invoices"}}}"#,
        not_applicable "Microsoft's own network" r#"{"request": {"create-machine": null, "run-unattended": {"machine": "bot-02"}}}"#,
        not_applicable "a group of machines" r#"{"request": {"create-machine": null, "run-unattended": {"group": "pool"}}}"#,
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, version) = network(cx)?;
    let access = *network.runtime_endpoints()?;
    require(Ok(access == Permission::Allowed), || {
        let since = cx.text(Key::NetworkRuntimeEndpointsVersion).ok().and_then(Version::parse);
        let older = version.zip(since).is_some_and(|(version, since)| version < since);
        let keys = [Key::NetworkRuntimeEndpoints, Key::NetworkRuntimeEndpointsSince];
        let needed = keys.into_iter().take(if older { 1 } else { 2 });
        let addresses: Vec<&str> = needed.filter_map(|key| cx.texts(key).ok()).flatten().copied().collect();
        Evidence::new(network.field("runtime_endpoints"), access, Permission::Allowed)
            .with("network", network.key())
            .with("addresses", addresses.join(", "))
    })
}

/// The custom network of the machine or the hosted machine group that runs, and the version of Power Automate for desktop where it is known.
fn network<'a>(cx: &Context<'a>) -> Result<(At<'a, Network>, Option<Version>), Stop> {
    if cx.details().machine.is_none() && cx.details().group.is_some() {
        return Ok((super::network_of_group(cx)?, None));
    }
    let machine = cx.asked_machine()?;
    let name = machine.network()?;
    applies(name != NONE)?;
    Ok((cx.network(name)?, machine.it.desktop_version.value().copied()))
}
