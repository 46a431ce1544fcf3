//! LIC027: runs of hosted machine groups that are due together find a bot each.

use crate::facts::At;
use crate::facts::entities::MachineGroup;
use crate::facts::known::Known;
use crate::rules::context::{Context, Sum};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, Stop, alongside, require, rule};

rule! {
    /// As many runs of hosted machine groups start together as units of capacity are left beside the hosted machines.
    ///
    /// # Why
    /// Each bot takes a unit while it runs, from what the hosted machines of the environment leave. Runs beyond that wait in the queue until a bot is
    /// free. Capacity is sized by the peak, not by the average. A creator on a self-assisted trial has a few bots without capacity.
    ///
    /// # How to fix it
    /// Spread the runs over time, or allocate as much capacity to the environment as the peak needs.
    code: LIC027,
    name: "group-runs-find-a-bot-each",
    level: Warning,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Licensing requirements",
    judges: [RunUnattended],
    fixers: [Maker, PowerPlatformAdministrator, Billing],
    covered_by: [QUE027],
    says: "{found} of group `{group}` are due together, and environment `{environment}` has {expected} left for bots: the rest waits in the queue",
    steps: [
        "spread the runs of `{group}` over time",
        "or allocate more capacity ({capacity}) to environment `{environment}`, as much as the peak needs",
    ],
    examples: [
        met "one run, and one unit left" { "/request/run-unattended/group": "invoices" },
        broken "two runs, and one unit left" {
            "/groups/invoices/queue/parallel_runs": 2,
            "/request/run-unattended/group": "invoices"
        },
        broken @March2025 "two runs, and one unit of Hosted Process left" {
            "/groups/invoices/queue/parallel_runs": 2,
            "/request/run-unattended/group": "invoices"
        },
        met @March2025 "two runs, and two units of Hosted Process left" {
            "/environments/prod/hosted_process": 4,
            "/groups/invoices/queue/parallel_runs": 2,
            "/request/run-unattended/group": "invoices"
        },
        met "two runs on a trial" {
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/groups/invoices/queue/parallel_runs": 2,
            "/request/run-unattended/group": "invoices"
        },
        broken "three runs on a trial" {
            "/environments/prod/hosted_rpa_addons": 0,
            "/people/maker-a/self_assisted_trial": "2024-02-01",
            "/groups/invoices/queue/parallel_runs": 3,
            "/request/run-unattended/group": "invoices"
        },
        not_judged @October2025 "nothing is left for bots, which `QUE027` says already" {
            "/environments/prod/hosted_process": 2,
            "/request/run-unattended/group": "invoices"
        },
        unknown "nobody knows how many are due" {
            "/groups/invoices/queue/parallel_runs": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "nobody knows the capacity" {
            "/environments/prod/hosted_rpa_addons": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "nobody knows whether the group is a hosted one" {
            "/groups/invoices/kind": null,
            "/request/run-unattended/group": "invoices"
        },
        not_applicable "a group of machines" {
            "/groups/pool/queue/parallel_runs": 9,
            "/request/run-unattended/group": "pool"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let fits = || Ok::<_, Stop>(fits(cx, cx.asked_group()?)??);
    let group = alongside(cx.asked_hosted_group(), fits)?;
    require(self::fits(cx, group)?, || {
        let queue = group.queue();
        let runs = queue.parallel_runs().map_or(0, |runs| runs.number);
        let (name, left) = match cx.environment() {
            Ok(environment) => {
                let machines = cx.units_of_machines(environment).map_or(0, |units| units.least());
                (environment.key().as_str(), cx.units_owned(environment).saturating_sub(machines))
            }
            Err(_) => ("", 0),
        };
        Evidence::new(queue.field("parallel_runs"), say::SOME_RUNS.counting(runs), say::UNITS.counting(left))
            .with("group", group.key())
            .with("environment", name)
            .with("capacity", cx.capacity_name())
    })
}

fn fits(cx: &Context<'_>, group: At<'_, MachineGroup>) -> Result<Known<bool>, Stop> {
    let queue = group.queue();
    cx.finds_bots(group, &Sum::exactly(0).with(queue.parallel_runs(), || queue.field("parallel_runs")))
}
