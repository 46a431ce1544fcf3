//! ROL017: whoever signs in to a machine does so with a work or school account.

use crate::facts::value::AccountKind;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Signing in to a hosted machine takes a work or school account.
    ///
    /// # Why
    /// The machine is joined to the organisation's Microsoft Entra ID and belongs to an account in it. A personal Microsoft account cannot sign in.
    ///
    /// # How to fix it
    /// Sign in with the work or school account that created the machine.
    code: ROL017,
    name: "sign-in-uses-a-work-or-school-account",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Access a hosted machine"
        + "hosted-machines-2022-12-12" / "Access a hosted machine",
    holds: ALWAYS,
    judges: [OpenInBrowser],
    fixers: [MachineCreator],
    says: "`{actor}` has a {found} account, but signing in to a hosted machine takes a {expected} one",
    steps: [
        "sign in with the work or school account that created the machine",
    ],
    examples: [
        broken "a personal account" {
            "/people/maker-a/account_kind": "personal",
            "/request/open-in-browser/machine": "bot-01"
        },
        met "a work or school account" { "/request/open-in-browser/machine": "bot-01" },
        unknown "the kind was not looked up" {
            "/people/maker-a/account_kind": null,
            "/request/open-in-browser/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let actor = cx.actor()?;
    let kind = *actor.account_kind()?;
    let words = |kind: AccountKind| kind.word().replace('-', " ");
    require(Ok(kind == AccountKind::WorkOrSchool), || {
        Evidence::new(actor.field("account_kind"), words(kind), words(AccountKind::WorkOrSchool))
            .with("actor", actor.key())
    })
}
