//! NET005: the subnet of a custom network has a free address for every machine asked for.

use crate::facts::At;
use crate::facts::entities::Network;
use crate::facts::known::Missing;
use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, owing, require, rule};

rule! {
    /// The subnet of a custom network must have a free address for every machine asked for, and one at all when its connection is added or a hosted machine
    /// group is made on it.
    ///
    /// # Why
    /// Each hosted machine takes one address of the subnet. Azure keeps five addresses of every subnet for itself, so a /29 holds three
    /// machines, not eight. When none is left, provisioning fails with `noEnoughIpAddress`. The page on hosted machine groups of 2025-02-03 asks for available
    /// addresses as well, without saying how many.
    ///
    /// # How to fix it
    /// Widen the subnet's address range, or take another subnet. The number of free addresses is the `limit` minus the `currentValue`
    /// of the network's usages; the list of available addresses is only a sample.
    code: NET005,
    name: "subnet-has-free-addresses",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "General network requirement"
        + "hosted-machines-2022-12-12" / "General network requirement",
    holds: ALWAYS,
    judges: [CreateMachine, CreateNetwork, CreateGroup],
    fixers: [NetworkAdministrator],
    says: "the subnet of network `{network}` has {found} free, but {expected} needed",
    steps: [
        "widen the subnet of `{network}`, free addresses in it, or choose a network with more room",
    ],
    command: "az rest --method get --url \"https://management.azure.com/VNET_ID/usages?api-version=2023-09-01\"",
    examples: [
        broken "a full subnet" { "/networks/corp/subnet/free": 0 },
        broken "three machines, two addresses" { "/networks/corp/subnet/free": 2, "/request/create-machine/count": 3 },
        met "as many addresses as machines" { "/networks/corp/subnet/free": 3, "/request/create-machine/count": 3 },
        met "a sample of free addresses that is large enough" { "/networks/corp/subnet/free/at_least": 1 },
        unknown "a sample of free addresses that is too small to tell" {
            "/networks/corp/subnet/free/at_least": 2,
            "/request/create-machine/count": 3
        },
        unknown "nobody has counted" { "/networks/corp/subnet/free": null },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
        broken "when the connection is added" {
            "/networks/corp/subnet/free": 0,
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        broken @March2025 "a hosted machine group" {
            "/networks/corp/subnet/free": 0,
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        met @March2025 "a hosted machine group that finds one" {
            "/networks/corp/subnet/free": 1,
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 5
            }
        },
        broken @March2025 "a connection for groups only" {
            "/networks/corp": { "subnet": { "free": 0 }, "connection": { "usage": "hosted-machine-group" } },
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met @General "a connection for groups only, before they had networks" {
            "/networks/corp": { "subnet": { "free": 0 }, "connection": { "usage": "hosted-machine-group" } },
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let groups_have_networks = cx.text(Key::NetworkGroupDelegation).is_ok();
    let served = if groups_have_networks { Served::Either } else { Served::Machines };
    let (network, owed) = cx.network_for(served)?;
    owing(owed, || suffices(cx, network))
}

fn suffices(cx: &Context<'_>, network: At<'_, Network>) -> Judgement {
    let subnet = network.subnet();
    let free = subnet.free()?;
    let needed = cx.machines_asked() + cx.ledger.addresses_in(network.key());
    let enough = free.reaches(needed).ok_or_else(|| Missing::fact(subnet.field("free")));
    let left = free.number.saturating_sub(cx.ledger.addresses_in(network.key()));
    require(enough, || {
        let found = say::ADDRESSES.counting(left);
        let asked = cx.machines_asked();
        let expected = say::SO_MANY_ARE.counting(asked);
        Evidence::new(subnet.field("free"), found, expected).with("network", network.key())
    })
}
