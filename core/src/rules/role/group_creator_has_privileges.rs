//! ROL019: whoever creates a hosted machine group has the privileges that it takes.

use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Judgement, rule};

rule! {
    /// Whoever creates a hosted machine group needs the privileges that Environment Maker and Desktop Flows Machine Owner bring.
    ///
    /// # Why
    /// A hosted machine group is kept in the same tables as a hosted machine: creating one writes records to Flow Machine and Flow Machine Group and
    /// reads Flow Machine Image, and Flow Machine Network where the group gets a network of the organisation's own. A role of the organisation's own is
    /// judged by the privileges given for it; without them the answer is unknown. Giving the group its bots takes privileges on capacity as well: that
    /// rule is `ROL013`.
    ///
    /// # How to fix it
    /// Assign Desktop Flows Machine Owner or Environment Maker.
    code: ROL019,
    name: "group-creator-has-privileges",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Permissions based on security roles",
    judges: [CreateGroup],
    fixers: [EnvironmentAdministrator],
    says: "`{actor}` lacks {found} in environment `{environment}`, which creating a hosted machine group needs",
    steps: [
        "in the Power Platform admin center, assign `{actor}` the role Desktop Flows Machine Owner or Environment Maker in environment `{environment}`",
    ],
    examples: [
        broken "no role at all" {
            "/people/maker-a/roles/prod": [],
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        broken "somebody who only uses machines" {
            "/people/maker-a/roles/prod": ["Desktop Flows Machine User"],
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        broken "a role of the organisation's own that does not read images" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": ["flow-machine.create", "flow-machine-group.create"],
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        broken @March2025 "a role of the organisation's own that does not read networks" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": [
                "flow-machine.create",
                "flow-machine-group.create",
                "flow-machine-image.read"
            ],
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        met "Environment Maker" {
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        met "Desktop Flows Machine Owner" {
            "/request": {
                "actor": "maker-b",
                "create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
            }
        },
        met "a role of the organisation's own that brings all" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": [
                "flow-machine.create",
                "flow-machine-group.create",
                "flow-machine-image.read"
            ],
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        unknown "a role nobody described" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        unknown "roles not looked up" {
            "/people/maker-a/roles/prod": null,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let mut needed = cx.privileges(Key::PrivilegesCreateGroup)?;
    if cx.details().network.is_some() {
        needed |= cx.privileges(Key::PrivilegesUseNetwork)?;
    }
    super::actor_has(cx, needed)
}
