//! LIC003: whoever creates a machine has the plan that goes with the add-on.

use super::names;
use crate::facts::known::any;
use crate::rulebook::Key;
use crate::rulebook::term::Term;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, applies, either, require, rule};

rule! {
    /// Whoever creates a hosted machine needs Power Automate Premium, beside the environment's add-on; in the preview, a per flow plan did as well.
    ///
    /// # Why
    /// The add-on licenses the machine, the plan its creator. Premium was called the per user plan with attended RPA. Since general
    /// availability a Process or per flow plan does not stand in for it. A Premium trial is as good as Premium,
    /// and a self-assisted trial that runs stands in for both plan and add-on. Since 2025 the machine's own licence is enough to create it.
    ///
    /// # How to fix it
    /// Assign Power Automate Premium in the Microsoft 365 admin center, under Users, Active users, Licenses and apps.
    code: LIC003,
    name: "creator-has-a-plan",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Licensing requirements"
        + "hosted-machines-2022-12-12" / "Licensing requirements",
    holds: UNTIL_MARCH_2025,
    judges: [CreateMachine],
    fixers: [LicenceAdministrator, Billing],
    covered_by: [LIC028],
    says: "`{actor}` has {found}, but creating a hosted machine needs {expected}",
    steps: [
        "in the Microsoft 365 admin center, assign {expected} to `{actor}`",
    ],
    examples: [
        broken "no plan" { "/people/maker-a/plans": [] },
        broken "a Process plan" { "/people/maker-a/plans": ["Power Automate Process"] },
        met @Preview "a per flow plan in the preview" { "/people/maker-a/plans": ["Power Automate per flow plan"] },
        broken "a per flow plan since general availability" {
            "/people/maker-a/plans": ["Power Automate per flow plan"]
        },
        broken "a per user plan without attended RPA" { "/people/maker-a/plans": ["Power Automate per user plan"] },
        met "a Premium trial beside bought add-ons" { "/people/maker-a/plans": ["Power Automate Premium trial"] },
        met @Preview "a per flow plan of the environment, in the preview" {
            "/people/maker-a/plans": [],
            "/environments/prod/process_plans": 1
        },
        broken "no plan in an environment on trial add-ons" {
            "/people/maker-a/plans": [],
            "/request/create-machine/environment": "trial"
        },
        met "Power Automate Premium" {},
        met "Premium by its former name" {
            "/people/maker-a/plans": ["Power Automate per user plan with attended RPA"]
        },
        met "a Premium trial beside trial add-ons" {
            "/people/maker-a/plans": ["Power Automate Premium trial"],
            "/request/create-machine/environment": "trial"
        },
        met "a self-assisted trial stands in for the plan" {
            "/people/maker-a": { "plans": [], "self_assisted_trial": "2024-02-01" }
        },
        unknown "plans not looked up" { "/people/maker-a/plans": null },
        unknown "a plan that goes by a name nobody knows" { "/people/maker-a/plans": ["Automation bundle"] },
        met "a Premium trial, and no count of bought add-ons" {
            "/people/maker-a/plans": ["Power Automate Premium trial"],
            "/environments/trial/hosted_rpa_addons": null,
            "/request/create-machine/environment": "trial"
        },
        not_judged "the self-assisted trial that stood in for it has ended" {
            "/as_of": "2024-06-01",
            "/people/maker-a": { "plans": [], "self_assisted_trial": "2024-02-01" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    applies(cx.flag(Key::LicencePlanRequired)?)?;
    let actor = cx.actor()?;
    let plan = cx.planned(actor, cx.environment(), Key::LicencePlans)?;
    if plan == Ok(true) {
        return Ok(());
    }
    let wanted = cx.plans_to_buy(Key::LicencePlans)?;
    require(any([plan, cx.on_self_assisted_trial()]), || {
        let found = match actor.plans().items() {
            [] => say::NO_PLAN.into(),
            plans => names(plans),
        };
        Evidence::new(actor.field("plans"), found, either(wanted.into_iter().map(Term::name)))
            .with("actor", actor.key())
    })
}
