//! IMG015: whoever adds a custom image may read its gallery.

use crate::facts::known::or;
use crate::rulebook::Key;
use crate::rules::context::{Context, Principal};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Whoever adds a custom image to Power Automate must be at least Reader on its gallery.
    ///
    /// # Why
    /// Azure judges access to the image by the maker's own role, so that without it the image does not appear in the list to choose from.
    /// Whoever makes machines or groups of an image that was added needs it shared in Power Automate, and nothing in Azure. A role on the gallery's resource group or on the subscription, and any role that includes reading, serves as well.
    ///
    /// # How to fix it
    /// In the Azure portal, open the gallery, Access control (IAM), Add role assignment, and assign Reader to the maker.
    code: IMG015,
    name: "maker-reads-the-gallery",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share the Azure Compute Gallery with Power Automate makers"
        + "hosted-machines-2022-12-12" / "Share the Azure Compute Gallery with Power Automate makers",
    holds: ALWAYS,
    judges: [CreateImage],
    fixers: [AzureRoleAssignmentAdministrator],
    says: "`{maker}` has {found} on the gallery of image `{image}`, but needs at least {expected}",
    steps: [
        "assign {expected} on the gallery of `{image}` to `{maker}`",
    ],
    command: "az role assignment create --assignee MAKER --role {expected} --scope GALLERY_ID",
    examples: [
        broken "neither on the gallery nor above it" {
            "/images/finance/gallery/readers": [],
            "/subscriptions/sub-a/grants": [],
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        broken "on the gallery of another image" {
            "/images/finance/gallery/readers": [],
            "/subscriptions/sub-a/grants": [
                { "principal": "maker-a", "role": "Reader", "scope": "gallery/claims" },
                { "principal": "maker-b", "role": "Owner", "scope": "subscription" }
            ],
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        broken "on another resource group" {
            "/images/finance/gallery/readers": [],
            "/subscriptions/sub-a/grants": [
                { "principal": "maker-a", "role": "Reader", "scope": "resource-group/rg-net" }
            ],
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        broken "a role that does not read" {
            "/images/finance/gallery/readers": [],
            "/subscriptions/sub-a/grants": [
                { "principal": "maker-a", "role": "Network Contributor", "scope": "subscription" }
            ],
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "a reader of the gallery" {
            "/subscriptions/sub-a/grants": null,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "Owner of the subscription" {
            "/images/finance/gallery/readers": [],
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "Reader assigned on the gallery" {
            "/images/finance/gallery/readers": null,
            "/subscriptions/sub-a/grants": [{ "principal": "maker-a", "role": "Reader", "scope": "gallery/finance" }],
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "inherited from the resource group" {
            "/images/finance/gallery/readers": [],
            "/subscriptions/sub-a/grants": [
                { "principal": "maker-a", "role": "Contributor", "scope": "resource-group/RG-Images" }
            ],
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "perhaps inherited from a resource group" {
            "/images/finance/gallery": { "readers": [], "resource_group": null },
            "/subscriptions/sub-a/grants": [
                { "principal": "maker-a", "role": "Reader", "scope": "resource-group/rg-images" }
            ],
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "assignments to groups were not expanded" {
            "/images/finance/gallery/readers": [],
            "/subscriptions/sub-a/grants": { "items": [], "complete": false },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "nobody has looked" {
            "/images/finance/gallery/readers": null, "/subscriptions/sub-a/grants": null,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        not_applicable "a machine is created of it" {
            "/images/finance/gallery/readers": [],
            "/subscriptions/sub-a/grants": []
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let image = cx.custom_image()?;
    let least = cx.term(Key::ImageGalleryRole)?;
    let readers = image.gallery().readers();
    let reads = or(cx.lists_actor(readers), || {
        super::reads_gallery(cx, image, Principal::Person(cx.actor_name()?), least)
    });
    require(reads, || {
        Evidence::new(readers.pointer(), say::NO_ROLE_THAT_READS, least.name())
            .with("maker", cx.actor_told())
            .with("image", image.key())
            .related(image.field("subscription"))
    })
}
