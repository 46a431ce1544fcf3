//! LCY018: the maintenance mode of a machine is not set while that of its group is on.

use crate::facts::known::not;
use crate::facts::value::Switch;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// While a machine group is in maintenance, the maintenance mode of a single machine in it cannot be changed.
    ///
    /// # Why
    /// The mode of a group holds for all of its machines. The switch of a single machine does nothing until the group's is off.
    ///
    /// # How to fix it
    /// Turn maintenance mode off for the group first, or set it there for all machines.
    code: LCY018,
    name: "maintenance-is-set-where-it-counts",
    level: Error,
    provenance: Stated,
    source: "manage-machines-2025-01-14" / "Maintenance mode for machines",
    judges: [SetMaintenance],
    fixers: [MachineCreator, CoOwner],
    says: "maintenance mode of machine `{machine}` cannot be set: that of its group `{group}` is {found} and should be {expected}",
    steps: [
        "open the details page of group `{group}` in Power Automate, Settings, and turn maintenance mode off",
    ],
    examples: [
        broken "the group is in maintenance" {
            "/machines/bot-02/group": "pool",
            "/groups/pool/maintenance": "enabled",
            "/request/set-maintenance": { "machine": "bot-02", "to": "disabled" }
        },
        met "the group is not" {
            "/machines/bot-02/group": "pool",
            "/request/set-maintenance": { "machine": "bot-02", "to": "enabled" }
        },
        met "a machine without a group" { "/request/set-maintenance": { "machine": "bot-01", "to": "enabled" } },
        unknown "the group's was not looked up" {
            "/machines/bot-02/group": "pool",
            "/groups/pool/maintenance": null,
            "/request/set-maintenance": { "machine": "bot-02", "to": "enabled" }
        },
        unknown "whether it belongs to a group is not known" {
            "/machines/bot-02/group": null,
            "/groups/pool/maintenance": "enabled",
            "/request/set-maintenance": { "machine": "bot-02", "to": "enabled" }
        },
        not_applicable "the group's own" {
            "/groups/pool/maintenance": "enabled",
            "/request/set-maintenance": { "group": "pool", "to": "disabled" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let Some(group) = super::group_of(cx, machine)? else { return Ok(()) };
    let on = group.maintenance().map(|switch| *switch == Switch::Enabled);
    require(not(on), || {
        Evidence::new(group.field("maintenance"), Switch::Enabled, Switch::Disabled)
            .with("machine", machine.key())
            .with("group", group.key())
            .related(machine.field("group"))
    })
}
