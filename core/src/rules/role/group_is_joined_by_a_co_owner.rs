//! ROL028: whoever adds a machine to a machine group is the group's creator or a co-owner of it.

use crate::facts::value::ShareLevel;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Whoever adds a machine to a machine group must be the group's creator or a co-owner of it.
    ///
    /// # Why
    /// Adding machines to a group is among what Co-owner grants and User does not; whoever it is not shared with does not see the group. The password of the
    /// group is asked for beside that. That a System Administrator may do it as well is our reading.
    ///
    /// # How to fix it
    /// Ask the creator of the group to add the machine, or to make you a co-owner under Manage access.
    code: ROL028,
    name: "group-is-joined-by-a-co-owner",
    level: Error,
    provenance: Stated,
    source: "manage-machine-groups-2025-10-02" / "Share a machine group",
    holds: SINCE_OCTOBER_2025,
    judges: [AddToGroup],
    fixers: [MachineCreator, CoOwner, EnvironmentAdministrator],
    says: "`{actor}` cannot add a machine to machine group `{group}`: it is {found}, but should be {expected}",
    steps: [
        "ask the creator or a co-owner of `{group}` to add the machine",
        "or have them open its details page, Manage access, and give `{actor}` the permission Co-owner",
    ],
    examples: [
        broken "somebody else's group" {
            "/groups/pool/creator": "maker-b",
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        broken "a group that is shared as User" {
            "/groups/pool": { "creator": "maker-b", "shared_with": [{ "person": "maker-a", "level": "user" }] },
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        met "a group of their own" { "/request/add-to-group": { "machine": "bot-01", "group": "pool" } },
        met "a co-owner" {
            "/groups/pool": { "creator": "maker-b", "shared_with": [{ "person": "maker-a", "level": "co-owner" }] },
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        met "a System Administrator" {
            "/groups/pool/creator": "maker-b",
            "/request": { "actor": "admin", "add-to-group": { "machine": "bot-01", "group": "pool" } }
        },
        unknown "the shares were not listed" {
            "/groups/pool": { "creator": "maker-b", "shared_with": null },
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        unknown "the creator was not looked up" {
            "/groups/pool/creator": null,
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let group = cx.asked_group()?;
    require(cx.has_group(group, |share| share.level == ShareLevel::CoOwner), || {
        let shared = cx.has_share(group.shared_with(), |_| true);
        let found =
            if shared == Ok(true) { say::SHARED_WITH_THEM_AS_USER } else { say::NOT_SHARED_WITH_THEM };
        Evidence::new(group.field("shared_with"), found, say::THEIR_OWN_OR_SHARED_AS_CO_OWNER)
            .with("actor", cx.actor_told())
            .with("group", group.key())
    })
}
