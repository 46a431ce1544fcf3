//! LIC001: the environment has a unit of capacity for every hosted machine in it.

use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::{Level, Word};

rule! {
    /// An environment needs as many units of hosted capacity as it has hosted machines, the new one included, and bots committed to its groups.
    ///
    /// # Why
    /// The unit, a hosted RPA add-on and later Hosted Process, licenses the machine, one for one, and belongs to the environment: what is bought
    /// but not assigned to this environment does not count, nor does what another environment has. Units of a trial that are assigned to
    /// the environment count as long as the trial runs. A maker's self-assisted trial stood in for one machine; since 2025 it is suspended, and does not.
    /// Machines of somebody on such a trial, and machines that were provisioned with an error, have taken no unit since 2025. Bots that are committed
    /// to hosted machine groups draw from the same stock. Where the environment is paid for by what is used, it is a warning: runs need no unit there,
    /// and whether a machine can be created without one is not said.
    ///
    /// # How to fix it
    /// Assign more units to the environment in the Power Platform admin center, or delete a machine that is no longer used.
    code: LIC001,
    name: "environment-has-an-add-on-per-machine",
    level: Error,
    at_worst: at_worst,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Licensing requirements",
    judges: [CreateMachine],
    fixers: [PowerPlatformAdministrator, Billing],
    covered_by: [LIC028],
    says: "environment `{environment}` has {found} of {capacity}, but needs {expected}{bots}{trial}",
    steps: [
        "in the Power Platform admin center, allocate {capacity} to environment `{environment}` until it has {expected}",
        "or delete a hosted machine in `{environment}` that is no longer used",
    ],
    examples: [
        broken @March2025 "two units of Hosted Process, two machines, and one more asked for" {
            "/environments/prod/hosted_process": 2
        },
        met @March2025 "three units of Hosted Process for the third machine" {},
        met @March2025 "add-ons that were converted count one for one" {
            "/environments/prod": { "hosted_process": null, "hosted_rpa_addons": 3 }
        },
        broken @March2025 "a self-assisted trial no longer stands in for it" {
            "/environments/prod/hosted_process": 0,
            "/people/maker-a/self_assisted_trial": "2025-04-01"
        },
        unknown @March2025 "nobody knows the capacity" { "/environments/prod/hosted_process": null },
        broken "three add-ons, two machines, a committed bot, and a machine asked for" {
            "/groups/invoices/committed_bots": 1
        },
        broken @March2025 "three units, two machines, a committed bot, and a machine asked for" {
            "/groups/invoices/committed_bots": 1
        },
        unknown "nobody knows what is committed" { "/groups/invoices/committed_bots": null },
        broken @March2025 "an environment that is paid for by what is used" {
            "/environments/prod": { "hosted_process": 2, "billing": "pay-as-you-go" }
        },
        broken "two add-ons, two machines, and one more asked for" { "/environments/prod/hosted_rpa_addons": 2 },
        broken "none at all" { "/environments/prod/hosted_rpa_addons": 0 },
        met "three add-ons for the third machine" {},
        met "trial add-ons count too" {
            "/environments/prod": { "hosted_rpa_addons": 2, "hosted_rpa_trial_addons": 1 }
        },
        met "a self-assisted trial stands in for the add-on" {
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-01-20"
        },
        unknown "the add-ons were not counted" { "/environments/prod/hosted_rpa_addons": null },
        met "counted from the list of machines" { "/environments/prod/hosted_machines": null },
        met "enough were bought, whatever a trial adds" { "/environments/prod/hosted_rpa_trial_addons": null },
        unknown "nobody knows what a trial adds" {
            "/environments/prod": { "hosted_rpa_addons": 2, "hosted_rpa_trial_addons": null }
        },
        not_judged "the self-assisted trial that stood in for them has ended" {
            "/as_of": "2024-06-01",
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-02-01"
        },
        met @March2025 "a machine that was provisioned with an error takes no unit" {
            "/environments/prod": { "hosted_machines": null, "hosted_process": 2 },
            "/machines/bot-02/status": "provisioned-with-error"
        },
        broken @March2025 "a machine that is merely disconnected does" {
            "/environments/prod": { "hosted_machines": null, "hosted_process": 2 },
            "/machines/bot-02/connectivity": "disconnected"
        },
        met @March2025 "the machine of somebody on a trial takes none" {
            "/environments/prod": { "hosted_machines": null, "hosted_process": 2 },
            "/machines/bot-02": { "creator": "maker-b", "requested": "2025-03-02" },
            "/people/maker-b/self_assisted_trial": "2025-03-01"
        },
        broken @March2025 "unless it was asked for before the trial began" {
            "/environments/prod": { "hosted_machines": null, "hosted_process": 2 },
            "/machines/bot-02": { "creator": "maker-b", "requested": "2025-02-01" },
            "/people/maker-b/self_assisted_trial": "2025-03-01"
        },
        unknown @March2025 "nobody knows whether the maker of a machine is on a trial" {
            "/environments/prod": { "hosted_machines": null, "hosted_process": 2 },
            "/machines/bot-02/creator": "maker-b",
            "/people/maker-b/self_assisted_trial": null
        },
        unknown @March2025 "nobody knows what became of a machine" {
            "/environments/prod": { "hosted_machines": null, "hosted_process": 2 },
            "/machines/bot-02/status": null
        },
        unknown "a partial list of machines" {
            "/environments/prod/hosted_machines": null,
            "/machines_complete": false
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    if cx.on_self_assisted_trial() == Ok(true) {
        return Ok(());
    }
    let add_ons = cx.add_ons(cx.environment())?;
    let environment = cx.environment();
    require(cx.capacity_suffices(&add_ons), || {
        let (owned, needed) = (add_ons.owned(), add_ons.needed());
        let (at, name) = match environment {
            Ok(environment) => (environment.field(cx.capacity(environment).1), environment.key().as_str()),
            Err(_) => (cx.asked("environment"), ""),
        };
        Evidence::new(at, say::UNITS.counting(owned), say::UNITS.counting(needed))
            .with("environment", name)
            .with("capacity", cx.capacity_name())
            .with("trial", suspended(cx))
            .with("bots", committed(cx))
            .level(at_worst(cx))
    })
}

/// A warning where runs are paid for one by one.
fn at_worst(cx: &Context<'_>) -> Level {
    if cx.pays_per_run() == Ok(true) { Level::Warning } else { Level::Error }
}

/// How many of the units committed bots take, where they take any.
fn committed(cx: &Context<'_>) -> Option<Word> {
    let bots = cx.environment().map_or(0, |environment| cx.committed_bots(environment, |_| Ok(true)).least());
    (bots != 0).then(|| say::OF_THEM_COMMITTED.with("bots", bots))
}

/// That the self-assisted trial the licensee is on does not help, where that is so.
fn suspended(cx: &Context<'_>) -> Option<Word> {
    match cx.licensee() {
        Ok(person) if cx.self_assisted_trial_runs(person) == Ok(true) => {
            Some(say::TRIAL_IS_SUSPENDED.with("person", person.key()))
        }
        _ => None,
    }
}
