//! LIC024: a hosted machine group has a plan beside the add-on.

use super::names;
use crate::facts::known::any;
use crate::rulebook::Key;
use crate::rulebook::term::Term;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, either, require, rule};

rule! {
    /// A hosted machine group needs Power Automate Premium for its maker or a Process plan, beside the environment's add-on.
    ///
    /// # Why
    /// The add-on licenses the bots. Until Hosted Process took its place, one of the two plans was needed as well; a Process plan, which belongs to
    /// the environment, does for groups, other than for hosted machines. A self-assisted trial that runs stands in for both.
    ///
    /// # How to fix it
    /// Assign Power Automate Premium to the maker, or allocate Power Automate Process to the environment.
    code: LIC024,
    name: "group-has-a-plan",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Licensing requirements",
    holds: GENERAL,
    judges: [CreateGroup],
    fixers: [PowerPlatformAdministrator, LicenceAdministrator, Billing],
    says: "`{actor}` has {found}, and environment `{environment}` no Process plan, but a hosted machine group needs {expected}",
    steps: [
        "in the Microsoft 365 admin center, assign Power Automate Premium to `{actor}`",
        "or allocate Power Automate Process to environment `{environment}`",
    ],
    examples: [
        broken "no plan at all" {
            "/people/maker-a/plans": [],
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        met "Power Automate Premium" {
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        met "a Premium trial" {
            "/people/maker-a/plans": ["Power Automate Premium trial"],
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        met "a Process plan in the environment" {
            "/people/maker-a/plans": [],
            "/environments/prod/process_plans": 1,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        met "a self-assisted trial" {
            "/people/maker-a": { "plans": [], "self_assisted_trial": "2024-02-01" },
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        unknown "plans not looked up" {
            "/people/maker-a/plans": null,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        unknown "no plan, and nobody has counted the environment's" {
            "/people/maker-a/plans": [],
            "/environments/prod/process_plans": null,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let wanted = cx.plans_to_buy(Key::LicenceGroupPlans)?;
    let actor = cx.actor()?;
    let environment = cx.environment();
    let plan = cx.planned(actor, environment.clone(), Key::LicenceGroupPlans)?;
    if plan == Ok(true) {
        return Ok(());
    }
    require(any([plan, cx.self_assisted_trial_runs(actor)]), || {
        let found = match actor.plans().items() {
            [] => say::NO_PLAN.into(),
            plans => names(plans),
        };
        Evidence::new(actor.field("plans"), found, either(wanted.into_iter().map(Term::name)))
            .with("actor", actor.key())
            .with("environment", environment.map_or("", |environment| environment.key()))
    })
}
