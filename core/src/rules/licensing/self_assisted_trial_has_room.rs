//! LIC020: a tenant has no more machines than a self-assisted trial is good for.

use super::counted;
use crate::facts::known::{any, not};
use crate::rulebook::Key;
use crate::rules::context::{Context, Sum};
use crate::rules::rule::{Evidence, Judgement, require, rule};
use greenlight_json::Pointer;

rule! {
    /// The self-assisted trial is good for one hosted machine in the tenant.
    ///
    /// # Why
    /// Everybody who is on such a trial shares the capacity of a single machine in the whole tenant, in whichever environment it stands.
    /// We read it as one machine in all: where the tenant already has one, add-ons must license the next, and then the trial does not limit it.
    ///
    /// # How to fix it
    /// Assign hosted RPA add-ons to the environment, or delete the machine that the trial was used for.
    code: LIC020,
    name: "self-assisted-trial-has-room",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Trial licenses for evaluation",
    holds: GENERAL,
    judges: [CreateMachine],
    fixers: [Maker, PowerPlatformAdministrator, Billing],
    says: "the self-assisted trial of `{actor}` is good for {expected} in the tenant, and this would make {found}",
    steps: [
        "assign hosted RPA add-ons to the environment, one for each hosted machine in it",
        "or delete the hosted machine that the trial was used for",
    ],
    examples: [
        met "the first machine of the tenant" {
            "/tenant/hosted_machines": 0,
            "/machines": null,
            "/environments/prod": { "hosted_rpa_addons": 0, "hosted_machines": 0 },
            "/people/maker-a/self_assisted_trial": "2024-02-01"
        },
        broken "the second one" {
            "/tenant/hosted_machines": 1,
            "/machines": null,
            "/environments/prod": { "hosted_rpa_addons": 0, "hosted_machines": 0 },
            "/people/maker-a/self_assisted_trial": "2024-02-01"
        },
        broken "two at once" {
            "/tenant/hosted_machines": 0,
            "/machines": null,
            "/environments/prod": { "hosted_rpa_addons": 0, "hosted_machines": 0 },
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request/create-machine/count": 2
        },
        met "add-ons license the machine, not the trial" { "/people/maker-a/self_assisted_trial": "2024-02-01" },
        met "a running add-on trial does, too" {
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request/create-machine/environment": "trial"
        },
        broken "the add-on trial has ended" {
            "/as_of": "2024-03-02",
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request/create-machine/environment": "trial"
        },
        met "nobody is on such a trial" {},
        broken "counted from the list of machines" {
            "/tenant/hosted_machines": null,
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-02-01"
        },
        unknown "the tenant's machines were not counted" {
            "/tenant/hosted_machines": null,
            "/machines": null,
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-02-01"
        },
        unknown "nobody knows of the trial" {
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": null
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let most = cx.number(Key::TrialSelfMachines)?;
    let elsewhere = not(cx.on_self_assisted_trial());
    let tenant = cx.case.tenant();
    let machines =
        Sum::exactly(cx.machines_asked()).with(cx.machines_in_tenant(), || tenant.field("hosted_machines"));
    let room = Sum::exactly(most).covers(&machines);
    if elsewhere == Ok(true) || room == Ok(true) {
        return Ok(());
    }
    let licensed = cx.licensed_by(&cx.add_ons(cx.environment())?)?;
    require(any([elsewhere, licensed, room]), || {
        let (found, expected) = (counted(machines.least(), "machine"), counted(most, "machine"));
        Evidence::new(tenant.field("hosted_machines"), found, expected)
            .related(Pointer::ROOT.key("people").key(&cx.request.actor).key("self_assisted_trial"))
            .with("actor", &cx.request.actor)
    })
}
