//! ROL008: only its creator signs in to a machine.

use crate::facts::known::both;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Only the creator of a hosted machine can sign in to it.
    ///
    /// # Why
    /// A hosted machine is a Cloud PC of the one person who created it. Sharing it, even as co-owner, lets others run desktop flows on it but brings
    /// no sign-in, and no role does.
    ///
    /// # How to fix it
    /// Have the creator sign in, or create a machine of your own.
    code: ROL008,
    name: "only-the-creator-signs-in",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share hosted machines"
        + "hosted-machines-2022-12-12" / "Access a hosted machine",
    holds: ALWAYS,
    judges: [OpenInBrowser],
    fixers: [Maker, MachineCreator],
    says: "`{found}` cannot sign in to machine `{machine}`: only its creator `{expected}` can",
    steps: [
        "have `{expected}` sign in to `{machine}`",
        "or create a hosted machine as `{found}`",
    ],
    examples: [
        broken "somebody it is shared with" {
            "/request/actor": "maker-b",
            "/request/open-in-browser/machine": "bot-01"
        },
        broken "even a co-owner" {
            "/machines/bot-01/shared_with": [{ "person": "maker-b", "level": "co-owner" }],
            "/request/actor": "maker-b",
            "/request/open-in-browser/machine": "bot-01"
        },
        broken "even a System Administrator" {
            "/request/actor": "admin",
            "/request/open-in-browser/machine": "bot-01"
        },
        met "its creator" { "/request/open-in-browser/machine": "bot-01" },
        unknown "the creator was not looked up" {
            "/machines/bot-01/creator": null,
            "/request/open-in-browser/machine": "bot-01"
        },
        unknown "no machine named yet" { "/request/open-in-browser": {} },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let (creator, actor) = both(machine.creator(), cx.actor_name())?;
    require(Ok(creator == actor), || {
        Evidence::new(machine.field("creator"), actor, creator).with("machine", machine.key())
    })
}
