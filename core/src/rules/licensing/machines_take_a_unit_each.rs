//! LIC025: machines that take no unit of capacity are not counted as if they did.

use crate::facts::At;
use crate::facts::entities::{Environment, Machine};
use crate::facts::known::{Known, Missing, all, any, not};
use crate::facts::value::Status;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, Stop, quoted, require, rule};
use greenlight_json::Pointer;

rule! {
    /// A hosted machine whose creator is on a trial licence, or whose provisioning ended with an error, takes no unit of capacity.
    ///
    /// # Why
    /// Every other hosted machine is given a unit of its environment's capacity when it is created. These two kinds are not: who sizes a request for
    /// capacity by the number of machines asks for more than is used.
    ///
    /// # How to fix it
    /// Leave these machines out of the count, unless their creators are about to be licensed or they are to be repaired.
    code: LIC025,
    name: "machines-take-a-unit-each",
    level: Note,
    provenance: Stated,
    source: "capacity-utilization-hosted-2024-05-01" / "Hosted machines",
    holds: SINCE_MARCH_2025,
    judges: [RequestCapacity],
    fixers: [Maker],
    says: "of the hosted machines in environment `{environment}`, {found} take no unit of {capacity}",
    steps: [
        "leave {found} out of the number of units that are asked for",
    ],
    examples: [
        broken "one was provisioned with an error" {
            "/machines/bot-02/status": "provisioned-with-error",
            "/request/request-capacity": { "environment": "prod", "units": 1 }
        },
        broken "their creator is on a trial of Premium" {
            "/people/maker-a/plans": ["Power Automate Premium trial"],
            "/request/request-capacity": { "environment": "prod", "units": 1 }
        },
        broken "their creator is on a self-assisted trial" {
            "/people/maker-a": { "plans": [], "self_assisted_trial": "2025-04-01" },
            "/request/request-capacity": { "environment": "prod", "units": 1 }
        },
        met "each takes one" { "/request/request-capacity": { "environment": "prod", "units": 1 } },
        met "an environment without machines" { "/request/request-capacity": { "environment": "trial", "units": 1 } },
        unknown "a status was not looked up" {
            "/machines/bot-02/status": null,
            "/request/request-capacity": { "environment": "prod", "units": 1 }
        },
        unknown "a creator's plans were not looked up" {
            "/people/maker-a/plans": null,
            "/request/request-capacity": { "environment": "prod", "units": 1 }
        },
        met "a partial list that holds as many as there are" {
            "/machines_complete": false,
            "/request/request-capacity": { "environment": "prod", "units": 1 }
        },
        unknown "a partial list of machines" {
            "/machines_complete": false,
            "/environments/prod/hosted_machines": 3,
            "/request/request-capacity": { "environment": "prod", "units": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let environment = cx.environment()?;
    let machines = || cx.case.facts.machines.iter().map(|(name, machine)| At::of(&"machines", name, machine));
    let mut listed = 0;
    let mut each = Vec::new();
    for machine in machines() {
        listed += u64::from(here(cx, machine, environment) == Ok(true));
        let spared = spared(cx, machine, environment)?;
        if spared != Ok(false) {
            each.push(spared);
        }
    }
    if let Some(missing) = unlisted(cx, environment, listed) {
        each.push(Err(missing));
    }
    require(not(any(each)), || {
        let spared = machines().filter(|machine| spared(cx, *machine, environment) == Ok(Ok(true)));
        let names = quoted(spared.map(|other| other.key().as_str()), say::NONE);
        Evidence::new(environment.field("hosted_machines"), names, say::A_UNIT_FOR_EACH)
            .with("environment", environment.key())
            .with("capacity", cx.capacity_name())
    })
}

/// Whether a machine lies in the environment and still exists.
fn here(cx: &Context<'_>, machine: At<'_, Machine>, environment: At<'_, Environment>) -> Known<bool> {
    all([machine.environment().map(|name| name == environment.key()), cx.exists(machine)])
}

/// Whether a machine of the environment takes no unit.
fn spared<'a>(
    cx: &Context<'a>,
    machine: At<'a, Machine>,
    environment: At<'a, Environment>,
) -> Result<Known<bool>, Stop> {
    let here = here(cx, machine, environment);
    let faulty = machine.status().map(|status| *status == Status::ProvisionedWithError);
    let on_trial = match machine.creator().and_then(|name| cx.person(name)) {
        Ok(creator) => {
            let paid = cx.bought_plan(creator)?;
            let trial = cx.plan_among(creator, Key::LicenceTrialPlans)?;
            all([not(paid), any([trial, cx.self_assisted_trial_runs(creator)])])
        }
        Err(missing) => Err(missing),
    };
    Ok(all([here, any([faulty, on_trial])]))
}

/// What is missing to know the machines of an environment beside the listed ones; `None` where there are no others.
fn unlisted(cx: &Context<'_>, environment: At<'_, Environment>, listed: u64) -> Option<Missing> {
    if cx.case.facts.lists_machines() == Some(true) {
        return None;
    }
    match environment.hosted_machines() {
        Ok(stated) if stated.at_most(listed) == Some(true) => None,
        Ok(_) => Some(Missing::fact(Pointer::ROOT.key("machines"))),
        Err(missing) => Some(missing),
    }
}
