//! ROL025: the account that somebody or a run signs in with works.

use crate::facts::request::Action;
use crate::facts::value::Account;
use crate::rules::RuleId;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The account that a run signs in with must exist and be enabled; so must that of whoever opens a machine.
    ///
    /// # Why
    /// Power Automate signs in to Windows with the account of the desktop flow connection. An account that is disabled, or gone, is let in nowhere:
    /// the run fails with an error about its credentials. The article on invalid credentials names disabled accounts among the reasons. Where the
    /// account is that of the machine's creator, nobody can open the machine any more either. That opening it takes such an account too is our conclusion.
    ///
    /// # How to fix it
    /// Have the account enabled or restored in Microsoft Entra ID, or use a connection with another account that may sign in to the machine.
    code: ROL025,
    name: "account-of-the-run-works",
    level: Error,
    provenance: Stated,
    source: "invalid-credentials-2024-08-20" / "Resolution",
    judges: [OpenInBrowser, RunAttended, RunUnattended, TestFlow],
    fixers: [Maker, MachineCreator, EntraApplicationAdministrator],
    says: "{whoever} `{account}`, whose account is {found}; it must be {expected}",
    steps: [
        "have the account of `{account}` enabled or restored in Microsoft Entra ID",
        "or use a desktop flow connection with another account that may sign in to `{name}`",
    ],
    examples: [
        broken "the creator's account is disabled" {
            "/people/maker-a/account": "disabled",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "the account that is named was deleted" {
            "/people/admin/account": "deleted",
            "/request/run-attended": { "machine": "bot-01", "account": "admin" }
        },
        broken "on a machine group" {
            "/people/maker-a/account": "disabled",
            "/request/run-unattended/group": "invoices"
        },
        broken "opening the machine with an account that is disabled" {
            "/people/maker-a/account": "disabled",
            "/request/open-in-browser/machine": "bot-01"
        },
        broken "opening the machine with one that was deleted" {
            "/people/maker-a/account": "deleted",
            "/request/open-in-browser/machine": "bot-01"
        },
        not_judged "a test on a machine whose creator is gone" {
            "/people/maker-a/account": "deleted",
            "/request": { "actor": "maker-b", "test-flow": { "machine": "bot-01", "flow": "invoice" } }
        },
        broken "it is gone, and so is somebody else, who owns the flow" {
            "/flows/invoice/owner": "maker-b",
            "/people": { "maker-a": { "account": "deleted" }, "maker-b": { "account": "deleted" } },
            "/request/run-unattended": { "machine": "bot-02", "flow": "invoice" }
        },
        unknown "it is gone, and nobody knows whether the owner of the flow is" {
            "/flows/invoice/owner": "maker-b",
            "/people": { "maker-a": { "account": "deleted" }, "maker-b": { "account": null } },
            "/request/run-unattended": { "machine": "bot-02", "flow": "invoice" }
        },
        met "the creator's account is enabled" { "/request/run-unattended/machine": "bot-01" },
        met "the creator of the machine group" { "/request/run-unattended/group": "pool" },
        not_judged "it owns the flow as well, and is gone" {
            "/people/maker-a/account": "deleted",
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        unknown "the account was not looked up" {
            "/people/maker-a/account": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the creator was not looked up" {
            "/machines/bot-01/creator": null,
            "/request/run-unattended/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let run = if cx.action() == Action::OpenInBrowser { None } else { Some(cx.run_target()?) };
    let name = match &run {
        Some(run) => run.account.clone()?,
        None => cx.actor_name()?,
    };
    let person = cx.person(name)?;
    let account = *person.account()?;
    if run.is_some() && account == Account::Deleted && cx.first_gone()? == Some(name) {
        cx.leave_to(RuleId::ROL027)?;
    }
    require(Ok(account == Account::Enabled), || {
        let whoever = if run.is_some() { say::RUN_SIGNS_IN_AS } else { say::WHO_SIGNS_IN_IS };
        let evidence = Evidence::new(person.field("account"), account, Account::Enabled)
            .with("whoever", whoever)
            .with("account", person.key());
        match run {
            Some(run) => evidence.with("name", run.name).related(run.at),
            None => evidence,
        }
    })
}
