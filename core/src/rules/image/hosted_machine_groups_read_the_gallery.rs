//! IMG022: hosted machine groups may read the gallery of an image for both usages.

use crate::rulebook::Key;
use crate::rulebook::term::Term;
use crate::rules::context::{Context, Principal};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The service principal of hosted machine groups must be at least Reader on the gallery of an image for both usages.
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
    provenance: Adjacent,
    source: "hosted-machine-groups-2023-11-09" / "Share the Azure compute gallery with Power Automate Hosted Machine Groups service principal",
    judges: [CreateMachine, CreateImage],
    fixers: [AzureRoleAssignmentAdministrator],
    says: "image `{image}` is for both usages, but the service principal {app} has {found} on its gallery and needs at least {expected}",
    steps: [
        "assign {expected} on the gallery of `{image}` to the service principal {app} (application id {id})",
        "or add the image to Power Automate for hosted machines only",
    ],
    command: "az role assignment create --assignee {id} --role {expected} --scope GALLERY_ID",
    examples: [
        broken "no role" { "/images/finance/usage": "both" },
        broken "on the gallery of another image" {
            "/images/finance/usage": "both",
            "/subscriptions/sub-a/grants": [
                { "principal": "hosted-machine-groups", "role": "Reader", "scope": "gallery/claims" }
            ]
        },
        met "Reader on the gallery" {
            "/images/finance/usage": "both",
            "/subscriptions/sub-a/grants": [
                { "principal": "hosted-machine-groups", "role": "Reader", "scope": "gallery/finance" }
            ]
        },
        met "a higher role on the subscription" {
            "/images/finance/usage": "both",
            "/subscriptions/sub-a/grants": [
                { "principal": "hosted-machine-groups", "role": "Contributor", "scope": "subscription" }
            ]
        },
        unknown "assignments to groups were not expanded" {
            "/images/finance/usage": "both",
            "/subscriptions/sub-a/grants": { "items": [], "complete": false }
        },
        unknown "perhaps inherited from a resource group" {
            "/images/finance": { "usage": "both", "gallery": { "resource_group": null } },
            "/subscriptions/sub-a/grants": [
                { "principal": "hosted-machine-groups", "role": "Reader", "scope": "resource-group/rg-images" }
            ]
        },
        unknown "the usage is not known" { "/images/finance/usage": null },
        not_applicable "for hosted machines only" {},
        not_applicable "the default image" { "/request/create-machine/image": "default" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let image = cx.custom_image()?;
    let least = cx.term(Key::ImageGroupGalleryRole)?;
    let app = Term::HOSTED_MACHINE_GROUPS;
    let reads = || super::reads_gallery(cx, image, Principal::App(app), least);
    super::is_for_both(image, reads)?;
    require(reads(), || {
        Evidence::new(image.field("subscription"), "no role that reads", least.name())
            .with("image", image.key())
            .with("app", app.name())
            .with("id", app.guid())
            .related(image.field("usage"))
    })
}
