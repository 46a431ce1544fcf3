//! LIC020: a tenant has no more machines made on a self-assisted trial than that is good for.

use crate::facts::At;
use crate::facts::entities::{Machine, Started};
use crate::facts::known::{Known, Missing, all, any, not};
use crate::rulebook::Key;
use crate::rules::context::{Context, Inventory, Sum, after_days};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, Stop, require, rule};
use crate::vocabulary::Level;
use greenlight_json::{InlineStr, Pointer, sort};

rule! {
    /// The self-assisted trial is good for one hosted machine in the tenant.
    ///
    /// # Why
    /// Everybody who is on such a trial shares the capacity of a single machine in the whole tenant, in whichever environment it stands.
    /// Machines that add-ons license do not use it up, nor do those that were there before the trial began. Where the tenant has machines of which
    /// that cannot be told, it is a warning, and ours.
    ///
    /// # How to fix it
    /// Assign hosted RPA add-ons to the environment, or delete the machine that the trial was used for.
    code: LIC020,
    name: "self-assisted-trial-has-room",
    level: Error,
    at_worst: at_worst,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Trial licenses for evaluation",
    holds: GENERAL,
    judges: [CreateMachine],
    fixers: [Maker, PowerPlatformAdministrator, Billing],
    says: "the self-assisted trial of `{actor}` is good for {expected} in the tenant, and {so} {found}",
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
        broken "a second one, and nobody can tell what licenses the first" {
            "/tenant/hosted_machines": 1,
            "/machines": null,
            "/environments/prod": { "hosted_rpa_addons": 0, "hosted_machines": 0 },
            "/people/maker-a/self_assisted_trial": "2024-02-01"
        },
        broken "a second one, and the first was made on the trial" {
            "/tenant/hosted_machines": null,
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-01-20"
        },
        broken "two at once" {
            "/tenant/hosted_machines": 0,
            "/machines": null,
            "/environments/prod": { "hosted_rpa_addons": 0, "hosted_machines": 0 },
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/request/create-machine/count": 2
        },
        met "the others were there before the trial began" {
            "/tenant/hosted_machines": null,
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-02-01"
        },
        met "add-ons license the others" {
            "/tenant/hosted_machines": 2,
            "/environments/trial/hosted_rpa_trial_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-01-20",
            "/request/create-machine/environment": "trial"
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
        unknown "the tenant's machines were not counted" {
            "/tenant/hosted_machines": null,
            "/machines": null,
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-02-01"
        },
        unknown "when the others were asked for is not known" {
            "/tenant/hosted_machines": 2,
            "/environments/prod/hosted_rpa_addons": 0,
            "/machines/bot-02": {
                "requested": null,
                "restarted": "none",
                "last_run": "none",
                "last_desktop_use": "none"
            },
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
    if elsewhere == Ok(true) {
        return Ok(());
    }
    let listed = listed(cx)?;
    let made = made_on_trial(cx, &listed);
    let all_of_them = perhaps_made_on_trial(cx, &listed).plus(others(cx));
    let room = match Sum::exactly(most).covers(&made) {
        Ok(true) => Sum::exactly(most).covers(&all_of_them),
        room => room,
    };
    if room == Ok(true) {
        return Ok(());
    }
    let licensed = cx.licensed_by(&cx.add_ons(cx.environment())?)?;
    require(any([elsewhere, licensed, room]), || {
        let level = at_worst(cx);
        let (machines, so) = match level {
            Level::Error => (made.least(), say::THIS_WOULD_MAKE),
            _ => (all_of_them.least(), say::PERHAPS_THIS_WOULD_MAKE),
        };
        Evidence::new(
            cx.case.tenant().field("hosted_machines"),
            say::MACHINES.counting(machines),
            say::MACHINES.counting(most),
        )
        .related(
            Pointer::ROOT
                .key("people")
                .key(cx.actor_name().map_or("", InlineStr::as_str))
                .key("self_assisted_trial"),
        )
        .with("actor", cx.actor_told())
        .with("so", so)
        .level(level)
    })
}

/// A warning where only machines of which nothing is known could use the trial up.
fn at_worst(cx: &Context<'_>) -> Level {
    let few = cx
        .number(Key::TrialSelfMachines)
        .and_then(|most| Ok(Sum::exactly(most).covers(&made_on_trial(cx, &listed(cx)?))?));
    if few == Ok(true) { Level::Warning } else { Level::Error }
}

/// A listed machine, and whether it was made while its creator's self-assisted trial ran, where add-ons do not suffice.
type Listed<'a> = (At<'a, Machine>, Known<bool>);

/// The listed machines. What an environment's capacity says of its machines is looked for once.
fn listed<'a>(cx: &Context<'a>) -> Result<Vec<Listed<'a>>, Stop> {
    let days = cx.number(Key::TrialSelfDays)?;
    let each = cx.number(Key::LicenceUnitsPerMachine)?;
    let mut listed: Vec<Listed<'a>> =
        cx.listed_machines().map(|machine| (machine, ran_then(cx, machine, days))).collect();
    let concerned = listed.iter().filter(|(_, made)| *made != Ok(false));
    let mut names: Vec<&str> =
        concerned.filter_map(|(machine, _)| machine.environment().ok()).map(InlineStr::as_str).collect();
    if names.is_empty() {
        return Ok(listed);
    }
    sort(&mut names, Ord::cmp);
    names.dedup();
    let inventory = Inventory::of(cx.case);
    let mut licensed: Vec<Known<bool>> =
        names.iter().map(|name| is_covered(&cx.with_inventory(&inventory), name, each)).collect();
    for (machine, made) in &mut listed {
        if *made == Ok(false) {
            continue;
        }
        let place = machine.environment().map(|name| names.binary_search(&name.as_str()).unwrap_or_default());
        let licensed = place.and_then(|place| match licensed.get_mut(place) {
            // What is missing for it is told with one of the machines: the others name the first of it.
            Some(licensed) if cx.exists(*machine) != Ok(false) => {
                let first = licensed.clone().map_err(Missing::first);
                std::mem::replace(licensed, first)
            }
            Some(licensed) => licensed.clone(),
            None => Ok(false),
        });
        *made = all([std::mem::replace(made, Ok(false)), not(licensed)]);
    }
    Ok(listed)
}

