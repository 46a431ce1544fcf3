//! NET030: a hosted machine group is on no custom network while none is offered to it.

use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A hosted machine group cannot be on a custom network.
    ///
    /// # Why
    /// In early 2024 only hosted machines could be put into a virtual network of the organisation's own. The bots of a hosted machine group
    /// reached the Internet and nothing on the organisation's networks. The page of 2025-02-03 offers it to groups as well.
    ///
    /// # How to fix it
    /// Create the group without a network connection. Where flows must reach what is on the organisation's networks, use hosted machines.
    code: NET030,
    name: "group-has-no-custom-network",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Network limitations for hosted machine groups",
    holds: GENERAL,
    judges: [CreateGroup],
    fixers: [Maker],
    says: "the hosted machine group is to be on {found}, but can only be on {expected}",
    steps: [
        "create the group without a network connection",
        "or create hosted machines on the network instead",
    ],
    examples: [
        broken "a custom network" {
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        met "Microsoft's own network" {
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let network = cx.details().network.as_deref();
    require(Ok(network.is_none()), || {
        let found = say::NETWORK_NAMED.with("name", network.unwrap_or_default());
        Evidence::new(cx.asked("network"), found, say::MICROSOFTS_NETWORK)
    })
}
