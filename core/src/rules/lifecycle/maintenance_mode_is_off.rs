//! LCY017: what a flow is to run on is not in maintenance.

use crate::facts::NONE;
use crate::facts::known::{Known, any, not};
use crate::facts::value::Switch;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A run on a machine or a machine group in maintenance waits.
    ///
    /// # Why
    /// While maintenance mode is on, no run is started there that has not begun yet. Runs for a machine wait in its queue, runs for a group go to another
    /// machine of it or wait, and the time until they are given up runs on all the same. The mode of a group holds for every machine in it.
    ///
    /// # How to fix it
    /// Turn maintenance mode off once the work on the machine is done.
    code: LCY017,
    name: "maintenance-mode-is-off",
    level: Note,
    provenance: Stated,
    source: "manage-machines-2025-01-14" / "Maintenance mode for machines",
    judges: [RunAttended, RunUnattended],
    fixers: [MachineCreator, CoOwner],
    says: "maintenance mode of {target} is {found}: runs wait until it is {expected}",
    steps: [
        "open the details page of {target} in Power Automate, Settings, and turn maintenance mode off",
    ],
    examples: [
        broken "the machine's" {
            "/machines/bot-01/maintenance": "enabled",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "that of the machine's group" {
            "/machines/bot-02/group": "pool",
            "/groups/pool/maintenance": "enabled",
            "/request/run-unattended/machine": "bot-02"
        },
        broken "the group's" { "/groups/invoices/maintenance": "enabled", "/request/run-unattended/group": "invoices" },
        met "a machine in use" { "/request/run-unattended/machine": "bot-01" },
        met "a machine of a group in use" {
            "/machines/bot-02/group": "pool",
            "/request/run-attended/machine": "bot-02"
        },
        met "a group in use" { "/request/run-unattended/group": "invoices" },
        unknown "the machine's was not looked up" {
            "/machines/bot-01/maintenance": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the group's was not looked up" {
            "/groups/invoices/maintenance": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "that of the machine's group was not looked up" {
            "/machines/bot-02/group": "pool",
            "/groups/pool/maintenance": null,
            "/request/run-unattended/machine": "bot-02"
        },
        unknown "whether the machine belongs to a group is not known" {
            "/machines/bot-01/group": null,
            "/groups/pool": { "maintenance": "enabled", "members": { "items": ["bot-02"], "complete": false } },
            "/request/run-unattended/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let is_on = |maintenance: Known<&Switch>| maintenance.map(|switch| *switch == Switch::Enabled);
    if cx.details().machine.is_none() && cx.details().group.is_some() {
        let group = cx.group()?;
        return require(not(is_on(group.maintenance())), || {
            Evidence::new(group.field("maintenance"), Switch::Enabled, Switch::Disabled)
                .with("target", say::NAMED_GROUP.with("name", group.key()))
        });
    }
    let machine = cx.machine()?;
    let of_group = super::group_of(cx, machine).and_then(|group| match group {
        Some(group) => is_on(group.maintenance()),
        None => Ok(false),
    });
    require(not(any([is_on(machine.maintenance()), of_group])), || {
        let own = machine.it.maintenance.value() == Some(&Switch::Enabled);
        let group = machine.it.group.value().map_or(NONE, |name| name.as_str());
        let target = if own {
            say::NAMED_MACHINE.with("name", machine.key())
        } else {
            say::NAMED_GROUP.with("name", group)
        };
        let at = if own { machine.field("maintenance") } else { machine.field("group") };
        Evidence::new(at, Switch::Enabled, Switch::Disabled).with("target", target)
    })
}
