//! NET020: whoever creates a machine that joins a local domain has an account in it.

use crate::facts::value::Identity;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, rule};

rule! {
    /// Whoever creates a machine that joins a local domain must have an identity in Active Directory and in Microsoft Entra ID.
    ///
    /// # Why
    /// The creator signs in to the machine with that account. If it exists in Microsoft Entra ID only, or under another name in Active
    /// Directory, provisioning fails with `userNotAvailableInLocalAD`.
    ///
    /// # How to fix it
    /// Have the account synchronised by Microsoft Entra Connect, with the same user principal name on both sides, or let somebody create
    /// the machine whose account is.
    code: NET020,
    name: "creator-is-in-the-domain",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2025-03-10" / "Additional requirements for Microsoft Entra hybrid joined hosted machines",
    holds: SINCE_MARCH_2025,
    judges: [CreateMachine, CreateGroup],
    fixers: [NetworkAdministrator],
    says: "machines on network `{network}` join a local domain, but `{actor}` has an identity of kind `{found}`, not `{expected}`",
    steps: [
        "have the account of `{actor}` synchronised between Active Directory and Microsoft Entra ID, with one user principal name",
        "or use a network connection that joins machines to Microsoft Entra ID only",
    ],
    examples: [
        broken "an account of Microsoft Entra ID only" {
            "/networks/corp/connection/join": "hybrid",
            "/people/maker-a/identity": "cloud"
        },
        broken "a hosted machine group" {
            "/networks/corp/connection/join": "hybrid",
            "/people/maker-a/identity": "cloud",
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        met "a synchronised account" { "/networks/corp/connection/join": "hybrid" },
        unknown "nobody knows where the account comes from" {
            "/networks/corp/connection/join": "hybrid",
            "/people/maker-a/identity": null
        },
        unknown "what machines on it join is not said" {
            "/networks/corp/connection/join": null,
            "/people/maker-a/identity": "cloud"
        },
        unknown "neither is known" { "/networks/corp/connection/join": null, "/people/maker-a/identity": null },
        met "Microsoft Entra join" { "/people/maker-a/identity": "cloud" },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let actor = cx.actor();
    let identity = actor.clone().and_then(|actor| actor.identity().copied());
    let fits = identity.clone().map(|identity| identity == Identity::Synchronised);
    let (network, fits) = super::hybrid(cx, Served::Either, |_| fits)?;
    if fits? {
        return Ok(());
    }
    let (actor, identity) = (actor?, identity?);
    Err(Evidence::new(actor.field("identity"), identity, Identity::Synchronised)
        .with("network", network.key())
        .with("actor", actor.key())
        .related(network.connection().field("join"))
        .broken())
}
