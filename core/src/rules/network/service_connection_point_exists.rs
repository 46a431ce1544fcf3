//! NET040: for hybrid join the forest has a service connection point.

use crate::facts::value::Presence;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Where machines join a local domain, the forest must have a service connection point for Microsoft Entra ID.
    ///
    /// # Why
    /// A machine that has joined the domain finds its Microsoft Entra tenant through it. Where it does not exist, or cannot be found from the
    /// network, provisioning fails. Windows 365 says so; that it holds for hosted machines, which it makes, is assumed.
    ///
    /// # How to fix it
    /// Run Microsoft Entra Connect, Configure device options, and configure the service connection point for each forest that machines join.
    code: NET040,
    name: "service-connection-point-exists",
    level: Error,
    provenance: Adjacent,
    source: "provisioning-errors-2024-09-13" / "Microsoft Entra ID service connection point (SCP) misconfigured",
    holds: SINCE_MARCH_2025,
    judges: [CreateMachine, CreateNetwork],
    fixers: [NetworkAdministrator],
    says: "machines on network `{network}` join a local domain, but the service connection point of Microsoft Entra ID is {found} in its forest, and must be {expected}",
    steps: [
        "in Microsoft Entra Connect, open Configure device options, Configure Hybrid Microsoft Entra ID join",
        "select the forest of the domain that machines on `{network}` join, and add its service connection point",
    ],
    examples: [
        broken "there is none" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/service_connection_point": "absent"
        },
        broken "when the connection is added" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/service_connection_point": "absent",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "it exists" { "/networks/corp/connection/join": "hybrid" },
        met "Microsoft Entra join" { "/networks/corp/domain/service_connection_point": "absent" },
        unknown "nobody has looked" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/service_connection_point": null
        },
        unknown "what machines on it join is not said" {
            "/networks/corp/connection/join": null,
            "/networks/corp/domain/service_connection_point": "absent"
        },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, exists) = super::hybrid(cx, Served::Machines, |network| {
        network.domain().service_connection_point().map(|found| *found == Presence::Present)
    })?;
    require(exists, || {
        let at = network.domain().field("service_connection_point");
        Evidence::new(at, Presence::Absent, Presence::Present)
            .with("network", network.key())
            .related(network.connection().field("join"))
    })
}
