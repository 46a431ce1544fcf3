//! LIC017: a machine that rests on trial add-ons has a trial that runs.

use super::{ended_trial, runs_pay_for_themselves};
use crate::facts::known::{any, not};
use crate::facts::request::Action;
use crate::facts::value::Trial;
use crate::rulebook::Key;
use crate::rules::context::{Context, after_days};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, applies, require, rule};

rule! {
    /// The trial of hosted capacity, the hosted RPA add-on and later Hosted Process, lasts 30 days, or 60 when it was extended.
    ///
    /// # Why
    /// Units of a trial count for an environment only while their trial runs. After it, the environment has what it bought and no more: the
    /// next machine is refused. The licence is needed to use machines too, so a run after the end is a warning; whether Power Automate
    /// stops it is not published. What has run its 60 days cannot be extended any further.
    ///
    /// # How to fix it
    /// Buy as many units as the environment has machines and assign them to it. A trial that was never extended can be extended once.
    code: LIC017,
    name: "add-on-trial-has-not-ended",
    level: Error,
    at_worst: ended_trial,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Trial licenses for evaluation",
    judges: [CreateMachine, RunAttended, RunUnattended, ExtendTrial],
    fixers: [PowerPlatformAdministrator, Billing],
    covered_by: [LIC018],
    says: "the trial of the {capacity} {found}{so}",
    steps: [
        "buy more of the {capacity} and assign the environment as many units as it has hosted machines",
    ],
    examples: [
        met "bought add-ons need no trial" { "/as_of": "2024-06-01" },
        met "the last millisecond of 30 days" {
            "/as_of": "2024-03-01T23:59:59.999Z",
            "/request/create-machine/environment": "trial"
        },
        broken "after 30 days" { "/as_of": "2024-03-02T00:00:00Z", "/request/create-machine/environment": "trial" },
        broken "a millisecond later" {
            "/as_of": "2024-03-02T00:00:00.001Z",
            "/request/create-machine/environment": "trial"
        },
        met "30 days have passed, but it was extended" {
            "/as_of": "2024-03-02T00:00:00Z",
            "/tenant/addon_trial/extensions": 1,
            "/request/create-machine/environment": "trial"
        },
        met "the last millisecond of 60 days" {
            "/as_of": "2024-03-31T23:59:59.999Z",
            "/tenant/addon_trial/extensions": 1,
            "/request/create-machine/environment": "trial"
        },
        broken "after 60 days" {
            "/as_of": "2024-04-01T00:00:00Z",
            "/tenant/addon_trial/extensions": 1,
            "/request/create-machine/environment": "trial"
        },
        broken "a millisecond after 60 days" {
            "/as_of": "2024-04-01T00:00:00.001Z",
            "/tenant/addon_trial/extensions": 1,
            "/request/create-machine/environment": "trial"
        },
        broken @March2025 "the trial of Hosted Process has ended" {
            "/as_of": "2025-05-01",
            "/request/create-machine/environment": "trial"
        },
        met @March2025 "the last millisecond of the trial of Hosted Process" {
            "/as_of": "2025-04-30T23:59:59.999Z",
            "/request/create-machine/environment": "trial"
        },
        unknown "between 30 and 60 days, and nobody knows whether it was extended" {
            "/as_of": "2024-03-15",
            "/tenant/addon_trial/extensions": null,
            "/request/create-machine/environment": "trial"
        },
        unknown "nobody knows when it began" {
            "/tenant/addon_trial/started": null,
            "/request/create-machine/environment": "trial"
        },
        broken "a run on a machine that rests on a trial that has ended" {
            "/as_of": "2024-06-01",
            "/environments/prod": { "hosted_rpa_addons": 1, "hosted_rpa_trial_addons": 1 },
            "/request/run-unattended/machine": "bot-01"
        },
        met "a run while the trial lasts" {
            "/environments/prod": { "hosted_rpa_addons": 1, "hosted_rpa_trial_addons": 1 },
            "/request/run-attended/machine": "bot-01"
        },
        met "a self-assisted trial stands in" {
            "/as_of": "2024-04-01",
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request/create-machine/environment": "trial"
        },
        met "an extension while there are days left to win" {
            "/as_of": "2024-03-31T23:59:59.999Z",
            "/request/extend-trial/trial": "hosted-rpa-addon"
        },
        broken "an extension after 60 days" {
            "/as_of": "2024-04-01",
            "/request/extend-trial/trial": "hosted-rpa-addon"
        },
        not_judged "a second extension after 60 days" {
            "/as_of": "2024-04-01",
            "/tenant/addon_trial/extensions": 1,
            "/request/extend-trial/trial": "hosted-rpa-addon"
        },
        not_applicable "extending another trial" { "/request/extend-trial/trial": "self-assisted" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    if cx.action() == Action::ExtendTrial {
        applies(cx.trial()? == Trial::Addon)?;
        let started = cx.case.tenant().addon_trial().started();
        let most = cx.number(Key::TrialAddonDaysExtended)?;
        let left = started.map(|start| cx.now < after_days(*start, most));
        return require(left, || ended(cx, most).with("so", say::SO_NO_EXTENSION_HELPS));
    }
    if runs_pay_for_themselves(cx) {
        return Ok(());
    }
    let add_ons = cx.add_ons(cx.environment())?;
    let needless = not(add_ons.rely_on_trial());
    if needless == Ok(true) {
        return Ok(());
    }
    let runs = cx.addon_trial_runs()?;
    let (days, extended) = (cx.number(Key::TrialAddonDays)?, cx.number(Key::TrialAddonDaysExtended)?);
    require(any([needless, runs, cx.on_self_assisted_trial()]), || {
        let never =
            cx.case.tenant().addon_trial().extensions().map(|times| times.reaches(1)) == Ok(Some(false));
        let evidence = ended(cx, if never { days } else { extended });
        let evidence = match cx.environment() {
            Ok(environment) => evidence
                .with("so", say::ENVIRONMENT_RELIES_ON_IT.with("environment", environment.key()))
                .related(environment.field(cx.capacity(environment).1)),
            Err(_) => evidence,
        };
        evidence.level(ended_trial(cx))
    })
}

/// When a trial of so many days ended, or that it has not begun.
fn ended(cx: &Context<'_>, days: u64) -> Evidence {
    let trial = cx.case.tenant().addon_trial();
    let found = match trial.started() {
        Ok(start) if cx.now < *start => say::BEGINS_ONLY_ON.with("day", start.day()),
        Ok(start) => say::ENDED_ON.with("day", after_days(*start, days).day()),
        Err(_) => say::HAS_ENDED.into(),
    };
    Evidence::new(trial.field("started"), found, say::A_TRIAL_OR_UNITS).with("capacity", cx.capacity_name())
}
