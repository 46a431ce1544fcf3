//! ROL001: whoever creates a machine has the privileges that it takes.

use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Judgement, rule};

rule! {
    /// Whoever creates a hosted machine needs the privileges that Environment Maker and Desktop Flows Machine Owner bring.
    ///
    /// # Why
    /// Creating a machine writes records to Flow Machine and Flow Machine Group and reads Flow Machine Image. Desktop Flows Machine
    /// Configuration Admin alone does not bring that: it is for images and networks. A role of the organisation's own is judged by
    /// the privileges given for it; without them the answer is unknown.
    ///
    /// # How to fix it
    /// Assign Desktop Flows Machine Owner (enough to create machines from shared images) or Environment Maker (which also makes images and networks).
    code: ROL001,
    name: "creator-has-privileges",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Permissions based on security roles"
        + "hosted-machines-2022-12-12" / "Permissions based on security roles",
    holds: ALWAYS,
    judges: [CreateMachine],
    fixers: [EnvironmentAdministrator],
    says: "`{actor}` lacks {found} in environment `{environment}`, which creating a machine needs",
    steps: [
        "in the Power Platform admin center, assign `{actor}` the role Desktop Flows Machine Owner or Environment Maker in environment `{environment}`",
    ],
    examples: [
        broken "no role at all" { "/people/maker-a/roles/prod": [] },
        broken "Configuration Admin alone" {
            "/people/maker-a/roles/prod": ["Desktop Flows Machine Configuration Admin"]
        },
        broken "a role of the organisation's own that reads only" {
            "/people/maker-a/roles/prod": ["Finance Reader"],
            "/roles/Finance Reader/privileges": ["flow-machine.read"]
        },
        met "Environment Maker" {},
        met "Desktop Flows Machine Owner" { "/people/maker-a/roles/prod": ["Desktop Flows Machine Owner"] },
        met "a role of the organisation's own that brings all" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": [
                "flow-machine.create",
                "flow-machine-group.create",
                "flow-machine-image.read",
                "flow-machine-network.read"
            ]
        },
        unknown "a role nobody described" { "/people/maker-a/roles/prod": ["Finance Maker"] },
        unknown "roles not looked up" { "/people/maker-a/roles/prod": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let mut needed = cx.privileges(Key::PrivilegesCreateMachine)?;
    if cx.details().network.is_some() {
        needed |= cx.privileges(Key::PrivilegesUseNetwork)?;
    }
    super::actor_has(cx, needed)
}
