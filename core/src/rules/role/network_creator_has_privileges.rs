//! ROL003: whoever adds a network connection has the privileges that it takes.

use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Judgement, rule};

rule! {
    /// Whoever adds a network connection to Power Automate needs the privileges to create and append on Flow Machine Network.
    ///
    /// # Why
    /// Environment Maker and Desktop Flows Machine Configuration Admin bring them. Desktop Flows Machine Owner does not: with that role
    /// somebody can use connections that others share, but not add one. A role of the organisation's own is judged by the privileges given for it,
    /// and so is a role of Microsoft's that an administrator changed: taking the privileges on Flow Machine Network away is how makers are kept from
    /// adding networks.
    ///
    /// # How to fix it
    /// Assign Environment Maker or Desktop Flows Machine Configuration Admin, or have somebody add the connection who has one of them, and share it.
    code: ROL003,
    name: "network-creator-has-privileges",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Permissions based on security roles"
        + "hosted-machines-2022-12-12" / "Permissions based on security roles",
    holds: ALWAYS,
    judges: [CreateNetwork],
    fixers: [EnvironmentAdministrator],
    says: "`{actor}` lacks {found} in environment `{environment}`, which adding a network connection needs",
    steps: [
        "in the Power Platform admin center, assign `{actor}` the role Environment Maker or Desktop Flows Machine Configuration Admin in environment `{environment}`",
        "or have somebody with one of these roles add the connection and share it with `{actor}`",
    ],
    examples: [
        broken "Desktop Flows Machine Owner" {
            "/request": {
                "actor": "maker-b",
                "create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
            }
        },
        broken "no role at all" {
            "/people/maker-a/roles/prod": [],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        broken "an Environment Maker from whom an administrator took them" {
            "/roles/Environment Maker/privileges": [
                "flow-machine.create",
                "flow-machine-group.create",
                "flow-machine-image.create",
                "flow-machine-network.read"
            ],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        unknown "an Environment Maker's role was changed, nobody knows how" {
            "/roles/Environment Maker/privileges": { "items": ["flow-machine-network.read"], "complete": false },
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "Environment Maker" {
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "a role of the organisation's own that brings all" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": ["flow-machine-network.create", "flow-machine-network.append"],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        unknown "a role nobody described" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        unknown "roles not looked up" {
            "/people/maker-a/roles/prod": null,
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    super::actor_has(cx, cx.privileges(Key::PrivilegesCreateNetwork)?)
}
