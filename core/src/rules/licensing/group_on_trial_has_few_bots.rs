//! LIC023: a hosted machine group on a self-assisted trial has few bots.

use crate::facts::At;
use crate::facts::entities::Person;
use crate::facts::known::{Known, Missing, any, not};
use crate::facts::request::Action;
use crate::rulebook::Key;
use crate::rules::context::{Context, Sum};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, applies, require, rule};

rule! {
    /// On a self-assisted trial, two bots of hosted machine groups run in an environment at the same time.
    ///
    /// # Why
    /// The 90-day trial is good for hosted machine groups too: for as many as an environment may have anyway, but for two bots in all that run in
    /// parallel. A group that is to have more needs capacity. Where the environment has capacity, that decides, and not the trial.
    ///
    /// # How to fix it
    /// Give the group no more bots than the trial allows, or allocate capacity to the environment.
    code: LIC023,
    name: "group-on-trial-has-few-bots",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Licensing requirements",
    judges: [CreateGroup, EditGroup],
    fixers: [Maker, PowerPlatformAdministrator, Billing],
    says: "the group is to have {found}, and rests on the self-assisted trial of `{person}`, which allows {expected} in the environment",
    steps: [
        "set the group's maximum to {expected}",
        "or allocate capacity ({capacity}) to the environment",
    ],
    examples: [
        met "two bots on a trial" {
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 2 }
        },
        broken "three bots on a trial" {
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 3 }
        },
        broken @March2025 "three bots on a trial, which is not suspended for groups" {
            "/environments/prod/hosted_process": 0,
            "/people/maker-a/self_assisted_trial": "2025-04-01",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 3 }
        },
        broken "a group on its creator's trial is edited" {
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request": { "actor": "admin", "edit-group": { "group": "invoices", "max_bots": 3 } }
        },
        met "there is capacity" {
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 3 }
        },
        met "nobody is on such a trial" {
            "/environments/prod/hosted_rpa_addons": 0,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 3 }
        },
        met "the trial has ended, which is the matter of other rules" {
            "/as_of": "2024-05-01",
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 3 }
        },
        unknown "nobody knows of the trial" {
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": null,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 3 }
        },
        unknown "nobody knows the capacity" {
            "/environments/prod/hosted_rpa_addons": null,
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 3 }
        },
        unknown "how many bots was not said" {
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default" }
        },
        not_applicable "the number of bots stays as it is" {
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request/edit-group": { "group": "invoices", "committed_bots": 0 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let limit = cx.number(Key::TrialSelfGroupBots)?;
    let asked = cx.details().max_bots.map(u64::from);
    applies(asked.is_some() || cx.action() == Action::CreateGroup)?;
    let few = asked.map(|bots| bots <= limit).ok_or_else(|| Missing::fact(cx.asked("max_bots")));
    if few == Ok(true) {
        return Ok(());
    }
    let person = licensee(cx);
    let elsewhere = not(person.clone().and_then(|person| cx.self_assisted_trial_runs(person)));
    if elsewhere == Ok(true) {
        return Ok(());
    }
    let capacity = match cx.environment() {
        Ok(environment) => cx.capacity_covers(environment, Sum::exactly(0), &Sum::exactly(1))?,
        Err(missing) => Err(missing),
    };
    require(any([few, elsewhere, capacity]), || {
        let name = person.map_or("", |person| person.key());
        Evidence::new(
            cx.asked("max_bots"),
            say::BOTS.counting(asked.unwrap_or_default()),
            say::BOTS.counting(limit),
        )
        .with("person", name)
        .with("capacity", cx.capacity_name())
    })
}

/// Whose trial a group rests on: who creates it, or who created the one that is edited.
fn licensee<'a>(cx: &Context<'a>) -> Known<At<'a, Person>> {
    if cx.action() == Action::CreateGroup { cx.actor() } else { cx.person(cx.group()?.creator()?) }
}
