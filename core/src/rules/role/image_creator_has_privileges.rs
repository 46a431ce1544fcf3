//! ROL002: whoever adds a custom image has the privileges that it takes.

use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Judgement, rule};

rule! {
    /// Whoever adds a custom image to Power Automate needs the privileges to create and append on Flow Machine Image.
    ///
    /// # Why
    /// Environment Maker and Desktop Flows Machine Configuration Admin bring them. Desktop Flows Machine Owner does not: with that role
    /// somebody can use images that others share, but not add one. A role of the organisation's own is judged by the privileges given for it.
    ///
    /// # How to fix it
    /// Assign Environment Maker or Desktop Flows Machine Configuration Admin, or have somebody add the image who has one of them, and share it.
    code: ROL002,
    name: "image-creator-has-privileges",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Permissions based on security roles"
        + "hosted-machines-2022-12-12" / "Permissions based on security roles",
    holds: ALWAYS,
    judges: [CreateImage],
    fixers: [EnvironmentAdministrator],
    says: "`{actor}` lacks {found} in environment `{environment}`, which adding an image needs",
    steps: [
        "in the Power Platform admin center, assign `{actor}` the role Environment Maker or Desktop Flows Machine Configuration Admin in environment `{environment}`",
        "or have somebody with one of these roles add the image and share it with `{actor}`",
    ],
    examples: [
        broken "Desktop Flows Machine Owner" {
            "/request": {
                "actor": "maker-b",
                "create-image": { "environment": "prod", "name": "Finance", "image": "finance" }
            }
        },
        broken "no role at all" {
            "/people/maker-a/roles/prod": [],
            "/request/create-image": { "environment": "prod", "name": "Finance", "image": "finance" }
        },
        broken "a role of the organisation's own that creates but does not append" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": ["flow-machine-image.create"],
            "/request/create-image": { "environment": "prod", "name": "Finance", "image": "finance" }
        },
        met "Environment Maker" {
            "/request/create-image": { "environment": "prod", "name": "Finance", "image": "finance" }
        },
        met "Configuration Admin by its other name" {
            "/people/maker-a/roles/prod": ["Desktop Flow Machine Image Admin"],
            "/request/create-image": { "environment": "prod", "name": "Finance", "image": "finance" }
        },
        unknown "a role nobody described" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/request/create-image": { "environment": "prod", "name": "Finance", "image": "finance" }
        },
        unknown "roles not looked up" {
            "/people/maker-a/roles/prod": null,
            "/request/create-image": { "environment": "prod", "name": "Finance", "image": "finance" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    super::actor_has(cx, cx.privileges(Key::PrivilegesCreateImage)?)
}
