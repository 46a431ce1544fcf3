//! NET022: Microsoft Entra Connect runs often enough for hybrid join.

use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::lifecycle::minutes;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Where machines join a local domain, Microsoft Entra Connect should run at least once an hour.
    ///
    /// # Why
    /// A machine that has joined the domain is known to Microsoft Entra ID only after the next synchronisation of computer objects, and
    /// provisioning waits for that only so long. Windows 365 advises every 30 minutes and at most 60.
    ///
    /// # How to fix it
    /// Set the interval of the synchronisation to 30 minutes.
    code: NET022,
    name: "synchronisation-is-frequent",
    level: Warning,
    provenance: Adjacent,
    source: "provisioning-errors-2024-09-13" / "Microsoft Entra hybrid join failed",
    holds: SINCE_MARCH_2025,
    judges: [CreateMachine, CreateNetwork],
    fixers: [NetworkAdministrator],
    says: "machines on network `{network}` join a local domain, but Microsoft Entra Connect runs every {found}, not at least every {expected}",
    steps: [
        "on the server of Microsoft Entra Connect, shorten the interval of the synchronisation",
    ],
    command: "Set-ADSyncScheduler -CustomizedSyncCycleInterval 00:30:00",
    examples: [
        broken "a minute more than that" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/sync_minutes": 61
        },
        met "just as often" { "/networks/corp/connection/join": "hybrid", "/networks/corp/domain/sync_minutes": 60 },
        met "a minute less" { "/networks/corp/connection/join": "hybrid", "/networks/corp/domain/sync_minutes": 59 },
        broken "when the connection is added" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/sync_minutes": 180,
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        unknown "nobody knows how often" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/sync_minutes": null
        },
        unknown "what machines on it join is not said" {
            "/networks/corp/connection/join": null,
            "/networks/corp/domain/sync_minutes": 61
        },
        met "Microsoft Entra join" {},
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let most = cx.number(Key::NetworkSyncMinutes)?;
    let (network, often) = super::hybrid(cx, Served::Machines, |network| {
        network.domain().sync_minutes().map(|every| *every <= most)
    })?;
    require(often, || {
        let every = network.domain().it.sync_minutes.value().copied().unwrap_or_default();
        Evidence::new(network.domain().field("sync_minutes"), minutes(every), minutes(most))
            .with("network", network.key())
            .related(network.connection().field("join"))
    })
}
