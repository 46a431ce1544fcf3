//! ROL014: whoever changes a machine or a machine group has the privileges that it takes.

use crate::facts::request::Action;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Judgement, Stop, rule};

rule! {
    /// Whoever edits, groups, shares, restarts or deletes a machine of their own, edits a machine group of their own, or sets the maintenance mode of
    /// either, needs a security role that allows it.
    ///
    /// # Why
    /// Having created a machine is one half; the other is the security role in the environment. Environment Maker and Desktop
    /// Flows Machine Owner allow everything. Desktop Flows Machine User lets somebody run flows and nothing else, and Desktop Flows Machine
    /// User Can Share lets them share as well. A role of the organisation's own is judged by the privileges given for it. Whoever has the machine or
    /// the group shared with them as Co-owner needs no such role: the share brings what it allows. That a restart takes the same role as an edit is
    /// our reading.
    ///
    /// # How to fix it
    /// Assign Desktop Flows Machine Owner, or have a co-owner do it, or somebody who has that role.
    code: ROL014,
    name: "changer-has-privileges",
    level: Error,
    provenance: Stated,
    source: "manage-machines-2025-01-14" / "Update permissions based on security role",
    judges: [Edit, Delete, AddToGroup, ShareMachine, UnshareMachine, Restart, EditGroup, SetMaintenance],
    fixers: [EnvironmentAdministrator],
    covered_by: [ROL011, ROL020],
    says: "`{actor}` lacks {found} in environment `{environment}`, which this needs",
    steps: [
        "in the Power Platform admin center, assign `{actor}` the role Desktop Flows Machine Owner in environment `{environment}`",
        "or have somebody with that role do it, or somebody with whom it is shared as Co-owner",
    ],
    examples: [
        broken "a Machine User deletes their own machine" {
            "/people/maker-a/roles/prod": ["Desktop Flows Machine User"],
            "/request/delete/machine": "bot-01"
        },
        broken "a Machine User Can Share edits theirs" {
            "/people/maker-a/roles/prod": ["Desktop Flows Machine User Can Share"],
            "/request/edit/machine": "bot-01"
        },
        broken "a Machine User shares theirs" {
            "/people/maker-a/roles/prod": ["Desktop Flows Machine User"],
            "/request/share-machine": { "machine": "bot-02", "with": "maker-b", "level": "user" }
        },
        broken "a Machine User edits a group" {
            "/people/maker-a/roles/prod": ["Desktop Flows Machine User"],
            "/request/edit-group": { "group": "invoices", "max_bots": 2 }
        },
        broken "a Machine User restarts theirs" {
            "/people/maker-a/roles/prod": ["Desktop Flows Machine User"],
            "/request/restart/machine": "bot-01"
        },
        met "a Machine User who is a co-owner edits it" {
            "/people/maker-b/roles/prod": ["Desktop Flows Machine User"],
            "/machines/bot-01/shared_with": [{ "person": "maker-b", "level": "co-owner" }],
            "/request/actor": "maker-b",
            "/request/edit/machine": "bot-01"
        },
        met "a Machine User who is a co-owner of the group edits it" {
            "/people/maker-b/roles/prod": ["Desktop Flows Machine User"],
            "/groups/invoices/shared_with": [{ "person": "maker-b", "level": "co-owner" }],
            "/request": { "actor": "maker-b", "edit-group": { "group": "invoices", "max_bots": 1 } }
        },
        met "a co-owner whose roles were not looked up" {
            "/people/maker-b/roles/prod": null,
            "/machines/bot-01/shared_with": [{ "person": "maker-b", "level": "co-owner" }],
            "/request/actor": "maker-b",
            "/request/delete/machine": "bot-01"
        },
        unknown "a Machine User, and nobody knows whom their machine is shared with" {
            "/people/maker-b/roles/prod": ["Desktop Flows Machine User"],
            "/machines/bot-01/shared_with": null,
            "/request": { "actor": "maker-b", "delete": { "machine": "bot-01" } }
        },
        broken "a Machine User sets maintenance mode of theirs" {
            "/people/maker-a/roles/prod": ["Desktop Flows Machine User"],
            "/request/set-maintenance": { "machine": "bot-01", "to": "enabled" }
        },
        broken "a Machine User sets that of a group" {
            "/people/maker-a/roles/prod": ["Desktop Flows Machine User"],
            "/request/set-maintenance": { "group": "pool", "to": "enabled" }
        },
        met "Environment Maker sets that of a group" {
            "/request/set-maintenance": { "group": "pool", "to": "enabled" }
        },
        met "a Machine User Can Share shares theirs" {
            "/people/maker-a/roles/prod": ["Desktop Flows Machine User Can Share"],
            "/request/share-machine": { "machine": "bot-02", "with": "maker-b", "level": "user" }
        },
        met "Environment Maker" { "/request/delete/machine": "bot-01" },
        met "Desktop Flows Machine Owner groups a machine" {
            "/machines/bot-01/creator": "maker-b",
            "/request": { "actor": "maker-b", "add-to-group": { "machine": "bot-01", "group": "pool" } }
        },
        met "a role of the organisation's own that edits" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": ["flow-machine.write"],
            "/request/edit/machine": "bot-01"
        },
        not_judged "a Machine User who is no co-owner either" {
            "/people/maker-b/roles/prod": ["Desktop Flows Machine User"],
            "/request/actor": "maker-b",
            "/request/edit/machine": "bot-01"
        },
        unknown "roles not looked up" { "/people/maker-a/roles/prod": null, "/request/delete/machine": "bot-01" },
        unknown "a role nobody described" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/request/edit/machine": "bot-01"
        },
        unknown "the machine's environment is not known" {
            "/people/maker-a/roles/trial": [],
            "/environments/trial/hosted_machines": 1,
            "/machines/bot-01/environment": null,
            "/request/edit/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let on_group = cx.asked_machine().err() == Some(Stop::NotApplicable);
    let key = match cx.action() {
        Action::Delete => Key::PrivilegesDeleteMachine,
        Action::ShareMachine | Action::UnshareMachine => Key::PrivilegesShareMachine,
        Action::EditGroup => Key::PrivilegesChangeGroup,
        Action::SetMaintenance if on_group => Key::PrivilegesChangeGroup,
        Action::SetMaintenance | Action::Edit | Action::AddToGroup | Action::Restart => {
            Key::PrivilegesChangeMachine
        }
        _ => return Err(Stop::NotApplicable),
    };
    super::actor_has_or(cx, cx.privileges(key)?, cx.is_co_owner())
}
