//! PRE029: only those who manage the default image share it.

use crate::facts::known::both;
use crate::facts::request::Action;
use crate::rulebook::term::{Named, Term};
use crate::rulebook::{Key, Role};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, either, listed, require, rule};

rule! {
    /// Only a System Administrator or Desktop Flow Machine Image Admin may share the default image, or take a share of it back.
    ///
    /// # Why
    /// The default image belongs to the environment, not to a maker. Environment Makers manage the images they made themselves; of the
    /// default image they may at most use what was shared with them. Desktop Flow Machine Image Admin is an earlier name of Desktop Flows
    /// Machine Configuration Admin.
    ///
    /// # How to fix it
    /// Have somebody with one of the two roles do it, in Power Automate under Monitor, Machines, VM images, or be assigned one of them.
    code: PRE029,
    name: "default-image-is-managed-by-its-administrators",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Get access to the default VM image"
        + "hosted-machines-2022-12-12" / "Get access to the default VM image",
    holds: ALWAYS,
    judges: [ShareDefaultImage, UnshareDefaultImage, ShareImage, UnshareImage],
    fixers: [EnvironmentAdministrator],
    says: "`{actor}` may not manage the default image of environment `{environment}`: it takes {expected} (roles found: {found})",
    steps: [
        "have somebody who is {expected} in environment `{environment}` change who the default image is shared with",
    ],
    examples: [
        broken "an Environment Maker shares it" {
            "/request/share-default-image": { "environment": "prod", "with": "maker-b" }
        },
        broken "an Environment Maker takes a share back" {
            "/request/unshare-default-image": { "environment": "prod", "with": "maker-a" }
        },
        broken "a Desktop Flows Machine Owner, although it is shared with them" {
            "/environments/prod/default_image/shared_with": ["maker-b"],
            "/request": { "actor": "maker-b", "share-default-image": { "environment": "prod", "with": "maker-a" } }
        },
        broken "as one of the images" {
            "/request/share-image": { "environment": "prod", "image": "default", "with": "maker-b" }
        },
        not_applicable "a custom image" {
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "maker-b" }
        },
        met "a System Administrator shares it" {
            "/request": { "actor": "admin", "share-default-image": { "environment": "prod", "with": "maker-b" } }
        },
        met "a Configuration Admin takes a share back" {
            "/people/maker-b/roles/prod": ["Desktop Flows Machine Configuration Admin"],
            "/request": { "actor": "maker-b", "unshare-default-image": { "environment": "prod", "with": "maker-a" } }
        },
        unknown "roles not looked up" {
            "/people/maker-a/roles/prod": null,
            "/request/share-default-image": { "environment": "prod", "with": "maker-b" }
        },
        unknown "no environment chosen yet" {
            "/request/actor": "admin",
            "/request/share-default-image/with": "maker-b"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    if matches!(cx.action(), Action::ShareImage | Action::UnshareImage) {
        cx.default_image()?;
    }
    let (actor, environment) = both(cx.actor(), cx.environment())?;
    let sharers = cx.terms::<Role>(Key::DefaultImageSharers)?;
    let roles = actor.roles().of(environment.key());
    let manages = roles.any(|role| sharers.clone().any(|term| *role == term));
    require(manages, || {
        let held = roles.items().iter().map(Named::name);
        Evidence::new(roles.pointer(), listed(held, say::NONE), either(sharers.map(Term::name)))
            .with("actor", actor.key())
            .with("environment", environment.key())
    })
}
