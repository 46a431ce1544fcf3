//! LCY003: a machine that is not used, in an environment with hosted capacity, is not swept.

use crate::facts::known::{all, not};
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::instant::Instant;

rule! {
    /// In an environment with hosted capacity, a machine that is not used is not deleted for inactivity.
    ///
    /// # Why
    /// The clean-up of machines that were unused for 14 days concerns only environments without the hosted RPA add-on, later called Hosted Process. The
    /// machine still takes a unit of the environment's capacity.
    ///
    /// # How to fix it
    /// Nothing is wrong. Delete the machine if nobody needs it, to free its unit for another.
    code: LCY003,
    name: "idle-machine-keeps-its-add-on",
    level: Note,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Deletion of unused resources",
    judges: [OpenInBrowser, RunAttended, RunUnattended, ShareMachine, AddToGroup, Restart, Edit],
    fixers: [MachineCreator],
    says: "machine `{machine}` was not used since {found}; as environment `{environment}` has capacity ({capacity}), it is not deleted for inactivity",
    steps: [
        "delete `{machine}` if nobody needs it: that frees its unit of capacity",
    ],
    examples: [
        broken "unused for just 14 days" {
            "/as_of": "2024-02-24T08:00:00Z",
            "/request/run-unattended/machine": "bot-01"
        },
        met "a millisecond less" { "/as_of": "2024-02-24T07:59:59.999Z", "/request/run-unattended/machine": "bot-01" },
        met "no add-on, which is the matter of another rule" {
            "/as_of": "2024-03-01",
            "/environments/prod/hosted_rpa_addons": 0,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the last run is not known" {
            "/as_of": "2024-03-01",
            "/machines/bot-01/last_run": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the machine's environment is not known" {
            "/as_of": "2024-03-01",
            "/machines/bot-01/environment": null,
            "/request/run-unattended/machine": "bot-01"
        },
        met "deleted by hand" {
            "/as_of": "2024-03-01",
            "/machines/bot-01/status": "deleted",
            "/request/run-unattended/machine": "bot-01"
        },
        broken @March2025 "unused for just 14 days" {
            "/as_of": "2025-04-26T08:00:00Z",
            "/request/run-unattended/machine": "bot-01"
        },
        met @March2025 "a millisecond less" {
            "/as_of": "2025-04-26T07:59:59.999Z",
            "/request/run-unattended/machine": "bot-01"
        },
        not_applicable "a run on a machine group" {
            "/as_of": "2024-03-01",
            "/request/run-unattended/group": "invoices"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let days = cx.number(Key::InactivityDays)?;
    let machine = cx.asked_machine()?;
    let environment = cx.environment();
    let spared = environment.clone().and_then(|environment| cx.has_add_on(environment));
    let idle = not(cx.in_use(machine, days));
    require(not(all([cx.exists(machine), spared, idle])), || {
        let since = cx.last_sign(machine).map(Instant::day);
        let name = environment.map_or("", |environment| environment.key());
        Evidence::new(machine.field("last_run"), since, say::USED_WITHIN_DAYS.with("days", days))
            .with("machine", machine.key())
            .with("environment", name)
            .with("capacity", cx.capacity_name())
            .related(machine.field("last_desktop_use"))
    })
}
