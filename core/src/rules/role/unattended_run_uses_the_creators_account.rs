//! ROL009: an unattended run signs in with the account of the machine's creator.

use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, applies, require, rule};

rule! {
    /// An unattended run should sign in with the account of the machine's creator.
    ///
    /// # Why
    /// Only the creator can sign in to a hosted machine, and the page of 2024-01-24 does not provide for unattended runs with another account. The
    /// page of 2025-03-10 allows another work or school account once it was added on the machine, so this is a note and no more; that page has a requirement of its own.
    ///
    /// # How to fix it
    /// Use a desktop flow connection with the creator's account. If it must be another, add that account on the machine first and try it out.
    code: ROL009,
    name: "unattended-run-uses-the-creators-account",
    level: Note,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share hosted machines",
    holds: GENERAL,
    judges: [RunUnattended],
    fixers: [Maker, MachineCreator],
    says: "the run would sign in to machine `{machine}` as `{found}`, but only its creator `{expected}` is known to be able to",
    steps: [
        "use a desktop flow connection with the account of `{expected}`",
    ],
    examples: [
        broken "another account" { "/request/run-unattended": { "machine": "bot-01", "account": "maker-b" } },
        met "the creator's account, for somebody it is shared with" {
            "/request": { "actor": "maker-b", "run-unattended": { "machine": "bot-01", "account": "maker-a" } }
        },
        unknown "the creator was not looked up" {
            "/machines/bot-01/creator": null,
            "/request/run-unattended": { "machine": "bot-01", "account": "maker-b" }
        },
        not_applicable "no other account is named" {
            "/request/actor": "maker-b",
            "/request/run-unattended/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let account = cx.details().account.as_deref().unwrap_or_default();
    applies(!account.is_empty())?;
    let machine = cx.asked_machine()?;
    let creator = machine.creator()?;
    require(Ok(creator == account), || {
        Evidence::new(cx.asked("account"), account, creator)
            .with("machine", machine.key())
            .related(machine.field("creator"))
    })
}
