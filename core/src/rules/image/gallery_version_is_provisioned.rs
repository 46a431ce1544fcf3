//! IMG042: the image version in the gallery is there.

use crate::facts::known::implies;
use crate::facts::value::VersionState;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::Level;

rule! {
    /// The version of a custom image in its Azure Compute Gallery must have been made without failing.
    ///
    /// # Why
    /// Only a version whose provisioning succeeded holds an image: one that failed, that is still being made or changed, or that is about to go
    /// cannot be copied from. That it lies in the region as well is another requirement. Azure says so of every version; that Power Automate
    /// does not take another follows from it; for an image of hosted machine groups alone it is a warning.
    ///
    /// # How to fix it
    /// Wait until the version is made, or delete one that failed and add it anew.
    code: IMG042,
    name: "gallery-version-is-provisioned",
    level: Error,
    at_worst: at_worst,
    provenance: Adjacent,
    source: "azure-gallery-image-versions" / "GalleryProvisioningState",
    judges: [CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "the version of image `{image}` in its gallery is in state {found}, and must be {expected}",
    steps: [
        "in the Azure portal, open the version of `{image}` in its gallery and look at its provisioning state",
        "wait until it has succeeded; one that failed is deleted, and added anew once its cause is mended",
    ],
    command: "az sig image-version show --expand replicationStatus --gallery-name GALLERY --gallery-image-definition DEFINITION --gallery-image-version VERSION --resource-group GROUP",
    examples: [
        broken "it failed" {
            "/images/finance/gallery/version_state": "failed",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        broken "it is still being made, when it is added to Power Automate" {
            "/images/finance/gallery/version_state": "creating",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        broken "when it is added for groups" {
            "/images/finance": { "usage": "hosted-machine-group", "gallery": { "version_state": "failed" } },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "it failed, and for what the image is to be added is not known" {
            "/images/finance": { "usage": null, "gallery": { "version_state": "failed" } },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "it succeeded" { "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" } },
        unknown "nobody has looked" {
            "/images/finance/gallery/version_state": null,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        not_applicable "a machine is created of an image that was added" {
            "/images/finance/gallery/version_state": null
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Either)?;
    let gallery = image.gallery();
    let state = gallery.version_state().copied();
    let found = state.clone().unwrap_or(VersionState::Succeeded);
    let succeeded = implies(owed, state.map(|state| state == VersionState::Succeeded));
    if succeeded == Ok(false) {
        // Whether it is an error hangs on what the image is for.
        cx.serves(Served::Machines)??;
    }
    require(succeeded, || {
        Evidence::new(gallery.field("version_state"), found, VersionState::Succeeded)
            .with("image", image.key())
            .level(at_worst(cx))
    })
}

/// A warning for an image that is added for groups alone, of which no page says it.
fn at_worst(cx: &Context<'_>) -> Level {
    if cx.mainly() == Served::Groups { Level::Warning } else { Level::Error }
}
