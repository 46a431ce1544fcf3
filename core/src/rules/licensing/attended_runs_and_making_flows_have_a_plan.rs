//! LIC004: whoever runs attended, or makes desktop flows, has a plan of their own.

use super::has_a_plan;
use crate::facts::request::Action;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Judgement, rule};

rule! {
    /// Attended runs, and making desktop flows in the portal, need Power Automate Premium for the person.
    ///
    /// # Why
    /// Since Hosted Process licenses a hosted machine, its creator needs no plan for the machine itself, and unattended runs are covered.
    /// What a person does with desktop flows is not: running them attended, making and managing them in the portal. A Premium
    /// trial is Premium for as long as it runs. Where the environment is paid for by what is used, an attended run needs no plan: it is paid for.
    ///
    /// # How to fix it
    /// Assign Power Automate Premium in the Microsoft 365 admin center, under Users, Active users, Licenses and apps.
    code: LIC004,
    name: "attended-runs-and-making-flows-have-a-plan",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2025-03-10" / "Licensing requirements",
    holds: SINCE_MARCH_2025,
    judges: [RunAttended, TestFlow],
    fixers: [LicenceAdministrator, Billing],
    says: "`{actor}` has {found}: Hosted Process licenses the machine, but attended runs and making desktop flows need {expected}",
    steps: [
        "in the Microsoft 365 admin center, assign {expected} to `{actor}`",
    ],
    examples: [
        broken "an attended run without a plan" {
            "/people/maker-a/plans": [],
            "/request/run-attended/machine": "bot-01"
        },
        broken "a test of a flow with a plan for a process" {
            "/people/maker-a/plans": ["Power Automate Process"],
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        met "Power Automate Premium" { "/request/run-attended/machine": "bot-01" },
        met "a Premium trial" {
            "/people/maker-a/plans": ["Power Automate Premium trial"],
            "/request/run-attended/machine": "bot-01"
        },
        met "a self-assisted trial" {
            "/people/maker-a": { "plans": [], "self_assisted_trial": "2025-04-01" },
            "/request/run-attended/machine": "bot-01"
        },
        unknown "plans not looked up" { "/people/maker-a/plans": null, "/request/run-attended/machine": "bot-01" },
        unknown "no plan, and nobody knows of a trial" {
            "/people/maker-a": { "plans": [], "self_assisted_trial": null },
            "/request/run-attended/machine": "bot-01"
        },
        met "an attended run that is paid for by itself" {
            "/people/maker-a/plans": [],
            "/environments/prod/billing": "pay-as-you-go",
            "/request/run-attended/machine": "bot-01"
        },
        broken "a test, though runs are paid for one by one" {
            "/people/maker-a/plans": [],
            "/environments/prod/billing": "pay-as-you-go",
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        not_applicable "an unattended run" { "/people/maker-a/plans": [], "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let paid = if cx.action() == Action::RunAttended { cx.pays_per_run() } else { Ok(false) };
    has_a_plan(cx, Key::LicenceAttendedPlans, paid)
}
