//! LIM004: a hosted machine group is not to have more bots than its environment has capacity.

use crate::facts::known::{all, or};
use crate::rulebook::Key;
use crate::rules::context::{Context, Sum};
use crate::rules::rule::{Evidence, Judgement, Stop, alongside, require, rule, together};

rule! {
    /// The maximum of bots of a hosted machine group cannot be larger than the environment's hosted capacity.
    ///
    /// # Why
    /// Every bot takes a unit, so that no group could ever have more. Over several groups the maxima may add up to more than the capacity: the groups
    /// then share it. Units of a trial that runs count too. A self-assisted trial bears few bots without any unit, and no more.
    ///
    /// # How to fix it
    /// Choose a smaller maximum, or allocate capacity to the environment first.
    code: LIM004,
    name: "group-has-no-more-bots-than-capacity",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Create hosted machine groups",
    judges: [CreateGroup, EditGroup],
    fixers: [Maker, PowerPlatformAdministrator],
    covered_by: [LIM003, LIC023],
    says: "the hosted machine group is to have {found} bots, but environment `{environment}` has capacity ({capacity}) for {expected}",
    steps: [
        "set the maximum number of bots to {expected} or less",
        "or allocate {capacity} to environment `{environment}` in the Power Platform admin center",
    ],
    examples: [
        broken "one more than there are units" {
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 4 }
        },
        broken "for a group that exists" { "/request/edit-group": { "group": "invoices", "max_bots": 4 } },
        broken "the trial that added units has ended" {
            "/as_of": "2024-05-01",
            "/environments/prod/hosted_rpa_trial_addons": 1,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 4 }
        },
        met "just as many as there are units" {
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 3 }
        },
        met "one less" { "/request/edit-group": { "group": "invoices", "max_bots": 2 } },
        met "with a unit of a trial" {
            "/environments/prod/hosted_rpa_trial_addons": 1,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 4 }
        },
        met "on a self-assisted trial" {
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 2 }
        },
        broken "more than there are units, though on a self-assisted trial" {
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 4 }
        },
        not_judged "more than a self-assisted trial bears, and no unit" {
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 3 }
        },
        not_judged "more than any group can have, which says it already" {
            "/request/edit-group": { "group": "invoices", "max_bots": 51 }
        },
        unknown "the units were not counted" {
            "/environments/prod/hosted_rpa_addons": null,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 4 }
        },
        unknown "those of a trial were not counted" {
            "/environments/prod/hosted_rpa_trial_addons": null,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 4 }
        },
        unknown "perhaps on a self-assisted trial" {
            "/environments/prod/hosted_rpa_addons": 1,
            "/people/maker-a/self_assisted_trial": null,
            "/request/edit-group": { "group": "invoices", "max_bots": 2 }
        },
        unknown "whether the group is a hosted one is not known" {
            "/groups/invoices/kind": null,
            "/request/edit-group": { "group": "invoices", "max_bots": 4 }
        },
        unknown "no number chosen yet" {
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default" }
        },
        not_applicable "a group whose number stays" {
            "/request/edit-group": { "group": "invoices", "image": "default" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let few = cx.number(Key::TrialSelfGroupBots)?;
    let asked = || together(super::max_bots_asked(cx), cx.environment());
    let enough = || -> Result<_, Stop> {
        let (bots, environment) = asked()?;
        Ok((
            bots,
            environment,
            or(cx.capacity_covers(environment, Sum::exactly(0), &Sum::exactly(bots))?, || {
                all([Ok(bots <= few), super::on_trial(cx)])
            })?,
        ))
    };
    alongside(cx.makes_hosted_bots(), enough)?;
    let (bots, environment, enough) = enough()?;
    require(Ok(enough), || {
        let (units, name) = cx.capacity(environment);
        let units = units.map_or(0, |units| units.number);
        Evidence::new(cx.asked("max_bots"), bots, units)
            .with("environment", environment.key())
            .with("capacity", cx.capacity_name())
            .related(environment.field(name))
    })
}
