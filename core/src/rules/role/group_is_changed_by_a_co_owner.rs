//! ROL020: whoever changes a machine group is its creator or a co-owner of it.

use crate::facts::request::Action;
use crate::facts::value::ShareLevel;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Whoever edits a machine group, or sets its maintenance mode, must be its creator or a co-owner.
    ///
    /// # Why
    /// A machine group is shared as User or as Co-owner. User only lets somebody run desktop flows on it; Co-owner lets them edit its details as well.
    /// That the same holds for groups of machines and for maintenance mode, and that a System Administrator may do all of it, is our reading.
    ///
    /// # How to fix it
    /// Ask the creator, or have them make you a co-owner under Manage access.
    code: ROL020,
    name: "group-is-changed-by-a-co-owner",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Share hosted machine groups",
    judges: [EditGroup, SetMaintenance],
    fixers: [MachineCreator, CoOwner, EnvironmentAdministrator],
    says: "`{actor}` cannot {verb} machine group `{group}`: it is {found}, but should be {expected}",
    steps: [
        "ask the creator or a co-owner of `{group}` to do it",
        "or have them open its details page, Manage access, and give `{actor}` the permission Co-owner",
    ],
    examples: [
        broken "somebody it is not shared with edits it" {
            "/request": { "actor": "maker-b", "edit-group": { "group": "invoices", "max_bots": 1 } }
        },
        broken "a user edits it" {
            "/groups/invoices/shared_with": [{ "person": "maker-b", "level": "user" }],
            "/request": { "actor": "maker-b", "edit-group": { "group": "invoices", "max_bots": 1 } }
        },
        broken "somebody it is not shared with turns its maintenance mode on" {
            "/request": { "actor": "maker-b", "set-maintenance": { "group": "pool", "to": "enabled" } }
        },
        met "its creator" { "/request/edit-group": { "group": "invoices", "max_bots": 1 } },
        met "a co-owner" {
            "/groups/pool/shared_with": [{ "person": "maker-b", "level": "co-owner" }],
            "/request": { "actor": "maker-b", "set-maintenance": { "group": "pool", "to": "enabled" } }
        },
        met "a System Administrator" {
            "/request": { "actor": "admin", "edit-group": { "group": "invoices", "max_bots": 1 } }
        },
        unknown "the shares were not listed" {
            "/groups/invoices/shared_with": null,
            "/request": { "actor": "maker-b", "edit-group": { "group": "invoices", "max_bots": 1 } }
        },
        unknown "the creator was not looked up" {
            "/groups/pool/creator": null,
            "/request": { "actor": "maker-b", "set-maintenance": { "group": "pool", "to": "enabled" } }
        },
        unknown "the roles were not looked up" {
            "/people/maker-b/roles/prod": null,
            "/request": { "actor": "maker-b", "edit-group": { "group": "invoices", "max_bots": 1 } }
        },
        not_applicable "maintenance mode of a machine" {
            "/request": { "actor": "maker-b", "set-maintenance": { "machine": "bot-01", "to": "enabled" } }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let group = cx.asked_group()?;
    require(cx.has_group(group, |share| share.level == ShareLevel::CoOwner), || {
        let shared = cx.has_share(group.shared_with(), |_| true);
        let found =
            if shared == Ok(true) { say::SHARED_WITH_THEM_AS_USER } else { say::NOT_SHARED_WITH_THEM };
        let verb =
            if cx.action() == Action::SetMaintenance { say::SET_MAINTENANCE_MODE_OF } else { say::EDIT };
        Evidence::new(group.field("shared_with"), found, say::THEIR_OWN_OR_SHARED_AS_CO_OWNER)
            .with("actor", cx.actor_told())
            .with("verb", verb)
            .with("group", group.key())
    })
}
