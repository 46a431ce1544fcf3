//! IMG012: the gallery of a custom image is shared by role assignments.

use crate::facts::known::implies;
use crate::facts::value::GallerySharing;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The Azure Compute Gallery of a custom image must be shared by role-based access control (RBAC).
    ///
    /// # Why
    /// Who may use an image is judged by the role assignments on its gallery. A gallery that is shared with groups of subscriptions, or with
    /// everybody as a community gallery, is not what the instructions ask for when the gallery is created. A gallery without a sharing
    /// profile, which Azure calls Private, is shared by RBAC.
    ///
    /// # How to fix it
    /// Create a gallery with Role based access control (RBAC) on the Sharing tab, and move the image definition there.
    code: IMG012,
    name: "gallery-is-shared-by-rbac",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Create an Azure Compute Gallery in Azure and add an image"
        + "hosted-machines-2022-12-12" / "Create an Azure Compute Gallery in Azure and add an image",
    holds: ALWAYS,
    judges: [CreateMachine, CreateImage, CreateGroup, EditGroup],
    fixers: [ImageOrNetworkOwner],
    says: "the gallery of image `{image}` is shared by `{found}`, but must be shared by `{expected}`",
    steps: [
        "create a gallery in the Azure portal and choose Role based access control (RBAC) on its Sharing tab",
        "create the definition of `{image}` there and add a version of the image to it",
    ],
    command: "az sig create --gallery-name GALLERY --permissions Private --resource-group GROUP",
    examples: [
        broken "shared with groups of subscriptions" { "/images/finance/gallery/sharing": "groups" },
        broken "a community gallery" { "/images/finance/gallery/sharing": "community" },
        met "shared by role assignments" {},
        unknown "nobody has looked" { "/images/finance/gallery/sharing": null },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
        broken "when a hosted machine group is made of it" {
            "/images/finance/gallery/sharing": "community",
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Either)?;
    let gallery = image.gallery();
    let sharing = gallery.sharing();
    let found = sharing.as_ref().map_or(GallerySharing::Rbac, |sharing| **sharing);
    require(implies(owed, sharing.map(|sharing| *sharing == GallerySharing::Rbac)), || {
        Evidence::new(gallery.field("sharing"), found, GallerySharing::Rbac).with("image", image.key())
    })
}
