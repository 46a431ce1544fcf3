//! LIC014: what is there stays within the capacity, and nothing of it is hit when it does not.

use super::counted;
use crate::facts::At;
use crate::facts::entities::{Environment, Machine, MachineGroup};
use crate::facts::known::{Known, Missing, all, any, both, not};
use crate::facts::request::Action;
use crate::rulebook::Key;
use crate::rules::context::{Context, Sum};
use crate::rules::rule::{Evidence, Judgement, Stop, alongside, quoted, require, rule};
use greenlight_json::{Pointer, sort};

rule! {
    /// Hosted machines and committed bots should not exceed the hosted capacity of their environment.
    ///
    /// # Why
    /// When they do, the environment is in overage, and it is marked in a fixed order until the rest fits: first the committed bots, from the
    /// newest setting to the oldest, then the hosted machines, from the newest to the oldest. Bots committed beyond the capacity are not guaranteed any
    /// more. A machine that is hit may be turned off after a grace period whose length is not published.
    ///
    /// # How to fix it
    /// Request as many units as are missing in the environment, or free what is newest: commit fewer bots, or delete machines.
    code: LIC014,
    name: "nothing-is-in-overage",
    level: Warning,
    provenance: Stated,
    source: "capacity-utilization-hosted-2024-05-01" / "What are the rules governing which objects are identified as in overage?",
    holds: SINCE_NEWEST,
    judges: [CreateMachine, RunAttended, RunUnattended],
    fixers: [Maker, PowerPlatformAdministrator, Billing],
    covered_by: [LIC001, LIC016],
    says: "the hosted machines and committed bots of environment `{environment}` take {found} of {capacity}, and it has {expected}: {hit}",
    steps: [
        "request more {capacity} for environment `{environment}` until it has {found}",
        "or free units: commit fewer bots to its hosted machine groups, or delete machines that are no longer used",
    ],
    examples: [
        met "three machines on three units" {},
        broken "a machine takes the unit of a committed bot" { "/groups/invoices/committed_bots": 1 },
        broken "the newest setting is hit first" {
            "/environments/prod/hosted_process": 4,
            "/groups/invoices/committed_bots": 1,
            "/groups/claims": {
                "environment": "prod",
                "kind": "hosted",
                "state": "active",
                "committed_bots": 1,
                "committed_since": "2025-04-05"
            }
        },
        broken "since when another is committed is not known" {
            "/environments/prod/hosted_process": 4,
            "/groups": {
                "invoices": { "committed_bots": 1, "committed_since": null },
                "claims": {
                    "environment": "prod",
                    "kind": "hosted",
                    "state": "active",
                    "committed_bots": 1,
                    "committed_since": "2025-04-05"
                }
            }
        },
        met "a unit for each" { "/environments/prod/hosted_process": 4, "/groups/invoices/committed_bots": 1 },
        unknown "nobody knows what is committed" { "/groups/invoices/committed_bots": null },
        not_judged "not even enough for the machines" {
            "/environments/prod/hosted_process": 2,
            "/groups/invoices/committed_bots": 1
        },
        broken "a run on the newer of two machines, on one unit" {
            "/environments/prod/hosted_process": 1,
            "/machines/bot-02/requested": "2025-04-03T08:00:00Z",
            "/request/run-unattended/machine": "bot-02"
        },
        met "a run on the older of two machines, on one unit" {
            "/environments/prod/hosted_process": 1,
            "/machines/bot-02/requested": "2025-04-03T08:00:00Z",
            "/request/run-unattended/machine": "bot-01"
        },
        met "a run on the newest, and a unit for each" {
            "/machines/bot-02/requested": "2025-04-03T08:00:00Z",
            "/request/run-attended/machine": "bot-02"
        },
        unknown "nobody knows which of two is the newer" {
            "/environments/prod/hosted_process": 1,
            "/machines/bot-02/requested": null,
            "/request/run-unattended/machine": "bot-02"
        },
        not_judged "the machine is marked already" {
            "/environments/prod/hosted_process": 1,
            "/machines/bot-02": {
                "requested": "2025-04-03T08:00:00Z",
                "status": "over-capacity",
                "over_capacity_since": "2025-04-10"
            },
            "/request/run-unattended/machine": "bot-02"
        },
        broken "a run on a group whose committed bot does not fit" {
            "/environments/prod/hosted_process": 2,
            "/groups/invoices/committed_bots": 1,
            "/request/run-unattended/group": "invoices"
        },
        met "a run on a group whose committed bots are older" {
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
        unknown "nobody knows which setting is the older" {
            "/groups/invoices/committed_bots": 1,
            "/groups/claims": { "environment": "prod", "kind": "hosted", "state": "active", "committed_bots": 1 },
            "/request/run-unattended/group": "invoices"
        },
        met "a run on a group without committed bots" {
            "/environments/prod/hosted_process": 1,
            "/request/run-unattended/group": "invoices"
        },
        not_applicable "a run on a group of machines" { "/request/run-unattended/group": "pool" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    if cx.action() == Action::CreateMachine {
        let environment = cx.environment()?;
        let taken = cx.units_taken(environment)?;
        let enough = cx.capacity_covers(environment, Sum::exactly(0), &taken)?;
        return require(enough, || {
            let over = taken.least().saturating_sub(cx.units_owned(environment));
            overage(cx, environment, &taken, groups_hit(cx, environment, over))
        });
    }
    if cx.details().group.is_some() {
        let group =
            alongside(cx.asked_hosted_group(), || group_fits(cx, cx.asked_group()?)?.map_err(Stop::from))?;
        let fits = group_fits(cx, group)?;
        return require(fits, || {
            target(cx, group.pointer(), "committed bots of group", group.key().as_str())
        });
    }
    let machine = cx.asked_machine()?;
    require(machine_fits(cx, machine)?, || target(cx, machine.pointer(), "machine", machine.key().as_str()))
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
    Ok(any([not(cx.exists(machine)), all_fit, fits]))
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
    Ok(any([none, cx.capacity_covers(environment, Sum::exactly(0), &needed)?]))
}

/// Which groups lose guaranteed bots when so many units are lacking, as a sentence, and where they stand: the newest setting first.
fn groups_hit(cx: &Context<'_>, environment: At<'_, Environment>, lacking: u64) -> (String, Vec<Pointer>) {
    let mut groups: Vec<At<'_, MachineGroup>> = cx.committed_groups(environment).collect();
    let ordered = groups.len() == 1 || groups.iter().all(|group| group.committed_since().is_ok());
    if ordered {
        let since = |group: &At<'_, MachineGroup>| group.it.committed_since.value().copied();
        sort(&mut groups, |one, other| since(other).cmp(&since(one)));
        let mut left = lacking;
        groups.retain(|group| {
            let hit = left > 0;
            left = left.saturating_sub(group.committed_bots().copied().unwrap_or_default());
            hit
        });
    }
    let names = quoted(groups.iter().map(|group| group.key().as_str()), "none that is listed");
    let what = if ordered { "bots committed to" } else { "the newest of the bots committed to" };
    let places = groups.iter().map(|group| group.field("committed_bots")).collect();
    (format!("{what} {names} are no longer guaranteed"), places)
}

/// An action on something that is hit.
fn target(cx: &Context<'_>, at: Pointer, what: &str, name: &str) -> Evidence {
    let consequence = if cx.details().group.is_some() {
        "are no longer guaranteed"
    } else {
        "is hit, and may be turned off"
    };
    let hit = (format!("{what} `{name}` {consequence}"), vec![at]);
    let Ok(environment) = cx.environment() else {
        return Evidence::new(cx.asked("environment"), "overage", "enough capacity");
    };
    let taken = cx.units_taken(environment).unwrap_or(Sum::exactly(0));
    overage(cx, environment, &taken, hit)
}

fn overage(
    cx: &Context<'_>,
    environment: At<'_, Environment>,
    taken: &Sum,
    (hit, places): (String, Vec<Pointer>),
) -> Evidence {
    let (found, expected) = (counted(taken.least(), "unit"), counted(cx.units_owned(environment), "unit"));
    let evidence = Evidence::new(environment.field(cx.capacity(environment).1), found, expected)
        .with("environment", environment.key())
        .with("capacity", cx.capacity_name())
        .with("hit", hit);
    places.into_iter().fold(evidence, Evidence::related)
}
