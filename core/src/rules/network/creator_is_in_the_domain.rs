//! NET020: whoever creates a machine that joins a local domain has an account in it.

use crate::facts::value::{Identity, Join};
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, alongside, applies, require, rule};

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
    holds: SINCE_NEWEST,
    judges: [CreateMachine],
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
        met "a synchronised account" { "/networks/corp/connection/join": "hybrid" },
        unknown "nobody knows where the account comes from" {
            "/networks/corp/connection/join": "hybrid",
            "/people/maker-a/identity": null
        },
        unknown "what machines on it join is not said" { "/networks/corp/connection/join": null },
        unknown "neither is known" { "/networks/corp/connection/join": null, "/people/maker-a/identity": null },
        not_applicable "Microsoft Entra join" { "/people/maker-a/identity": "cloud" },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let identity = || cx.actor().and_then(|actor| actor.identity().map(|identity| (actor, *identity)));
    let network = alongside(cx.custom_network(), identity)?;
    let connection = network.connection();
    applies(*alongside(connection.join(), identity)? == Join::Hybrid)?;
    let (actor, identity) = identity()?;
    require(Ok(identity == Identity::Synchronised), || {
        Evidence::new(actor.field("identity"), identity, Identity::Synchronised)
            .with("network", network.key())
            .with("actor", actor.key())
            .related(connection.field("join"))
    })
}
