//! ROL026: whoever starts a run has a security role in the environment.

use crate::facts::known::both;
use crate::facts::value::AccountKind;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Whoever starts a run, opens a machine or changes the priority of a run needs a security role in the environment of the machine: a person, or an application
    /// that was added to it.
    ///
    /// # Why
    /// Dataverse, in which machines and runs are kept, knows nobody without a role: it turns them away as not being a member of the organisation. A share of
    /// the machine does not help. An application has to be added to the environment as an application user before it can be given a role. The page speaks of
    /// users; that an application needs the same is adjacent.
    ///
    /// # How to fix it
    /// Give the caller a security role in the environment; add an application as an application user first.
    code: ROL026,
    name: "caller-has-a-role-in-the-environment",
    level: Error,
    provenance: Adjacent,
    source: "environment-access-2025-02-20" / "Troubleshoot user access issues for different environments",
    judges: [OpenInBrowser, RunAttended, RunUnattended, TestFlow, ChangePriority],
    fixers: [EnvironmentAdministrator],
    says: "`{actor}` has {found} in environment `{environment}`, and using a machine there takes {expected}",
    steps: [
        "in the Power Platform admin center, open environment `{environment}`, Settings, Users + permissions, and add `{actor}` {how}",
        "give `{actor}` a security role there",
    ],
    examples: [
        broken "no role" {
            "/people/maker-b/roles/prod": [],
            "/request/actor": "maker-b",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "an application that was not added" {
            "/people/maker-b": { "account_kind": "application", "roles": { "prod": [] } },
            "/request/actor": "maker-b",
            "/request/run-attended/machine": "bot-01"
        },
        broken "on a machine group" {
            "/people/maker-b/roles/prod": [],
            "/request/actor": "maker-b",
            "/request/run-unattended/group": "invoices"
        },
        broken "a test from the designer" {
            "/people/maker-b/roles/prod": [],
            "/request/actor": "maker-b",
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        broken "opening a machine without a role" {
            "/people/maker-a/roles/prod": [],
            "/request/open-in-browser/machine": "bot-01"
        },
        met "some role" { "/request/actor": "maker-b", "/request/run-unattended/machine": "bot-01" },
        met "a role of the organisation's own, in a list that is not whole" {
            "/people/maker-b/roles/prod": { "items": ["Invoice runners"], "complete": false },
            "/request/actor": "maker-b",
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the roles were not listed" {
            "/people/maker-b/roles/prod": null,
            "/request/actor": "maker-b",
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the environment of the machine was not looked up" {
            "/environments/trial/hosted_machines": 1,
            "/people/maker-a/roles/trial": [],
            "/machines/bot-01/environment": null,
            "/request/run-unattended/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (actor, environment) = both(cx.actor(), cx.environment())?;
    let roles = actor.roles().of(environment.key());
    require(roles.any(|_| true), || {
        let application = actor.it.account_kind.value() == Some(&AccountKind::Application);
        Evidence::new(roles.pointer(), say::NO_SECURITY_ROLE, say::AT_LEAST_ONE)
            .with("actor", actor.key())
            .with("environment", environment.key())
            .with("how", if application { say::AS_AN_APPLICATION_USER } else { say::AS_A_USER })
    })
}
