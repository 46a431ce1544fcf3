//! NET029: a machine without a network connection uses the Microsoft Hosted Network.

use crate::rulebook::Offering;
use crate::rulebook::term::Term;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A machine for which no network connection is chosen uses the Microsoft Hosted Network.
    ///
    /// # Why
    /// That network reaches the Internet, but nothing on the organisation's own networks. It needs no preparation. The choice is made when the machine is created.
    ///
    /// # How to fix it
    /// Nothing is wrong. If the machine must reach what is on the organisation's own networks, choose a network connection.
    code: NET029,
    name: "network-is-chosen",
    level: Note,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Create a hosted machine"
        + "hosted-machines-2022-12-12" / "Create a hosted machine",
    holds: ALWAYS,
    judges: [CreateMachine],
    fixers: [Maker],
    says: "no network connection is chosen, so the machine uses the {found}",
    steps: [
        "to reach the organisation's own networks, choose {expected} in the wizard",
    ],
    examples: [
        broken "none chosen" { "/request/create-machine/network": null },
        met "one chosen" {},
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    require(Ok(cx.details().network.is_some()), || {
        let found = Term::<Offering>::MICROSOFT_HOSTED_NETWORK.name();
        Evidence::new(cx.asked("network"), found, say::A_NETWORK_CONNECTION)
    })
}
