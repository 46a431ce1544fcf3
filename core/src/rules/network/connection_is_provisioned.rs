//! NET023: a network connection for hybrid join that was just added is ready.

use crate::facts::known::any;
use crate::facts::value::ConnectionState;
use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::lifecycle::minutes;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::instant::Instant;

rule! {
    /// A network connection for hybrid join takes ten to fifteen minutes before machines can be created on it.
    ///
    /// # Why
    /// When it is added, Power Automate first tries out the domain and the account. Until that is finished the connection is not
    /// provisioned.
    ///
    /// # How to fix it
    /// Wait a quarter of an hour after adding it.
    code: NET023,
    name: "connection-is-provisioned",
    level: Warning,
    provenance: Stated,
    source: "hosted-machines-2025-03-10" / "Add a new network connection",
    holds: SINCE_MARCH_2025,
    judges: [CreateMachine, CreateGroup],
    fixers: [Maker],
    says: "network connection `{network}` was added {found} ago and is still being made; that takes up to {expected}",
    steps: [
        "wait until the list of network connections shows `{network}` as ready, then create it",
    ],
    examples: [
        broken "a millisecond under fifteen minutes" {
            "/as_of": "2025-04-14T08:59:59.999Z",
            "/networks/corp/connection": {
                "join": "hybrid",
                "state": "provisioning",
                "created": "2025-04-14T08:45:00Z"
            }
        },
        met "just fifteen minutes" {
            "/as_of": "2025-04-14T09:00:00Z",
            "/networks/corp/connection": {
                "join": "hybrid",
                "state": "provisioning",
                "created": "2025-04-14T08:45:00Z"
            }
        },
        met "a millisecond more" {
            "/as_of": "2025-04-14T09:00:00.001Z",
            "/networks/corp/connection": {
                "join": "hybrid",
                "state": "provisioning",
                "created": "2025-04-14T08:45:00Z"
            }
        },
        met "ready sooner" {
            "/networks/corp/connection": { "join": "hybrid", "state": "active", "created": "2025-04-14T08:55:00Z" }
        },
        met "added long ago, whatever its state" {
            "/networks/corp/connection": { "join": "hybrid", "state": null, "created": "2025-04-01" }
        },
        unknown "added just now, and nobody has looked" {
            "/networks/corp/connection": { "join": "hybrid", "state": null, "created": "2025-04-14T08:55:00Z" }
        },
        unknown "being made, since nobody knows when" {
            "/networks/corp/connection": { "join": "hybrid", "state": "provisioning", "created": null }
        },
        unknown "neither is known" {
            "/networks/corp/connection": { "join": "hybrid", "state": null, "created": null }
        },
        unknown "what machines on it join is not said" {
            "/networks/corp/connection/join": null,
            "/networks/corp/connection/state": "provisioning",
            "/networks/corp/connection/created": "2025-04-14T08:55:00Z"
        },
        met "Microsoft Entra join" {},
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let most = cx.number(Key::NetworkHybridMinutes)?;
    let young = |at: Instant| cx.within_minutes(at, most);
    let (network, ready) = super::hybrid(cx, Served::Either, |network| {
        let connection = network.connection();
        any([
            connection.state().map(|state| *state != ConnectionState::Provisioning),
            connection.created().map(|created| !young(*created)),
        ])
    })?;
    require(ready, || {
        let connection = network.connection();
        let since = connection.it.created.value().map_or(0, |created| cx.minutes_since(*created));
        Evidence::new(connection.field("state"), minutes(since), minutes(most))
            .with("network", network.key())
            .related(connection.field("created"))
    })
}
