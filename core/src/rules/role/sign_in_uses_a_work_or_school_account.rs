//! ROL017: whoever signs in to a machine does so with a work or school account.

use crate::facts::request::Action;
use crate::facts::value::AccountKind;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Signing in to a hosted machine takes a work or school account: of whoever opens it, and of the account that a run signs in with.
    ///
    /// # Why
    /// The machine is joined to the organisation's Microsoft Entra ID and belongs to an account in it. A personal Microsoft account cannot sign in, nor can an
    /// application, which has no session on any machine. An application may start a run; the desktop flow connection that the run goes through names somebody
    /// else. Machines of a group need not be hosted, so that there only an application is turned away; a personal account is where all of them are (`QUE036`).
    ///
    /// # How to fix it
    /// Sign in with the work or school account that created the machine; for a run, use a connection with such an account.
    code: ROL017,
    name: "sign-in-uses-a-work-or-school-account",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Access a hosted machine"
        + "hosted-machines-2022-12-12" / "Access a hosted machine",
    holds: ALWAYS,
    judges: [OpenInBrowser, RunAttended, RunUnattended, TestFlow],
    fixers: [Maker, MachineCreator],
    says: "{whoever} `{account}`, which is {found}; to sign in to {place} it must be {expected}",
    steps: [
        "{remedy}",
    ],
    examples: [
        broken "a personal account" {
            "/people/maker-a/account_kind": "personal",
            "/request/open-in-browser/machine": "bot-01"
        },
        broken "an application" {
            "/people/maker-a/account_kind": "application",
            "/request/open-in-browser/machine": "bot-01"
        },
        broken "an unattended run as an application" {
            "/people/maker-a/account_kind": "application",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "an attended run as an application that is named" {
            "/people/admin/account_kind": "application",
            "/machines/bot-01/accounts": ["admin"],
            "/request/run-attended": { "machine": "bot-01", "account": "admin" }
        },
        broken "a run with a personal account" {
            "/people/maker-a/account_kind": "personal",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "a test with a personal account" {
            "/people/maker-a/account_kind": "personal",
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        broken "a run on a machine group as an application" {
            "/people/maker-a/account_kind": "application",
            "/request/run-unattended/group": "pool"
        },
        met "a work or school account" { "/request/open-in-browser/machine": "bot-01" },
        met "an application that starts a run with the creator's account" {
            "/people/maker-b/account_kind": "application",
            "/request/actor": "maker-b",
            "/request/run-unattended/machine": "bot-01"
        },
        met "a personal account on a machine group" {
            "/people/maker-a/account_kind": "personal",
            "/request/run-unattended/group": "pool"
        },
        unknown "the kind was not looked up" {
            "/people/maker-a/account_kind": null,
            "/request/open-in-browser/machine": "bot-01"
        },
        unknown "that of the run's account was not looked up" {
            "/people/maker-a/account_kind": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "nobody knows whose account the run uses" {
            "/people/admin/account_kind": "application",
            "/machines/bot-01/creator": null,
            "/request/run-unattended/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let runs = cx.action() != Action::OpenInBrowser;
    let run = if runs { Some(cx.run_target()?) } else { None };
    let (name, at) = match run {
        Some(run) => (run.account?, Some(run.at)),
        None => (cx.actor_name()?, None),
    };
    let person = cx.person(name)?;
    let kind = *person.account_kind()?;
    let any_machine = runs && cx.is_on_group();
    let fits = match kind {
        AccountKind::WorkOrSchool => true,
        AccountKind::Personal => any_machine,
        AccountKind::Application => false,
    };
    require(Ok(fits), || {
        let found =
            if kind == AccountKind::Application { say::AN_APPLICATION } else { say::A_PERSONAL_ACCOUNT };
        let (whoever, remedy) = if runs {
            (say::RUN_SIGNS_IN_AS, say::CONNECTION_OF_A_PERSON)
        } else {
            (say::WHO_SIGNS_IN_IS, say::SIGN_IN_AS_CREATOR)
        };
        let evidence = Evidence::new(person.field("account_kind"), found, say::A_WORK_ACCOUNT)
            .with("account", person.key())
            .with("whoever", whoever)
            .with("place", if any_machine { say::A_MACHINE } else { say::A_HOSTED_MACHINE })
            .with("remedy", remedy);
        at.into_iter().fold(evidence, Evidence::related)
    })
}
