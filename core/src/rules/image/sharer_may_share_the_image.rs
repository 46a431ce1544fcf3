//! IMG034: whoever shares a custom image, or takes a share back, may do so.

use crate::facts::At;
use crate::facts::entities::Image;
use crate::facts::value::privileges_told;
use crate::rulebook::term::{Named, Term};
use crate::rulebook::{Key, Role};
use crate::rules::context::{Context, Sharing};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, Stop, alongside, either, listed, rule};
use crate::vocabulary::Level;
use greenlight_json::InlineStr;

rule! {
    /// Sharing a custom image, or taking a share back, takes the privilege to share images, and the image must be one's own unless one is
    /// an administrator of images.
    ///
    /// # Why
    /// Environment Makers share the images they have added. Desktop Flows Machine Configuration Admins and System Administrators share all images
    /// of the environment. Desktop Flows Machine Owner brings no privilege to share images. A role of the organisation's own is judged by
    /// the privileges given for it, and by how far they reach: to what is one's own (`@user`), or to everything in the environment
    /// (`@organization`). That Dataverse's depths hold for hosted machines is assumed.
    /// The page names the privileges to create and to append. Dataverse, in whose tables these records lie, has one of its own for sharing: whoever lacks
    /// only that one gets a warning.
    ///
    /// # How to fix it
    /// Have the image's owner or an administrator of images do it, or have a System Administrator assign Desktop Flows Machine Configuration Admin.
    code: IMG034,
    name: "sharer-may-share-the-image",
    level: Error,
    at_worst: at_worst,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Permissions based on security roles"
        + "hosted-machines-2022-12-12" / "Permissions based on security roles",
    holds: ALWAYS,
    judges: [ShareImage, UnshareImage],
    fixers: [ImageOrNetworkOwner, EnvironmentAdministrator],
    says: "`{actor}` may not change with whom image `{image}` is shared: that takes {expected}",
    steps: [
        "have the owner of image `{image}` do it, or somebody with the role {role} in environment `{environment}`",
    ],
    examples: [
        broken "Desktop Flows Machine Owner" {
            "/request": {
                "actor": "maker-b",
                "share-image": { "environment": "prod", "image": "finance", "with": "maker-a" }
            }
        },
        broken "an Environment Maker, somebody else's image" {
            "/images/finance/owner": "admin",
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "maker-b" }
        },
        broken "an Environment Maker takes back a share of somebody else's image" {
            "/images/finance/owner": "admin",
            "/request/unshare-image": { "environment": "prod", "image": "finance", "with": "maker-b" }
        },
        broken "a role of the organisation's own without the privilege" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": ["flow-machine-image.create"],
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "maker-b" }
        },
        met "an Environment Maker, their own image" {
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "maker-b" }
        },
        met "a role of the organisation's own that reaches everybody's images" {
            "/images/finance/owner": "admin",
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": ["flow-machine-image.share@organization"],
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "maker-b" }
        },
        broken "a role of the organisation's own that reaches only one's own images" {
            "/images/finance/owner": "admin",
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": ["flow-machine-image.share@user"],
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "maker-b" }
        },
        unknown "a role of the organisation's own, nobody knows how far it reaches" {
            "/images/finance/owner": "admin",
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": ["flow-machine-image.share"],
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "maker-b" }
        },
        met "a System Administrator" {
            "/request": {
                "actor": "admin",
                "share-image": { "environment": "prod", "image": "finance", "with": "maker-b" }
            }
        },
        met "a Configuration Admin takes back a share" {
            "/people/maker-b/roles/prod": ["Desktop Flows Machine Configuration Admin"],
            "/request": {
                "actor": "maker-b",
                "unshare-image": { "environment": "prod", "image": "finance", "with": "maker-a" }
            }
        },
        unknown "the owner is not known" {
            "/images/finance/owner": null,
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "maker-b" }
        },
        unknown "a role of the organisation's own whose privileges are not known" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "maker-b" }
        },
        unknown "no environment chosen yet" { "/request/share-image": { "image": "finance", "with": "maker-b" } },
        not_applicable "a machine is created, nothing is shared" {},
        broken "the privileges that the page names are a warning" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": ["flow-machine-image.create", "flow-machine-image.append"],
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "maker-b" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let image = alongside(cx.custom_image(), || cx.environment())?;
    let sharing = alongside(sharing(cx, image), || image.owner())?;
    if sharing.may.clone()? {
        return Ok(());
    }
    sharing.may_by_name.clone()?;
    let role = either(cx.terms::<Role>(Key::ImageAdmins)?.map(Term::name));
    let roles = sharing.actor.roles().of(sharing.environment.key());
    let evidence = if sharing.lacking == 0 {
        let owner = image.it.owner.value().map_or("", InlineStr::as_str);
        Evidence::new(image.field("owner"), owner, say::OWNER_OR_ROLE.with("role", &role))
    } else {
        let held = listed(roles.items().iter().map(Named::name), say::NO_ROLE);
        Evidence::new(
            roles.pointer(),
            held,
            say::PRIVILEGE.with("privileges", privileges_told(sharing.lacking)),
        )
    };
    Err(evidence
        .with("actor", sharing.actor.key())
        .with("image", image.key())
        .with("environment", sharing.environment.key())
        .with("role", role)
        .level(sharing.level())
        .broken())
}

fn sharing<'a>(cx: &Context<'a>, image: At<'a, Image>) -> Result<Sharing<'a>, Stop> {
    cx.sharing(image.owner(), Key::ImageAdmins, Key::PrivilegesShareImage, Key::PrivilegesCreateImage)
}

/// A warning as long as the privileges that the page names are enough.
fn at_worst(cx: &Context<'_>) -> Level {
    let image = cx.custom_image();
    image.and_then(|image| sharing(cx, image)).map_or(Level::Error, |sharing| sharing.level())
}
