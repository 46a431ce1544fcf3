//! ROL016: the account of a machine's creator works.

use crate::facts::request::Action;
use crate::facts::value::Account;
use crate::rules::RuleId;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The account of a machine's creator should be enabled.
    ///
    /// # Why
    /// Only the creator can sign in to a hosted machine, and shared users run with the creator's connection. When the creator leaves the organisation,
    /// nobody can sign in any more, and the machine cannot be handed to somebody else. That follows from the page, which does not say it.
    /// A run that signs in with the account fails, and so does whoever opens the machine with it (`ROL025`).
    ///
    /// # How to fix it
    /// Have the account enabled again, or let somebody else create a new machine, rebind the connections to it and delete this one.
    code: ROL016,
    name: "creators-account-is-enabled",
    level: Warning,
    provenance: Assumed,
    source: "hosted-machines-2024-01-24" / "Access a hosted machine",
    judges: [OpenInBrowser, RunAttended, RunUnattended, ShareMachine, AddToGroup, Restart, Edit],
    fixers: [Maker, EnvironmentAdministrator],
    says: "the account of `{creator}`, who created machine `{machine}`, is {found}: nobody can sign in to it",
    steps: [
        "have the account of `{creator}` enabled again in Microsoft Entra ID",
        "or have somebody else create a machine in place of `{machine}`, rebind its connections and delete it",
    ],
    examples: [
        broken "disabled" {
            "/people/maker-a/account": "disabled",
            "/request/actor": "maker-b",
            "/request/run-unattended": { "machine": "bot-01", "account": "maker-b" }
        },
        not_judged "disabled, and the run signs in with it" {
            "/people/maker-a/account": "disabled",
            "/request/actor": "maker-b",
            "/request/run-unattended/machine": "bot-01"
        },
        not_judged "disabled, and its owner opens the machine" {
            "/people/maker-a/account": "disabled",
            "/request/open-in-browser/machine": "bot-01"
        },
        broken "deleted" {
            "/people/maker-a/account": "deleted",
            "/request/actor": "admin",
            "/request/edit/machine": "bot-01"
        },
        not_judged "deleted, and its owner edits the machine" {
            "/people/maker-a/account": "deleted",
            "/request/edit/machine": "bot-01"
        },
        met "enabled" { "/request/open-in-browser/machine": "bot-01" },
        unknown "the account was not looked up" {
            "/people/maker-a/account": null,
            "/request/restart/machine": "bot-01"
        },
        unknown "the creator was not looked up" {
            "/machines/bot-01/creator": null,
            "/request/restart/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let creator = cx.person(machine.creator()?)?;
    let account = *creator.account()?;
    let signs_in = match cx.action() {
        Action::OpenInBrowser => cx.actor_name().map(|actor| actor == creator.key()),
        Action::RunAttended | Action::RunUnattended => {
            let named = cx.details().account.as_deref();
            Ok(named.is_none_or(|named| named == creator.key().as_str()))
        }
        _ => cx.actor_name().map(|actor| actor == creator.key()),
    };
    if account != Account::Enabled && signs_in? {
        let signing_in =
            matches!(cx.action(), Action::OpenInBrowser | Action::RunAttended | Action::RunUnattended);
        cx.leave_to(if signing_in { RuleId::ROL025 } else { RuleId::ROL029 })?;
    }
    require(Ok(account == Account::Enabled), || {
        Evidence::new(creator.field("account"), account, Account::Enabled)
            .with("creator", creator.key())
            .with("machine", machine.key())
            .related(machine.field("creator"))
    })
}
