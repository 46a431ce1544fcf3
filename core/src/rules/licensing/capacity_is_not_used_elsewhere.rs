//! LIC012: what serves machines of the organisation's own is not counted on for hosted ones.

use crate::facts::known::{Missing, implies};
use crate::facts::request::Action;
use crate::rules::context::{Context, Sum};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, alongside, require, rule};

rule! {
    /// Hosted Process that serves as Process capacity for machines of the organisation's own is not there for hosted machines.
    ///
    /// # Why
    /// A unit of Hosted Process may stand in for a Process licence on a machine that the organisation runs itself. It then leaves less for hosted
    /// machines and for the bots of hosted machine groups, although the environment's total still looks sufficient.
    ///
    /// # How to fix it
    /// Assign Power Automate Process to the machines of your own, or allocate more Hosted Process to the environment.
    code: LIC012,
    name: "capacity-is-not-used-elsewhere",
    level: Warning,
    provenance: Stated,
    source: "capacity-utilization-hosted-2024-05-01" / "Using Hosted Process capacity as process capacity",
    holds: SINCE_MARCH_2025,
    judges: [CreateMachine, CreateGroup, EditGroup],
    fixers: [PowerPlatformAdministrator, Billing],
    covered_by: [LIC001, LIC013],
    says: "environment `{environment}` has {found} of Hosted Process, {elsewhere} of which serve machines of its own, and this makes {expected} in all",
    steps: [
        "allocate Power Automate Process to environment `{environment}` for the machines of your own",
        "or allocate more Hosted Process to it, until it has {expected}",
    ],
    examples: [
        broken "one unit serves a machine elsewhere, and three are needed" {
            "/environments/prod/hosted_process_elsewhere": 1
        },
        broken "a group whose committed bot finds it used" {
            "/environments/prod/hosted_process_elsewhere": 1,
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 1,
                "committed_bots": 1
            }
        },
        met "enough for both" { "/environments/prod": { "hosted_process": 4, "hosted_process_elsewhere": 1 } },
        met "none serves elsewhere" {},
        met "none serves elsewhere, and the trial that the environment relied on is over" {
            "/as_of": "2025-05-01",
            "/environments/trial/hosted_process_elsewhere": 0,
            "/request/create-machine/environment": "trial"
        },
        unknown "nobody knows what serves elsewhere" { "/environments/prod/hosted_process_elsewhere": null },
        not_judged "not enough as it is" {
            "/environments/prod": { "hosted_process": 2, "hosted_process_elsewhere": 1 }
        },
        not_judged "the bots committed already make too many" {
            "/environments/prod/hosted_process_elsewhere": 1,
            "/groups/invoices/committed_bots": 1
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    if cx.action() == Action::EditGroup {
        alongside(cx.asked_hosted_group(), || cx.environment())?;
    }
    let environment = cx.environment()?;
    let at = || environment.field("hosted_process_elsewhere");
    let used = environment.hosted_process_elsewhere();
    let elsewhere = Sum::exactly(0).with(used.clone(), at);
    let taken = cx.units_taken(environment)?.plus(elsewhere.clone());
    let enough = cx.capacity_covers(environment, Sum::exactly(0), &taken)?;
    let any_elsewhere = used.and_then(|units| units.reaches(1).ok_or_else(|| Missing::fact(at())));
    require(implies(any_elsewhere, enough), || {
        let owned = say::UNITS.counting(cx.units_owned(environment));
        Evidence::new(at(), owned, say::UNITS.counting(taken.least()))
            .related(environment.field(cx.capacity(environment).1))
            .with("environment", environment.key())
            .with("elsewhere", elsewhere.least())
    })
}
