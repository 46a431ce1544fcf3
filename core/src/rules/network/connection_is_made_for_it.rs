//! NET033: a network connection is made for what is put on it.

use crate::facts::request::Action;
use crate::facts::value::Usage;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A network connection must be made for what is put on it: hosted machines, hosted machine groups, or both.
    ///
    /// # Why
    /// When it is added, "Use with" decides which of the two can choose it. The wizard of the other does not offer it.
    ///
    /// # How to fix it
    /// Add another network connection to the same virtual network, made for what is wanted.
    code: NET033,
    name: "connection-is-made-for-it",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2025-03-10" / "Add a new network connection",
    holds: SINCE_MARCH_2025,
    judges: [CreateMachine, CreateGroup],
    fixers: [ImageOrNetworkOwner],
    says: "network connection `{network}` is made for use with `{found}`, and cannot be chosen for a `{expected}`",
    steps: [
        "add a network connection for use with `{expected}` to the virtual network, and choose that one in place of `{network}`",
    ],
    examples: [
        broken "a machine on a connection for groups" { "/networks/corp/connection/usage": "hosted-machine-group" },
        broken "a group on a connection for machines" {
            "/networks/corp/connection/usage": "hosted-machine",
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        met "a machine on a connection for machines" { "/networks/corp/connection/usage": "hosted-machine" },
        met "a group on a connection for groups" {
            "/networks/corp/connection/usage": "hosted-machine-group",
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        met "a connection for both" {},
        unknown "nobody has looked" { "/networks/corp/connection/usage": null },
        not_applicable "a group on Microsoft's own network" {
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let connection = cx.custom_network()?.connection();
    let wanted = match cx.action() {
        Action::CreateGroup => Usage::HostedMachineGroup,
        _ => Usage::HostedMachine,
    };
    let usage = *connection.usage()?;
    require(Ok(usage == wanted || usage == Usage::Both), || {
        let network = cx.details().network.as_deref().unwrap_or_default();
        Evidence::new(connection.field("usage"), usage, wanted).with("network", network)
    })
}
