//! LIC031: the add-ons of a trial are assigned to the environment that is to use them.

use crate::facts::known::Missing;
use crate::facts::value::Trial;
use crate::rulebook::term::Term;
use crate::rulebook::{Key, Plan};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, applies, rule};
use crate::vocabulary::Word;

rule! {
    /// The units of a trial must be assigned to the environment that is to use them.
    ///
    /// # Why
    /// Obtaining the trial gives the units, hosted RPA add-ons and later Hosted Process, to the organisation, not to an environment. Until they are assigned, no machine can be
    /// created in it. There is nothing to assign before the trial has begun: this is for afterwards.
    ///
    /// # How to fix it
    /// In the Power Platform admin center, under Resources, Capacity, Add-ons, assign them to the environment.
    code: LIC031,
    name: "trial-add-ons-are-assigned",
    level: Warning,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Trial licenses for evaluation",
    judges: [StartTrial],
    fixers: [PowerPlatformAdministrator],
    says: "assign the units of the {capacity} trial to environment `{environment}`: it has {found}",
    steps: [
        "in the Power Platform admin center, assign the units of the {capacity} trial to environment `{environment}`",
        "{makers}",
    ],
    examples: [
        afterwards "an environment without trial add-ons" {
            "/request": {
                "actor": "admin",
                "start-trial": { "trial": "hosted-rpa-addon", "environment": "prod", "seats": 3 }
            }
        },
        afterwards @March2025 "units of the Hosted Process trial" {
            "/request": {
                "actor": "admin",
                "start-trial": { "trial": "hosted-rpa-addon", "environment": "prod", "seats": 3 }
            }
        },
        met "an environment that has some" {
            "/request": {
                "actor": "admin",
                "start-trial": { "trial": "hosted-rpa-addon", "environment": "trial", "seats": 3 }
            }
        },
        unknown "nobody knows whether it has some" {
            "/environments/prod/hosted_rpa_trial_addons": null,
            "/request": {
                "actor": "admin",
                "start-trial": { "trial": "hosted-rpa-addon", "environment": "prod", "seats": 3 }
            }
        },
        unknown "which environment is to use them was not said" {
            "/request": { "actor": "admin", "start-trial": { "trial": "hosted-rpa-addon", "seats": 3 } }
        },
        not_applicable "the self-assisted trial needs no assignment" { "/request/start-trial/trial": "self-assisted" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    applies(cx.trial()? == Trial::Addon)?;
    let environment = cx.environment()?;
    let at = || environment.field("hosted_rpa_trial_addons");
    let assigned = environment.hosted_rpa_trial_addons()?;
    match assigned.reaches(1) {
        Some(true) => Ok(()),
        Some(false) => Err(Evidence::new(at(), say::NONE_YET, say::TRIAL_ADD_ONS)
            .with("environment", environment.key())
            .with("capacity", cx.capacity_name())
            .with("makers", for_makers(cx))
            .afterwards()),
        None => Err(Missing::fact(at()).into()),
    }
}

/// What makers still need to create machines in the environment.
fn for_makers(cx: &Context<'_>) -> Word {
    if cx.flag(Key::LicencePlanRequired) == Ok(true) {
        let plan = Term::<Plan>::POWER_AUTOMATE_PREMIUM_TRIAL.name();
        say::ASSIGN_TO_MAKERS.with("plan", plan)
    } else {
        say::MAKERS_NEED_NO_PLAN.into()
    }
}
