//! ROL010: the account of an unattended run was added on the machine.

use crate::facts::known::or;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, applies, quoted, require, rule};
use greenlight_json::InlineStr;

rule! {
    /// An unattended run must sign in with the account of the machine's creator, or with a work or school account that was added on the machine.
    ///
    /// # Why
    /// Only the creator can open a hosted machine and sign in to it. Since the page of 2025-03-10 an unattended run may use another work or
    /// school account, once it was added on the machine; until then Windows does not let it in.
    ///
    /// # How to fix it
    /// Have the creator sign in to the machine and add the account in its Windows settings, or use a connection with the creator's account.
    code: ROL010,
    name: "unattended-account-was-added",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2025-03-10" / "Share hosted machines",
    holds: SINCE_MARCH_2025,
    judges: [RunUnattended],
    fixers: [MachineCreator],
    says: "the run would sign in to machine `{machine}` as `{found}`, which is neither its creator nor added on it: {accounts} can",
    steps: [
        "sign in to `{machine}` as `{expected}` and add the account `{found}` in the Windows settings, under Accounts",
        "or use a desktop flow connection with the account of `{expected}`",
    ],
    examples: [
        broken "an account that was not added" {
            "/request/run-unattended": { "machine": "bot-01", "account": "maker-b" }
        },
        met "the creator's account" {
            "/request": { "actor": "maker-b", "run-unattended": { "machine": "bot-01", "account": "maker-a" } }
        },
        met "the creator's account, whichever were added" {
            "/machines/bot-01/accounts": null,
            "/request/run-unattended": { "machine": "bot-01", "account": "maker-a" }
        },
        met "an account that was added" {
            "/machines/bot-01": { "creator": null, "accounts": ["maker-b"] },
            "/request/run-unattended": { "machine": "bot-01", "account": "maker-b" }
        },
        unknown "the accounts were not listed" {
            "/machines/bot-01/accounts": null,
            "/request/run-unattended": { "machine": "bot-01", "account": "maker-b" }
        },
        unknown "perhaps the creator's" {
            "/machines/bot-01/creator": null,
            "/request/run-unattended": { "machine": "bot-01", "account": "maker-b" }
        },
        not_applicable "no other account is named" { "/request/run-unattended/machine": "bot-01" },
        not_applicable "a run on a machine group" {
            "/request/run-unattended": { "group": "invoices", "account": "maker-b" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let account = cx.details().account.as_deref().unwrap_or_default();
    applies(!account.is_empty())?;
    let machine = cx.asked_machine()?;
    let accounts = machine.accounts();
    let added = or(accounts.contains(account), || machine.creator().map(|creator| creator == account));
    require(added, || {
        let creator = machine.it.creator.value().map_or("", InlineStr::as_str);
        let all = [creator].into_iter().chain(accounts.items().iter().map(InlineStr::as_str));
        let mut able: Vec<&str> = all.collect();
        able.dedup();
        Evidence::new(cx.asked("account"), account, creator)
            .with("machine", machine.key())
            .with("accounts", quoted(able, say::NOBODY))
            .related(accounts.pointer())
    })
}
