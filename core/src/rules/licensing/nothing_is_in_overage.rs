//! LIC014: what is there stays within the capacity, and nothing of it is hit when it does not.

use crate::facts::At;
use crate::facts::entities::{Environment, Machine, MachineGroup};
use crate::facts::known::{Known, Missing, all, any, both, not};
use crate::rulebook::Key;
use crate::rules::context::{Context, Sum};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, Stop, alongside, require, rule};
use crate::vocabulary::{Phrase, Word};
use greenlight_json::Pointer;

rule! {
    /// Hosted machines and committed bots should not exceed the hosted capacity of their environment.
    ///
    /// # Why
    /// When they do, the environment is in overage, and it is marked in a fixed order until the rest fits: first the committed bots, from the
    /// newest setting to the oldest, then the hosted machines, from the newest to the oldest. Bots committed beyond the capacity are not guaranteed any
    /// more. A machine that is hit may be turned off after a grace period whose length is not published. Before that page, from 2024-01-24 on, we take the
    /// order to have been the same. Where runs are paid for one by one, none of it matters to them.
    ///
    /// # How to fix it
    /// Request as many units as are missing in the environment, or free what is newest: commit fewer bots, or delete machines.
    code: LIC014,
    name: "nothing-is-in-overage",
    level: Warning,
    provenance: Stated,
    source: "capacity-utilization-hosted-2024-05-01" / "What are the rules governing which objects are identified as in overage?",
    judges: [RunAttended, RunUnattended],
    fixers: [Maker, PowerPlatformAdministrator, Billing],
    covered_by: [LIC016],
    says: "the hosted machines and committed bots of environment `{environment}` take {found} of {capacity}, and it has {expected}: {hit}",
    steps: [
        "request more {capacity} for environment `{environment}` until it has {found}",
        "or free units: commit fewer bots to its hosted machine groups, or delete machines that are no longer used",
    ],
    examples: [
        broken "a run on the newer of two machines, on one add-on" {
            "/environments/prod/hosted_rpa_addons": 1,
            "/machines/bot-02/requested": "2024-01-31T08:00:00Z",
            "/request/run-unattended/machine": "bot-02"
        },
        met "a run where there is an add-on for each" { "/request/run-unattended/machine": "bot-02" },
        met "a run on a machine that a self-assisted trial stands in for" {
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-01-20",
            "/request/run-unattended/machine": "bot-02"
        },
        unknown "nobody knows the add-ons" {
            "/environments/prod/hosted_rpa_addons": null,
            "/request/run-unattended/machine": "bot-02"
        },
        met @March2025 "a run where runs are paid for one by one" {
            "/environments/prod": { "hosted_process": 1, "billing": "pay-as-you-go" },
            "/machines/bot-02/requested": "2025-04-03T08:00:00Z",
            "/request/run-unattended/machine": "bot-02"
        },
        broken @March2025 "a run on the newer of two machines, on one unit" {
            "/environments/prod/hosted_process": 1,
            "/machines/bot-02/requested": "2025-04-03T08:00:00Z",
            "/request/run-unattended/machine": "bot-02"
        },
        met @March2025 "a run on the older of two machines, on one unit" {
            "/environments/prod/hosted_process": 1,
            "/machines/bot-02/requested": "2025-04-03T08:00:00Z",
            "/request/run-unattended/machine": "bot-01"
        },
        met @March2025 "a run on the newest, and a unit for each" {
            "/machines/bot-02/requested": "2025-04-03T08:00:00Z",
            "/request/run-attended/machine": "bot-02"
        },
        unknown @March2025 "nobody knows which of two is the newer" {
            "/environments/prod/hosted_process": 1,
            "/machines/bot-02/requested": null,
            "/request/run-unattended/machine": "bot-02"
        },
        not_judged @March2025 "the machine is marked already" {
            "/environments/prod/hosted_process": 1,
            "/machines/bot-02": {
                "requested": "2025-04-03T08:00:00Z",
                "status": "over-capacity",
                "over_capacity_since": "2025-04-10"
            },
            "/request/run-unattended/machine": "bot-02"
        },
        broken @March2025 "a run on a group whose committed bot does not fit" {
            "/environments/prod/hosted_process": 2,
            "/groups/invoices/committed_bots": 1,
            "/request/run-unattended/group": "invoices"
        },
        met @March2025 "a run on a group whose committed bots are older" {
            "/groups/invoices/committed_bots": 1,
            "/groups/claims": {
                "environment": "prod",
                "kind": "hosted",
                "state": "active",
                "committed_bots": 1,
                "committed_since": "2025-04-05"
            },
            "/request/run-unattended/group": "invoices"
        },
        unknown @March2025 "nobody knows which setting is the older" {
            "/groups/invoices/committed_bots": 1,
            "/groups/claims": { "environment": "prod", "kind": "hosted", "state": "active", "committed_bots": 1 },
            "/request/run-unattended/group": "invoices"
        },
        met @March2025 "a run on a group without committed bots" {
            "/environments/prod/hosted_process": 1,
            "/request/run-unattended/group": "invoices"
        },
        not_applicable @March2025 "a run on a group of machines" { "/request/run-unattended/group": "pool" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    if cx.pays_per_run() == Ok(true) {
        return Ok(());
    }
    if cx.details().group.is_some() {
        let group =
            alongside(cx.asked_hosted_group(), || group_fits(cx, cx.asked_group()?)?.map_err(Stop::from))?;
        let fits = group_fits(cx, group)?;
        return require(fits, || target(cx, group.pointer(), say::BOTS_HIT, group.key()));
    }
    let machine = cx.asked_machine()?;
    require(machine_fits(cx, machine)?, || target(cx, machine.pointer(), say::MACHINE_HIT, machine.key()))
}

/// Whether a machine, and all that are older, fit the capacity.
fn machine_fits(cx: &Context<'_>, machine: At<'_, Machine>) -> Result<Known<bool>, Stop> {
    let environment = cx.environment()?;
    let each = cx.number(Key::LicenceUnitsPerMachine)?;
    let all_fit = cx.capacity_covers(environment, Sum::exactly(0), &cx.units_of_machines(environment)?)?;
    if all_fit == Ok(true) || cx.is_simulated(machine) {
        return Ok(all_fit);
    }
    let mine = machine.requested();
    let mut older = Sum::exactly(1);
    for (name, other) in cx.case.facts.machines.iter().filter(|(name, _)| *name != machine.key()) {
        let other = At::of(&"machines", name, other);
        let before = all([
            other.environment().map(|name| name == environment.key()),
            cx.exists(other),
            both(other.requested(), mine.clone()).map(|(theirs, mine)| theirs <= mine),
        ]);
        older = match before {
            Ok(true) => older.plus(Sum::exactly(1)),
            Ok(false) => older,
            Err(missing) => older.perhaps(1, missing),
        };
    }
    if cx.case.facts.machines_complete == Some(false) {
        older = older.with(Err(Missing::fact(Pointer::ROOT.key("machines"))), || Pointer::ROOT);
    }
    let fits = cx.capacity_covers(environment, Sum::exactly(0), &older.times(each))?;
    Ok(any([not(cx.exists(machine)), all_fit, fits, cx.on_self_assisted_trial()]))
}

/// Whether the bots committed to a group fit the capacity, beside all machines and what was committed to other groups before.
fn group_fits(cx: &Context<'_>, group: At<'_, MachineGroup>) -> Result<Known<bool>, Stop> {
    let none = group.committed_bots().map(|bots| *bots == 0);
    if none == Ok(true) {
        return Ok(none);
    }
    let environment = cx.environment()?;
    let mine = group.committed_since();
    let before = cx.committed_bots(environment, |other| {
        if other.key() == group.key() {
            return Ok(true);
        }
        both(other.committed_since(), mine.clone()).map(|(theirs, mine)| theirs <= mine)
    });
    let needed = cx.units_of_machines(environment)?.plus(before);
    let trial = group.creator().and_then(|name| cx.self_assisted_trial_runs(cx.person(name)?));
    Ok(any([none, cx.capacity_covers(environment, Sum::exactly(0), &needed)?, trial]))
}

/// An action on something that is hit.
fn target(cx: &Context<'_>, at: Pointer, what: Phrase, name: &str) -> Evidence {
    let consequence = if cx.details().group.is_some() { say::NO_LONGER_GUARANTEED } else { say::IS_HIT };
    let hit = (what.with("name", name).with("so", consequence), vec![at]);
    let Ok(environment) = cx.environment() else {
        return Evidence::new(cx.asked("environment"), say::OVERAGE, say::ENOUGH_CAPACITY);
    };
    let taken = cx.units_taken(environment).unwrap_or(Sum::exactly(0));
    overage(cx, environment, &taken, hit)
}

fn overage(
    cx: &Context<'_>,
    environment: At<'_, Environment>,
    taken: &Sum,
    (hit, places): (Word, Vec<Pointer>),
) -> Evidence {
    let (found, expected) =
        (say::UNITS.counting(taken.least()), say::UNITS.counting(cx.units_owned(environment)));
    let evidence = Evidence::new(environment.field(cx.capacity(environment).1), found, expected)
        .with("environment", environment.key())
        .with("capacity", cx.capacity_name())
        .with("hit", hit);
    places.into_iter().fold(evidence, Evidence::related)
}
