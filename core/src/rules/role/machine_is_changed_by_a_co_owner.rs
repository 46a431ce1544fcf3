//! ROL011: whoever changes a machine is its creator or a co-owner of it.

use crate::facts::At;
use crate::facts::entities::Machine;
use crate::facts::known::{Known, all, or};
use crate::facts::request::Action;
use crate::facts::value::ShareLevel;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::ToWord;
use greenlight_json::InlineStr;

rule! {
    /// Whoever edits, shares, groups, restarts or deletes a machine, or sets its maintenance mode, must be its creator or a co-owner.
    ///
    /// # Why
    /// A machine is shared as User or as Co-owner. User only lets somebody run desktop flows on it; Co-owner lets them edit its
    /// details as well. That co-owners may also share, group and delete it is said by the later page about managing machines, and assumed to hold for
    /// hosted machines; that they may restart it and turn its maintenance mode on and off, and that a System Administrator may do all of it, is our
    /// reading.
    ///
    /// Desktop Flows Machine User Can Share lets whoever a machine is shared with share it on as User, and take such a share back.
    ///
    /// # How to fix it
    /// Ask the creator, or have them make you a co-owner under Manage access.
    code: ROL011,
    name: "machine-is-changed-by-a-co-owner",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share hosted machines"
        + "hosted-machines-2022-12-12" / "Share hosted machines",
    holds: ALWAYS,
    judges: [ShareMachine, UnshareMachine, AddToGroup, Restart, Edit, Delete, SetMaintenance],
    fixers: [MachineCreator, CoOwner, EnvironmentAdministrator],
    says: "`{actor}` cannot {verb} machine `{machine}`: it is {found}, but should be {expected}",
    steps: [
        "ask the creator or a co-owner of `{machine}` to do it",
        "or have them open its details page, Manage access, and give `{actor}` the permission Co-owner",
    ],
    examples: [
        broken "a user edits it" { "/request/actor": "maker-b", "/request/edit/machine": "bot-01" },
        broken "a user shares it on" {
            "/request": {
                "actor": "maker-b",
                "share-machine": { "machine": "bot-01", "with": "admin", "level": "user" }
            }
        },
        broken "a user takes a share back" {
            "/request": { "actor": "maker-b", "unshare-machine": { "machine": "bot-01", "with": "maker-b" } }
        },
        broken "a user restarts it" { "/request/actor": "maker-b", "/request/restart/machine": "bot-01" },
        broken "a user turns its maintenance mode on" {
            "/request": { "actor": "maker-b", "set-maintenance": { "machine": "bot-01", "to": "enabled" } }
        },
        not_applicable "maintenance mode of a group" {
            "/request": { "actor": "maker-b", "set-maintenance": { "group": "pool", "to": "enabled" } }
        },
        broken "a user adds it to a group" {
            "/request": { "actor": "maker-b", "add-to-group": { "machine": "bot-01", "group": "pool" } }
        },
        broken "somebody it is not shared with deletes it" {
            "/request/actor": "maker-b",
            "/request/delete/machine": "bot-02"
        },
        met "its creator" { "/request/delete/machine": "bot-01" },
        met "a co-owner edits it" {
            "/machines/bot-01/shared_with": [{ "person": "maker-b", "level": "co-owner" }],
            "/request/actor": "maker-b",
            "/request/edit/machine": "bot-01"
        },
        met "a co-owner shares it on" {
            "/machines/bot-01/shared_with": [{ "person": "maker-b", "level": "co-owner" }],
            "/request": {
                "actor": "maker-b",
                "share-machine": { "machine": "bot-01", "with": "admin", "level": "user" }
            }
        },
        met "a Machine User Can Share shares what is shared with them" {
            "/people/maker-b/roles/prod": ["Desktop Flows Machine User Can Share"],
            "/machines/bot-01/shared_with": [{ "person": "maker-b", "level": "user" }],
            "/request": {
                "actor": "maker-b",
                "share-machine": { "machine": "bot-01", "with": "admin", "level": "user" }
            }
        },
        broken "a Machine User Can Share makes somebody co-owner" {
            "/people/maker-b/roles/prod": ["Desktop Flows Machine User Can Share"],
            "/machines/bot-01/shared_with": [{ "person": "maker-b", "level": "user" }],
            "/request": {
                "actor": "maker-b",
                "share-machine": { "machine": "bot-01", "with": "admin", "level": "co-owner" }
            }
        },
        met "a System Administrator" {
            "/request": { "actor": "admin", "add-to-group": { "machine": "bot-01", "group": "pool" } }
        },
        unknown "the shares were not listed" {
            "/machines/bot-01/shared_with": null,
            "/request/actor": "maker-b",
            "/request/edit/machine": "bot-01"
        },
        unknown "the creator was not looked up" {
            "/machines/bot-01/creator": null,
            "/request/actor": "maker-b",
            "/request/restart/machine": "bot-01"
        },
        unknown "the roles were not looked up" {
            "/people/maker-b/roles/prod": null,
            "/request/actor": "maker-b",
            "/request/delete/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let may = cx.has_machine(machine, |share| share.level == ShareLevel::CoOwner);
    require(or(may, || shares_on(cx, machine)), || {
        let shared = cx.has_share(machine.shared_with(), |_| true);
        let found =
            if shared == Ok(true) { say::SHARED_WITH_THEM_AS_USER } else { say::NOT_SHARED_WITH_THEM };
        let verb = match cx.action() {
            Action::ShareMachine => say::SHARE.into(),
            Action::UnshareMachine => say::TAKE_BACK_A_SHARE_OF.into(),
            Action::AddToGroup => say::GROUP.into(),
            Action::SetMaintenance => say::SET_MAINTENANCE_MODE_OF.into(),
            other => other.to_word(),
        };
        Evidence::new(machine.field("shared_with"), found, say::THEIR_OWN_OR_SHARED_AS_CO_OWNER)
            .with("actor", cx.actor_told())
            .with("verb", verb)
            .with("machine", machine.key())
    })
}

/// Whether the actor, with whom the machine is shared, has a role that lets them share it on as User.
fn shares_on(cx: &Context<'_>, machine: At<'_, Machine>) -> Known<bool> {
    let as_user = match cx.action() {
        Action::ShareMachine => cx.details().level.unwrap_or(ShareLevel::User) == ShareLevel::User,
        Action::UnshareMachine => true,
        _ => false,
    };
    if !as_user {
        return Ok(false);
    }
    all([
        cx.has_share(machine.shared_with(), |_| true),
        cx.actor_has_role(machine.environment().map(InlineStr::as_str), Key::MachineSharers),
    ])
}
