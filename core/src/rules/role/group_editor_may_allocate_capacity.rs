//! ROL013: whoever gives a hosted machine group its bots may edit the allocation of capacity.

use crate::facts::request::Action;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Judgement, alongside, applies, rule};

rule! {
    /// Whoever creates a hosted machine group, or changes its bots, needs the privileges on Flow Capacity Assignment.
    ///
    /// # Why
    /// How much of an environment's capacity goes to machines and groups is kept in that table. Viewing and editing it takes privileges that
    /// Environment Maker brings. That Desktop Flows Machine Owner, who may create hosted machine groups, has them as well is our reading. A role of the
    /// organisation's own is judged by the privileges given for it. Whoever has the group shared with them as Co-owner edits it without a role.
    ///
    /// # How to fix it
    /// Assign Environment Maker, or add reading and writing Flow Capacity Assignment to the person's own role.
    code: ROL013,
    name: "group-editor-may-allocate-capacity",
    level: Error,
    provenance: Stated,
    source: "capacity-utilization-hosted-2024-05-01" / "Permissions required to view and edit capacity allocation",
    holds: SINCE_MARCH_2025,
    judges: [CreateGroup, EditGroup],
    fixers: [EnvironmentAdministrator],
    covered_by: [ROL014, ROL019],
    says: "`{actor}` lacks {found} in environment `{environment}`, which giving a hosted machine group its bots needs",
    steps: [
        "in the Power Platform admin center, assign `{actor}` the role Environment Maker in environment `{environment}`",
        "or add {found} to a role of `{actor}` there",
    ],
    examples: [
        not_judged "no role that allows creating a group at all" {
            "/people/maker-a/roles/prod": [],
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        broken "a role of the organisation's own that makes groups only" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": ["flow-machine-group.create", "flow-machine-group.write"],
            "/request/edit-group": { "group": "invoices", "max_bots": 2 }
        },
        broken "an Environment Maker from whom an administrator took the table" {
            "/roles/Environment Maker/privileges": [
                "flow-machine.create",
                "flow-machine-group.create",
                "flow-machine-image.read"
            ],
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        met "Environment Maker" {
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        met "a co-owner without a role of their own" {
            "/people/maker-b/roles/prod": [],
            "/groups/invoices/shared_with": [{ "person": "maker-b", "level": "co-owner" }],
            "/request": { "actor": "maker-b", "edit-group": { "group": "invoices", "max_bots": 2 } }
        },
        met "Desktop Flows Machine Owner" {
            "/request": { "actor": "maker-b", "edit-group": { "group": "invoices", "committed_bots": 1 } }
        },
        met "System Administrator" {
            "/request": { "actor": "admin", "edit-group": { "group": "invoices", "committed_bots": 1 } }
        },
        not_judged "no role that allows changing a group at all" {
            "/people/maker-a/roles/prod": [],
            "/request/edit-group": { "group": "invoices", "max_bots": 2 }
        },
        unknown "a role nobody described" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/request/edit-group": { "group": "invoices", "max_bots": 2 }
        },
        unknown "roles not looked up" {
            "/people/maker-a/roles/prod": null,
            "/request/edit-group": { "group": "invoices", "max_bots": 2 }
        },
        unknown "whether the group is a hosted one is not known" {
            "/groups/invoices/kind": null,
            "/people/maker-a/roles/prod": [],
            "/request/edit-group": { "group": "invoices", "max_bots": 2 }
        },
        not_applicable "a group whose bots stay" { "/request/edit-group": { "group": "invoices", "image": "default" } },
        not_applicable "a group of machines" { "/request/edit-group": { "group": "pool", "max_bots": 2 } },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let details = cx.details();
    let allots = details.max_bots.is_some() || details.committed_bots.is_some();
    applies(cx.action() == Action::CreateGroup || allots)?;
    let needed = cx.privileges(Key::PrivilegesEditCapacity)?;
    // Whom the group is shared with as Co-owner may edit its details, and needs no role for it.
    let needless = || if cx.action() == Action::EditGroup { cx.is_co_owner() } else { Ok(false) };
    alongside(cx.makes_hosted_bots(), || super::actor_has_or(cx, needed, needless()))?;
    super::actor_has_or(cx, needed, needless())
}
