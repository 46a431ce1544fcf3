//! IMG022: hosted machine groups may read the gallery of their image.

use crate::facts::known::implies;
use crate::rulebook::Key;
use crate::rulebook::term::Term;
use crate::rules::context::{Context, Principal, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, rule};

rule! {
    /// The service principal of hosted machine groups must be at least Reader on the gallery of an image for hosted machine groups.
    ///
    /// # Why
    /// Hosted machine groups fetch the image with a service principal of their own, Power Automate Hosted Machine Groups, which is not that of
    /// Windows 365. A role on the gallery's resource group or on the subscription serves as well.
    ///
    /// # How to fix it
    /// Assign Reader on the gallery to it. If it cannot be found in the tenant, create it first with `az ad sp create` and its application id.
    code: IMG022,
    name: "hosted-machine-groups-read-the-gallery",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Share the Azure compute gallery with Power Automate Hosted Machine Groups service principal",
    judges: [CreateImage, CreateGroup, EditGroup],
    fixers: [AzureRoleAssignmentAdministrator],
    says: "image `{image}`{why} is to serve hosted machine groups, but the service principal {app} has {found} on its gallery and needs at least {expected}",
    steps: [
        "assign {expected} on the gallery of `{image}` to the service principal {app} (application id {id})",
        "or use the image for hosted machines only",
    ],
    command: "az role assignment create --assignee {id} --role {expected} --scope GALLERY_ID",
    examples: [
        broken "no role" {
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        broken "on the gallery of another image" {
            "/subscriptions/sub-a/grants": [
                { "principal": "hosted-machine-groups", "role": "Reader", "scope": "gallery/claims" }
            ],
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        broken "added for both" {
            "/images/finance/usage": "both",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        broken "given to a group" { "/request/edit-group": { "group": "invoices", "image": "finance" } },
        met "Reader on the gallery" {
            "/subscriptions/sub-a/grants": [
                { "principal": "hosted-machine-groups", "role": "Reader", "scope": "gallery/finance" }
            ],
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        met "Reader on the gallery's resource group" {
            "/subscriptions/sub-a/grants": [
                { "principal": "hosted-machine-groups", "role": "Reader", "scope": "resource-group/RG-Images" }
            ],
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        met "a higher role on the subscription" {
            "/subscriptions/sub-a/grants": [
                { "principal": "hosted-machine-groups", "role": "Contributor", "scope": "subscription" }
            ],
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        unknown "assignments to groups were not expanded" {
            "/subscriptions/sub-a/grants": { "items": [], "complete": false },
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        unknown "perhaps inherited from a resource group" {
            "/images/finance/gallery/resource_group": null,
            "/subscriptions/sub-a/grants": [
                { "principal": "hosted-machine-groups", "role": "Reader", "scope": "resource-group/rg-images" }
            ],
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        unknown "added, and nobody knows what for" {
            "/images/finance/usage": null,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "added for hosted machines only" {
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        not_applicable "a hosted machine" { "/images/finance/usage": "both" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Groups)?;
    let least = cx.term(Key::ImageGroupGalleryRole)?;
    let app = Term::HOSTED_MACHINE_GROUPS;
    let reads = super::reads_gallery(cx, image, Principal::App(app), least);
    if implies(owed, reads)? {
        return Ok(());
    }
    let subscription = cx.subscription(image.subscription()?)?;
    Err(Evidence::new(subscription.field("grants"), say::NO_ROLE_THAT_READS, least.name())
        .with("image", image.key())
        .with("app", app.name())
        .with("id", app.guid())
        .with("why", super::why_groups(image))
        .related(image.field("subscription"))
        .related(image.field("usage"))
        .broken())
}
