//! QUE006: whoever changes the priority of a run owns it, or the machine.

use crate::facts::At;
use crate::facts::entities::Flow;
use crate::facts::known::any;
use crate::facts::value::ShareLevel;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Whoever changes the priority of a queued run must own the run or be a co-owner of the machine or the machine group.
    ///
    /// # Why
    /// A higher priority makes the runs of others wait. So it is left to those whose run it is, and to those who answer for the machine. That a
    /// System Administrator of the environment may do it as well is our reading. The change is for this one run; later runs have the flow's priority.
    ///
    /// # How to fix it
    /// Ask the owner of the run or a co-owner of the machine, or have yourself made a co-owner under Manage access.
    code: QUE006,
    name: "priority-is-changed-by-an-owner",
    level: Error,
    provenance: Stated,
    source: "monitor-queues-2024-10-07" / "Change priority",
    judges: [ChangePriority],
    fixers: [MachineCreator, CoOwner, EnvironmentAdministrator],
    says: "`{actor}` cannot change the priority of the run on {of} `{name}`: it is {found}, but should be {expected}",
    steps: [
        "ask the owner of the run, or a co-owner of `{name}`, to change its priority",
        "or have them give `{actor}` the permission Co-owner under Manage access",
    ],
    examples: [
        broken "a user of the machine" {
            "/request": { "actor": "maker-b", "change-priority": { "machine": "bot-01", "flow": "invoice" } }
        },
        broken "somebody the machine group is not shared with" {
            "/request": { "actor": "maker-b", "change-priority": { "group": "invoices", "flow": "invoice" } }
        },
        met "the owner of the run" {
            "/machines/bot-01/creator": "admin",
            "/request/change-priority": { "machine": "bot-01", "flow": "invoice" }
        },
        met "a co-owner of the machine" {
            "/machines/bot-01/shared_with": [{ "person": "maker-b", "level": "co-owner" }],
            "/request/actor": "maker-b",
            "/request/change-priority/machine": "bot-01"
        },
        met "a co-owner of the machine group" {
            "/groups/invoices/shared_with": [{ "person": "maker-b", "level": "co-owner" }],
            "/request": { "actor": "maker-b", "change-priority": { "group": "invoices", "flow": "invoice" } }
        },
        met "a System Administrator" {
            "/request": { "actor": "admin", "change-priority": { "group": "invoices", "flow": "invoice" } }
        },
        unknown "the owner of the run was not looked up" {
            "/flows/invoice/owner": null,
            "/request": { "actor": "maker-b", "change-priority": { "machine": "bot-01", "flow": "invoice" } }
        },
        unknown "the shares were not listed" {
            "/machines/bot-01/shared_with": null,
            "/request": { "actor": "maker-b", "change-priority": { "machine": "bot-01", "flow": "invoice" } }
        },
        unknown "the shares of the machine group were not listed" {
            "/groups/invoices/shared_with": null,
            "/request": { "actor": "maker-b", "change-priority": { "group": "invoices", "flow": "invoice" } }
        },
        unknown "nobody says whose run it is" {
            "/request/actor": "maker-b",
            "/request/change-priority/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let own = cx.is_actor(cx.flow_asked().and_then(At::<Flow>::owner));
    let on_group = cx.is_on_group();
    let theirs = if on_group {
        cx.group().and_then(|group| cx.has_group(group, |share| share.level == ShareLevel::CoOwner))
    } else {
        cx.machine().and_then(|machine| cx.has_machine(machine, |share| share.level == ShareLevel::CoOwner))
    };
    require(any([own, theirs]), || {
        let (of, details) = (if on_group { say::MACHINE_GROUP } else { say::MACHINE }, cx.details());
        let named = if on_group { &details.group } else { &details.machine };
        let at = cx.asked(if on_group { "group" } else { "machine" });
        Evidence::new(at, say::NEITHER_THEIRS, say::OWN_RUN_OR_CO_OWNED)
            .with("actor", cx.actor_told())
            .with("of", of)
            .with("name", named.as_deref().unwrap_or_default())
    })
}
