//! LIC028: a machine that rests on a self-assisted trial has one that runs.

use super::{ended_trial, runs_pay_for_themselves};
use crate::facts::At;
use crate::facts::entities::Started;
use crate::facts::known::{all, any};
use crate::rulebook::Key;
use crate::rules::context::{Context, after_days};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::ToWord;

rule! {
    /// The self-assisted premium trial ends after 90 days, and with it what it stood in for: plan and add-on.
    ///
    /// # Why
    /// While it runs, its user needs neither a plan nor an add-on for one machine. Then both are needed, and creating a machine is refused.
    /// The licence is needed to use machines too, so a run on a machine whose creator's trial has ended is a warning; whether Power
    /// Automate stops it is not published. That whoever runs has a plan is another rule's matter. An inactive machine without an add-on may be deleted. Since 2025 the trial is suspended for hosted machines.
    ///
    /// # How to fix it
    /// Assign Power Automate Premium to the person and hosted RPA add-ons to the environment.
    code: LIC028,
    name: "self-assisted-trial-has-not-ended",
    level: Error,
    at_worst: ended_trial,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Trial licenses for evaluation",
    holds: GENERAL,
    judges: [CreateMachine, RunAttended, RunUnattended],
    fixers: [PowerPlatformAdministrator, LicenceAdministrator, Billing],
    covered_by: [LIC032],
    says: "the self-assisted trial of `{person}` ended on {found}, and {lacking} in its place",
    steps: [
        "assign Power Automate Premium to `{person}`",
        "assign the environment as many hosted RPA add-ons as it has hosted machines",
    ],
    examples: [
        met "the last millisecond of 90 days" {
            "/as_of": "2024-04-30T23:59:59.999Z",
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a": { "plans": [], "self_assisted_trial": "2024-02-01" }
        },
        broken "after 90 days" {
            "/as_of": "2024-05-01T00:00:00Z",
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a": { "plans": [], "self_assisted_trial": "2024-02-01" }
        },
        broken "a millisecond later" {
            "/as_of": "2024-05-01T00:00:00.001Z",
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a": { "plans": [], "self_assisted_trial": "2024-02-01" }
        },
        broken "with a plan, but without add-ons" {
            "/as_of": "2024-05-01",
            "/environments/prod/hosted_rpa_addons": 2,
            "/people/maker-a/self_assisted_trial": "2024-02-01"
        },
        broken "with add-ons, but without a plan" {
            "/as_of": "2024-05-01",
            "/people/maker-a": { "plans": [], "self_assisted_trial": "2024-02-01" }
        },
        met "plan and add-on took its place" {
            "/as_of": "2024-05-01",
            "/people/maker-a/self_assisted_trial": "2024-02-01"
        },
        met "there never was one" {},
        unknown "nobody knows of the trial, and there is no plan" {
            "/people/maker-a": { "plans": [], "self_assisted_trial": null }
        },
        unknown "it ended, and the plans were not looked up" {
            "/as_of": "2024-05-01",
            "/people/maker-a": { "plans": null, "self_assisted_trial": "2024-02-01" }
        },
        broken "a run on a machine of somebody whose trial has ended" {
            "/as_of": "2024-05-01",
            "/environments/prod/hosted_rpa_addons": 1,
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request/run-attended/machine": "bot-01"
        },
        not_judged "a run of somebody whose trial has ended, and who has no plan" {
            "/as_of": "2024-05-01",
            "/people/maker-a": { "plans": [], "self_assisted_trial": "2024-02-01" },
            "/request/run-attended/machine": "bot-01"
        },
        met "a run while the trial lasts" {
            "/people/maker-a": { "plans": [], "self_assisted_trial": "2024-02-01" },
            "/request/run-unattended/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    if runs_pay_for_themselves(cx) {
        return Ok(());
    }
    let days = cx.number(Key::TrialSelfDays)?;
    let began = cx.licensee().and_then(At::self_assisted_trial);
    let lasts = began.clone().map(|began| match began {
        Started::Never => true,
        Started::On(start) => cx.now < after_days(*start, days),
    });
    if lasts == Ok(true) {
        return Ok(());
    }
    let (plan, add_ons) = match cx.licensee() {
        Ok(person) => {
            let add_ons = cx.add_ons(cx.environment())?;
            (cx.plan_among(person, Key::LicencePlans)?, cx.licensed_by(&add_ons)?)
        }
        Err(missing) => (Err(missing.clone()), Err(missing)),
    };
    let licensed = all([plan.clone(), add_ons.clone()]);
    require(any([lasts, licensed]), || {
        let end = match began {
            Ok(Started::On(start)) => after_days(*start, days).day().to_word(),
            Ok(Started::Never) | Err(_) => say::AN_UNKNOWN_DAY.into(),
        };
        let lacking = match (plan, add_ons) {
            (Ok(false), Ok(false)) => say::NEITHER_PLAN_NOR_ADD_ONS,
            (Ok(false), _) => say::THERE_IS_NO_PLAN,
            _ => say::NOT_ENOUGH_ADD_ONS,
        };
        let (name, at) = match cx.licensee() {
            Ok(person) => (person.key().as_str(), person.field("self_assisted_trial")),
            Err(_) => ("", cx.asked("machine")),
        };
        let evidence =
            Evidence::new(at, end, say::PLAN_AND_ADD_ONS).with("person", name).with("lacking", lacking);
        evidence.level(ended_trial(cx))
    })
}
