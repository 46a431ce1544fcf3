//! LIC032: whoever runs a desktop flow on a hosted machine has the plan that goes with the add-on.

use super::has_a_plan;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Judgement, applies, rule};

rule! {
    /// Whoever runs a desktop flow on a hosted machine, attended or not or to test it, needs Power Automate Premium, beside the environment's add-on.
    ///
    /// # Why
    /// The page asks for the plan and the add-on to use hosted machines, not only to create them. A trial of Premium is as good as Premium, and a
    /// self-assisted trial that runs stands in for it. Since 2025 the machine's own licence covers unattended runs.
    ///
    /// # How to fix it
    /// Assign Power Automate Premium in the Microsoft 365 admin center, under Users, Active users, Licenses and apps.
    code: LIC032,
    name: "runner-has-a-plan",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Licensing requirements",
    holds: GENERAL,
    judges: [RunAttended, RunUnattended, TestFlow],
    fixers: [LicenceAdministrator, Billing],
    says: "`{actor}` has {found}, but running desktop flows on a hosted machine needs {expected}",
    steps: [
        "in the Microsoft 365 admin center, assign {expected} to `{actor}`",
    ],
    examples: [
        broken "an unattended run without a plan" {
            "/people/maker-a/plans": [],
            "/request/run-unattended/machine": "bot-01"
        },
        broken "an attended run with a plan for a process" {
            "/people/maker-a/plans": ["Power Automate Process"],
            "/request/run-attended/machine": "bot-01"
        },
        broken "a test without a plan" {
            "/people/maker-a/plans": [],
            "/request/test-flow/machine": "bot-01"
        },
        met "Power Automate Premium" { "/request/run-unattended/machine": "bot-01" },
        met "a Premium trial" {
            "/people/maker-a/plans": ["Power Automate Premium trial"],
            "/request/run-attended/machine": "bot-01"
        },
        met "a self-assisted trial" {
            "/people/maker-a": { "plans": [], "self_assisted_trial": "2024-02-01" },
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "plans not looked up" { "/people/maker-a/plans": null, "/request/run-unattended/machine": "bot-01" },
        unknown "no plan, and nobody knows of a trial" {
            "/people/maker-a": { "plans": [], "self_assisted_trial": null },
            "/request/run-unattended/machine": "bot-01"
        },
        not_applicable "a run on a machine group" {
            "/people/maker-a/plans": [],
            "/request/run-unattended/group": "invoices"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    applies(cx.details().group.is_none() && cx.flag(Key::LicencePlanRequired)?)?;
    has_a_plan(cx, Key::LicencePlans, cx.pays_per_run())
}