/// Whether the self-assisted trial of its creator ran when a machine was asked for.
fn ran_then(cx: &Context<'_>, machine: At<'_, Machine>, days: u64) -> Known<bool> {
    let began = machine.creator().and_then(|name| cx.person(name)).and_then(At::self_assisted_trial);
    match began? {
        Started::Never => Ok(false),
        Started::On(start) => {
            machine.requested().map(|requested| *requested >= *start && *requested < after_days(*start, days))
        }
    }
}

/// Whether the capacity that was bought for an environment suffices for all of its machines.
fn is_covered(cx: &Context<'_>, environment: &str, each: u64) -> Known<bool> {
    let environment = cx.environment_named(environment)?;
    let (units, field) = cx.capacity(environment);
    let bought = Sum::exactly(0).with(units, || environment.field(field));
    bought.covers(&cx.machines_in(environment).times(each))
}

/// The machines that are asked for, and those listed that were made on a self-assisted trial.
fn made_on_trial(cx: &Context<'_>, listed: &[Listed<'_>]) -> Sum {
    counted_by(cx, listed, |machine, made| all([cx.exists(machine), made]))
}

/// Those, and the listed machines that no longer stand, for one that is not listed stands in the place of each:
/// [`others`] takes away all that could stand.
fn perhaps_made_on_trial(cx: &Context<'_>, listed: &[Listed<'_>]) -> Sum {
    counted_by(cx, listed, |machine, made| match cx.exists(machine) {
        Ok(false) => Ok(false),
        exists => any([not(exists), made]),
    })
}

/// The machines that are asked for, and those listed that count.
fn counted_by(
    cx: &Context<'_>,
    listed: &[Listed<'_>],
    counts: impl Fn(At<'_, Machine>, Known<bool>) -> Known<bool>,
) -> Sum {
    let asked = Sum::exactly(cx.machines_asked());
    listed.iter().fold(asked, |sum, (machine, made)| sum.when(counts(*machine, made.clone()), 1))
}

/// The tenant's machines that are not listed.
fn others(cx: &Context<'_>) -> Sum {
    let at = || cx.case.tenant().field("hosted_machines");
    let listed = cx.listed_machines().filter(|machine| cx.exists(*machine) != Ok(false)).count();
    let listed = u64::try_from(listed).unwrap_or(u64::MAX);
    Sum::exactly(0).with(cx.machines_in_tenant(), at).less(listed)
}
