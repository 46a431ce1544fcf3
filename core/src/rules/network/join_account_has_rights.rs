//! NET021: the account of a connection for hybrid join may join machines.

use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The account that a connection for hybrid join names must be allowed to create and delete computer objects where machines go.
    ///
    /// # Why
    /// With that account every machine is joined to the domain, in the organizational unit that is named or else in the domain's own place
    /// for computers. Without the right the join fails, and with it provisioning. The page asks for
    /// permissions to join; that these are to create and to delete computer objects, Microsoft Graph says of `adJoinCheckAccessDenied`. The page asks for
    /// permissions to join; that these are to create and to delete computer objects, Microsoft Graph says of `adJoinCheckAccessDenied`.
    ///
    /// # How to fix it
    /// Delegate the right to create and delete computer objects in the organizational unit, or in the domain where none is named, to the
    /// account.
    code: NET021,
    name: "join-account-has-rights",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2025-03-10" / "Additional requirements for Microsoft Entra hybrid joined hosted machines",
    holds: SINCE_MARCH_2025,
    judges: [CreateMachine, CreateNetwork, CreateGroup],
    fixers: [NetworkAdministrator],
    says: "the account that joins machines on network `{network}` has {found} to create and delete computer objects where they go, and needs {expected}",
    steps: [
        "in Active Directory Users and Computers, delegate control of the organizational unit of `{network}` to the account: create and delete computer objects",
    ],
    examples: [
        broken "it may not" { "/networks/corp/connection/join": "hybrid", "/networks/corp/domain/join_rights": false },
        broken "when the connection is added" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/join_rights": false,
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        broken "a hosted machine group" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/join_rights": false,
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        broken "a connection for groups only, when it is added" {
            "/networks/corp/connection": { "join": "hybrid", "usage": "hosted-machine-group" },
            "/networks/corp/domain/join_rights": false,
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "it may" { "/networks/corp/connection/join": "hybrid" },
        unknown "nobody has looked" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/join_rights": null
        },
        unknown "what machines on it join is not said" {
            "/networks/corp/connection/join": null,
            "/networks/corp/domain/join_rights": false
        },
        met "Microsoft Entra join" {},
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, may) =
        super::hybrid(cx, Served::Either, |network| network.domain().join_rights().copied())?;
    require(may, || {
        Evidence::new(network.domain().field("join_rights"), say::NO_RIGHT, say::THAT_RIGHT)
            .with("network", network.key())
            .related(network.domain().field("join_user"))
    })
}
