//! ROL029: whoever asks for something does so with an account that works.

use crate::facts::request::Action;
use crate::facts::value::Account;
use crate::rules::RuleId;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Whoever starts a run, or shares, changes, restarts or deletes something, or asks for capacity or a trial, needs an account that exists and is enabled.
    ///
    /// # Why
    /// An account that is disabled or gone is let in by no portal and by no call, whatever roles it once had. The article on broken connections names accounts that were
    /// deleted or disabled; that such an account does nothing else either is our conclusion. Whoever makes something is the matter of `PRE022`, the account that
    /// a run signs in with, and whoever opens a machine, that of `ROL025`.
    ///
    /// # How to fix it
    /// Have the account enabled or restored in Microsoft Entra ID, or have somebody else do it.
    code: ROL029,
    name: "account-of-the-actor-works",
    level: Error,
    provenance: Assumed,
    source: "invalid-credentials-2024-08-20" / "Resolution",
    judges: [
        ShareMachine, UnshareMachine, ShareImage, UnshareImage, ShareNetwork, UnshareNetwork, ShareDefaultImage, UnshareDefaultImage,
        RunAttended, RunUnattended, TestFlow, AddToGroup, Restart, Edit, Delete, SetMaintenance, EditGroup, ChangePriority,
        RequestCapacity, StartTrial, ExtendTrial, ChangeCrossGeo
    ],
    fixers: [EntraApplicationAdministrator],
    says: "the account of `{actor}` is {found}: nothing can be done with it, it must be {expected}",
    steps: [
        "have the account of `{actor}` enabled or restored in Microsoft Entra ID",
        "or have somebody else do it",
    ],
    examples: [
        broken "a machine that is edited by somebody who left" {
            "/people/maker-a/account": "deleted",
            "/request/edit/machine": "bot-01"
        },
        broken "an administrator who is blocked shares the default image" {
            "/people/admin/account": "disabled",
            "/request": { "actor": "admin", "share-default-image": { "environment": "prod", "with": "maker-b" } }
        },
        broken "whoever starts a run that signs in with another account" {
            "/people/maker-b/account": "disabled",
            "/request/actor": "maker-b",
            "/request/run-unattended/machine": "bot-01"
        },
        not_judged "the run signs in with the same account" {
            "/people/maker-a/account": "disabled",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "whoever starts a run is gone, and nobody has looked whose the connections are" {
            "/people/maker-b/account": "deleted",
            "/request/actor": "maker-b",
            "/machines/bot-01/connections": null,
            "/request/run-unattended/machine": "bot-01"
        },
        met "enabled" { "/request/restart/machine": "bot-01" },
        met "a run" { "/request/run-unattended/machine": "bot-01" },
        unknown "nobody has looked" { "/people/maker-a/account": null, "/request/delete/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let actor = cx.actor()?;
    let account = *actor.account()?;
    let runs = matches!(cx.action(), Action::RunAttended | Action::RunUnattended | Action::TestFlow);
    if runs && account != Account::Enabled && cx.run_target()?.account? == actor.key() {
        cx.leave_to(RuleId::ROL025)?;
    }
    require(Ok(account == Account::Enabled), || {
        Evidence::new(actor.field("account"), account, Account::Enabled).with("actor", actor.key())
    })
}
