//! IMG030: a custom image is not shared with people whose account is deactivated.

use crate::rules::context::Context;
use crate::rules::rule::{Judgement, rule};

rule! {
    /// A custom image should not be shared with people who are no longer part of the environment.
    ///
    /// # Why
    /// Whoever leaves an environment stays among the people that its images are shared with, marked as deactivated, and Manage access
    /// points it out. Until somebody removes them, the list says more than is true. That is for those who manage the shares, not for
    /// those who create machines, so it is judged when shares change.
    ///
    /// # How to fix it
    /// Take back the share: Monitor, Machines, VM images, the image, Manage access.
    code: IMG030,
    name: "image-is-not-shared-with-deactivated-users",
    level: Warning,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share the image"
        + "hosted-machines-2022-12-12" / "Share the image",
    holds: ALWAYS,
    judges: [ShareImage, UnshareImage],
    fixers: [ImageOrNetworkOwner, EnvironmentAdministrator],
    says: "sharing image `{image}` with `{person}` is of no use: the account is {found}",
    steps: [
        "in Power Automate, under Monitor, Machines, VM images, select `{image}` and Manage access",
        "remove `{person}`, or leave them out, and save",
    ],
    examples: [
        broken "somebody is blocked" {
            "/images/finance/shared_with": ["maker-a", "maker-b"],
            "/people/maker-b/account": "disabled",
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "admin" }
        },
        broken "somebody no longer exists, seen in a partial list" {
            "/images/finance/shared_with": { "items": ["maker-b"], "complete": false },
            "/people/maker-b/account": "deleted",
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "admin" }
        },
        broken "about to be shared with somebody deactivated" {
            "/people/maker-b/account": "disabled",
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "maker-b" }
        },
        broken "shared once more with somebody deactivated" {
            "/images/finance/shared_with": ["maker-b"],
            "/people/maker-b/account": "deleted",
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "maker-b" }
        },
        broken "another share is taken back" {
            "/images/finance/shared_with": ["maker-a", "maker-b"],
            "/people/maker-b/account": "disabled",
            "/request/unshare-image": { "environment": "prod", "image": "finance", "with": "maker-a" }
        },
        met "everybody's account is enabled" {
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "maker-b" }
        },
        met "that very share is taken back" {
            "/images/finance/shared_with": ["maker-a", "maker-b"],
            "/people/maker-b/account": "disabled",
            "/request/unshare-image": { "environment": "prod", "image": "finance", "with": "maker-b" }
        },
        met "the last share is taken back" {
            "/request/unshare-image": { "environment": "prod", "image": "finance", "with": "maker-a" }
        },
        unknown "an account was not looked up" {
            "/images/finance/shared_with": ["maker-b"],
            "/people/maker-b/account": null,
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "admin" }
        },
        unknown "nothing is known of a person" {
            "/images/finance/shared_with": ["somebody"],
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "admin" }
        },
        unknown "a partial list" {
            "/images/finance/shared_with": { "items": ["maker-a"], "complete": false },
            "/request/share-image": { "environment": "prod", "image": "finance", "with": "admin" }
        },
        unknown "nobody chosen to share with yet" {
            "/request/share-image": { "environment": "prod", "image": "finance" }
        },
        unknown "nobody chosen whose share to take back, and somebody is deactivated" {
            "/images/finance/shared_with": ["maker-b"],
            "/people/maker-b/account": "disabled",
            "/request/unshare-image": { "environment": "prod", "image": "finance" }
        },
        met "nobody chosen whose share to take back, and everybody is active" {
            "/request/unshare-image": { "environment": "prod", "image": "finance" }
        },
        not_applicable "a machine is created, nothing is shared" {
            "/images/finance/shared_with": ["maker-b"],
            "/people/maker-b/account": "disabled"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let image = cx.custom_image()?;
    match cx.deactivated(image.shared_with(), |person| person)? {
        Some(evidence) => Err(evidence.with("image", image.key()).broken()),
        None => Ok(()),
    }
}
