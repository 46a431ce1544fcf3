//! QUE027: something is left of the environment's capacity for hosted machine groups.

use crate::rules::context::{Context, Sum};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, Stop, require, rule};

rule! {
    /// An environment must have more hosted capacity than hosted machines for its hosted machine groups to run anything.
    ///
    /// # Why
    /// All hosted machine groups of an environment share one pool: what its hosted machines leave of the capacity. Bots that are committed to a group
    /// come out of the same pool. While it is empty, no bot can be made, and every run on a hosted machine group fails. A group whose creator is on
    /// a self-assisted trial has a few bots without capacity.
    ///
    /// # How to fix it
    /// Allocate more units to the environment, or delete hosted machines that nobody needs.
    code: QUE027,
    name: "pool-of-bots-is-not-empty",
    level: Error,
    provenance: Stated,
    source: "capacity-utilization-hosted-2025-04-23" / "Hosted Process capacity insights",
    holds: SINCE_CAPACITY,
    judges: [RunUnattended],
    fixers: [EnvironmentAdministrator, PowerPlatformAdministrator, Billing],
    says: "environment `{environment}` has {found} of hosted capacity, all taken by its hosted machines; to run anything, machine group `{group}` needs {expected}",
    steps: [
        "in the Power Platform admin center, allocate more Hosted Process to environment `{environment}`",
        "or delete hosted machines there that nobody needs",
    ],
    examples: [
        broken "as many hosted machines as units" {
            "/environments/prod/hosted_process": 2,
            "/request/run-unattended/group": "invoices"
        },
        broken "more hosted machines than units" {
            "/environments/prod/hosted_process": 1,
            "/request/run-unattended/group": "invoices"
        },
        met "one unit is left" { "/environments/prod/hosted_process": 3, "/request/run-unattended/group": "invoices" },
        met "a unit of a trial is left" {
            "/environments/prod": { "hosted_process": 2, "hosted_rpa_trial_addons": 1 },
            "/request/run-unattended/group": "invoices"
        },
        broken "a unit of a trial that has ended" {
            "/environments/prod": { "hosted_process": 2, "hosted_rpa_trial_addons": 1 },
            "/tenant/addon_trial": { "started": "2025-01-01", "extensions": 0 },
            "/request/run-unattended/group": "invoices"
        },
        met "the group's creator is on a self-assisted trial" {
            "/environments/prod/hosted_process": 2,
            "/people/maker-a/self_assisted_trial": "2025-09-01",
            "/request/run-unattended/group": "invoices"
        },
        unknown "the capacity was not looked up" {
            "/environments/prod/hosted_process": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "perhaps more hosted machines" {
            "/environments/prod/hosted_machines/at_least": 2,
            "/machines_complete": false,
            "/request/run-unattended/group": "invoices"
        },
        unknown "its kind was not looked up" {
            "/groups/invoices/kind": null,
            "/request/run-unattended/group": "invoices"
        },
        not_applicable "a group of machines" { "/request/run-unattended/group": "pool" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let one = Sum::exactly(1);
    let group = cx.hosted_group(|group| cx.finds_bots(group, &one)?.map_err(Stop::from))?;
    require(cx.finds_bots(group, &one)?, || {
        let (name, at, units) = match cx.environment() {
            Ok(environment) => {
                let (_, field) = cx.capacity(environment);
                (environment.key().as_str(), environment.field(field), cx.units_owned(environment))
            }
            Err(_) => ("", group.field("environment"), 0),
        };
        let units = say::SOME_UNITS.counting(units);
        Evidence::new(at, units, say::ONE_UNIT_MORE).with("environment", name).with("group", group.key())
    })
}
