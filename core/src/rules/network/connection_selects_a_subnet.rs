//! NET004: a new network connection names the subnet that machines use.

use crate::facts::known::Missing;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A new network connection must select the subnet that machines will use.
    ///
    /// # Why
    /// The addresses of hosted machines come out of one subnet of the virtual network. The connection names it, and without one it cannot be added.
    ///
    /// # How to fix it
    /// Select a subnet of the virtual network. If it has none, create one with room for the machines planned.
    code: NET004,
    name: "connection-selects-a-subnet",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Add a new network connection"
        + "hosted-machines-2022-12-12" / "Add a new network connection",
    holds: ALWAYS,
    judges: [CreateNetwork],
    fixers: [Maker, NetworkAdministrator],
    says: "the new network connection selects {found}, but needs {expected}",
    steps: [
        "in the New network connection dialog, select a subnet of the virtual network",
        "if it has none, have one created",
    ],
    command: "az network vnet subnet create --name SUBNET --vnet-name VNET --resource-group GROUP --address-prefixes PREFIX",
    examples: [
        broken "none selected" {
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "" }
        },
        broken "only a space" {
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": " " }
        },
        met "one selected" {
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        unknown "not said yet" {
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let at = || cx.asked("subnet");
    let subnet = cx.details().subnet.as_ref();
    let selected = subnet.map(|name| !name.trim().is_empty());
    require(selected.ok_or_else(|| Missing::fact(at())), || {
        Evidence::new(at(), say::NO_SUBNET, say::A_SUBNET)
    })
}
