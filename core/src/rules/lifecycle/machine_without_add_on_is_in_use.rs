//! LCY001: a machine that nothing spares from being deleted for inactivity is in use.

use crate::facts::known::{any, not};
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::Level;
use crate::vocabulary::instant::Instant;

rule! {
    /// In an environment without hosted capacity, a machine must not be left unused for 14 days.
    ///
    /// # Why
    /// Microsoft cleans up there: a machine may be deleted that had neither a flow run nor any use of Power Automate for desktop for 14 days.
    /// Both are needed to call it inactive, so the last run alone does not tell; that the machine is connected is no use of it. Whether, and when, a given machine is deleted is not said;
    /// the page of 2025-03-10 no longer says that it may be, but that it is. What is deleted stays in the list and cannot be used.
    /// Capacity means the hosted RPA add-on, later called Hosted Process; trial add-ons count as well, which is our reading. In the preview
    /// no capacity spared a machine.
    ///
    /// # How to fix it
    /// Run a flow on the machine or use Power Automate for desktop on it, or assign capacity to the environment. If it is gone: delete it, create a
    /// new one and rebind the connections of your cloud flows.
    code: LCY001,
    name: "machine-without-add-on-is-in-use",
    level: Warning,
    at_worst: at_worst,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Deletion of unused resources"
        + "hosted-machines-2022-12-12" / "Delete of unused resources",
    holds: ALWAYS,
    judges: [OpenInBrowser, RunAttended, RunUnattended, ShareMachine, AddToGroup, Restart, Edit],
    fixers: [MachineCreator, PowerPlatformAdministrator],
    says: "machine `{machine}` was not used since {found}, and {exposed}: it {fate} for inactivity",
    steps: [
        "run a flow on `{machine}`, or use Power Automate for desktop on it, every now and then: it should be {expected}",
        "{remedy}",
    ],
    examples: [
        broken "unused for just 14 days" {
            "/as_of": "2024-02-24T08:00:00Z",
            "/environments/prod/hosted_rpa_addons": 0,
            "/request/run-unattended/machine": "bot-01"
        },
        broken "a millisecond longer" {
            "/as_of": "2024-02-24T08:00:00.001Z",
            "/environments/prod/hosted_rpa_addons": 0,
            "/request/run-unattended/machine": "bot-01"
        },
        met "a millisecond less" {
            "/as_of": "2024-02-24T07:59:59.999Z",
            "/environments/prod/hosted_rpa_addons": 0,
            "/request/run-unattended/machine": "bot-01"
        },
        met "no run, but Power Automate for desktop was used" {
            "/as_of": "2024-03-01",
            "/environments/prod/hosted_rpa_addons": 0,
            "/machines/bot-01/last_desktop_use": "2024-02-28",
            "/request/run-unattended/machine": "bot-01"
        },
        met "the environment has an add-on" { "/as_of": "2024-03-01", "/request/run-unattended/machine": "bot-01" },
        met "the environment has a trial add-on" {
            "/as_of": "2024-03-01",
            "/environments/prod": { "hosted_rpa_addons": 0, "hosted_rpa_trial_addons": 1 },
            "/request/run-unattended/machine": "bot-01"
        },
        broken "never used at all" {
            "/as_of": "2024-03-01",
            "/environments/prod/hosted_rpa_addons": 0,
            "/machines/bot-01": { "last_run": "none", "last_desktop_use": "none" },
            "/request/run-unattended/machine": "bot-01"
        },
        met "never used, and asked for less than 14 days ago" {
            "/environments/prod/hosted_rpa_addons": 0,
            "/machines/bot-01": { "last_run": "none", "last_desktop_use": "none" },
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "no run, and nobody knows of other use" {
            "/as_of": "2024-03-01",
            "/environments/prod/hosted_rpa_addons": 0,
            "/machines/bot-01/last_desktop_use": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "its status was not looked up" {
            "/as_of": "2024-03-01",
            "/environments/prod/hosted_rpa_addons": 0,
            "/machines/bot-01/status": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the add-ons were not counted" {
            "/as_of": "2024-03-01",
            "/environments/prod/hosted_rpa_addons": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "never used, and nobody knows since when" {
            "/as_of": "2024-03-01",
            "/environments/prod/hosted_rpa_addons": 0,
            "/machines/bot-01": {
                "last_run": "none",
                "last_desktop_use": "none",
                "restarted": "none",
                "requested": null
            },
            "/request/run-unattended/machine": "bot-01"
        },
        met "swept already, which is the matter of another rule" {
            "/as_of": "2024-03-01",
            "/environments/prod/hosted_rpa_addons": 0,
            "/machines/bot-01/status": "removed",
            "/request/run-unattended/machine": "bot-01"
        },
        broken @March2025 "unused for just 14 days, which is an error" {
            "/as_of": "2025-04-26T08:00:00Z",
            "/environments/prod/hosted_process": 0,
            "/request/run-unattended/machine": "bot-01"
        },
        met @March2025 "a millisecond less" {
            "/as_of": "2025-04-26T07:59:59.999Z",
            "/environments/prod/hosted_process": 0,
            "/request/run-unattended/machine": "bot-01"
        },
        broken @Preview "unused for just 14 days, whatever the capacity" {
            "/as_of": "2023-03-26T08:00:00Z",
            "/request/run-unattended/machine": "bot-01"
        },
        met @Preview "a millisecond less" {
            "/as_of": "2023-03-26T07:59:59.999Z",
            "/request/run-unattended/machine": "bot-01"
        },
        broken @Preview "nobody counted the add-ons, which spare nothing" {
            "/as_of": "2023-03-26T08:00:00Z",
            "/environments/prod/hosted_rpa_addons": null,
            "/request/run-unattended/machine": "bot-01"
        },
        not_applicable "a run on a machine group" {
            "/as_of": "2024-03-01",
            "/environments/prod/hosted_rpa_addons": 0,
            "/request/run-unattended/group": "invoices"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let days = cx.number(Key::InactivityDays)?;
    let certain = at_worst(cx) == Level::Error;
    let capacity_spares = cx.flag(Key::InactivitySparedByCapacity)?;
    let machine = cx.asked_machine()?;
    let environment = cx.environment();
    let spared = if capacity_spares {
        environment.clone().and_then(|environment| cx.has_add_on(environment))
    } else {
        Ok(false)
    };
    require(any([not(cx.exists(machine)), spared, cx.in_use(machine, days)]), || {
        let since = cx.last_sign(machine).map(Instant::day);
        let name = environment.map_or("", |environment| environment.key());
        let capacity = cx.capacity_name();
        let (exposed, remedy) = if capacity_spares {
            (
                say::ENVIRONMENT_HAS_NO_CAPACITY.with("environment", name).with("capacity", capacity),
                say::OR_ASSIGN_CAPACITY.with("capacity", capacity).with("environment", name),
            )
        } else {
            (say::NO_CAPACITY_SPARES_IT.into(), say::OR_DELETE_IT.into())
        };
        let evidence =
            Evidence::new(machine.field("last_run"), since, say::USED_WITHIN_DAYS.with("days", days))
                .with("machine", machine.key())
                .with("exposed", exposed)
                .with("remedy", remedy)
                .with("fate", if certain { say::IS_DELETED } else { say::MAY_BE_DELETED })
                .related(machine.field("last_desktop_use"));
        if certain { evidence.level(Level::Error) } else { evidence }
    })
}

/// An error where the rulebook says that such a machine is deleted, and not only that it may be.
fn at_worst(cx: &Context<'_>) -> Level {
    if cx.flag(Key::InactivityCertain) == Ok(true) { Level::Error } else { Level::Warning }
}
