//! NET015: a network connection joins machines only to what is offered.

use crate::facts::known::implies;
use crate::facts::value::Join;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Machines on a custom network must join Microsoft Entra ID only, not a local domain as well.
    ///
    /// # Why
    /// The page of 2024-01-24 knows only Microsoft Entra join: a machine cannot be joined to an Active Directory domain through its network connection.
    /// Hybrid join is offered as of the page of 2025-03-10.
    ///
    /// # How to fix it
    /// Use a network connection that joins machines to Microsoft Entra ID.
    code: NET015,
    name: "join-is-offered",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "General network requirement"
        + "hosted-machines-2022-12-12" / "General network requirement",
    holds: UNTIL_MARCH_2025,
    judges: [CreateMachine, CreateNetwork],
    fixers: [ImageOrNetworkOwner],
    says: "network connection `{network}` is for {found} join, but only {expected} join is offered",
    steps: [
        "add a network connection that joins machines to Microsoft Entra ID, and use it in place of `{network}`",
    ],
    examples: [
        broken "hybrid join" { "/networks/corp/connection/join": "hybrid" },
        met "Microsoft Entra join" {},
        unknown "not said" { "/networks/corp/connection/join": null },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, owed) = cx.network_for(Served::Machines)?;
    let connection = network.connection();
    require(implies(owed, connection.join().map(|join| *join == Join::Entra)), || {
        Evidence::new(connection.field("join"), Join::Hybrid, Join::Entra).with("network", network.key())
    })
}
