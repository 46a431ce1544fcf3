//! IMG004: a custom image is of the generation that hosted machines start from.

use crate::facts::known::implies;
use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A custom image must be a generation 2 image.
    ///
    /// # Why
    /// A hosted machine starts with UEFI, secure boot and a virtual TPM. A generation 1 image has none of them: the machine is
    /// made, cannot start from it, and provisioning fails with `imageNotSupportTPM`.
    ///
    /// # How to fix it
    /// The generation belongs to the image definition and cannot be changed. Create a new image definition of generation 2,
    /// build the image anew on a generation 2 virtual machine, and add a version of it.
    code: IMG004,
    name: "image-is-generation-2",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Image requirements"
        + "hosted-machines-2022-12-12" / "Image requirements",
    holds: ALWAYS,
    judges: [CreateMachine, CreateImage, CreateGroup, EditGroup],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` is of generation {found}, but {served} need generation {expected}",
    steps: [
        "create a new image definition of generation {expected} in the gallery",
        "build the image on a generation {expected} virtual machine and add a version of it to the new definition",
    ],
    command: "az sig image-definition create --hyper-v-generation V{expected} --features SecurityType=TrustedLaunch --os-type Windows --os-state Generalized --gallery-name GALLERY --gallery-image-definition NAME --publisher PUBLISHER --offer OFFER --sku SKU --resource-group GROUP",
    examples: [
        broken "a generation 1 image" { "/images/finance/generation": 1 },
        met "a generation 2 image" {},
        unknown "nobody has looked" { "/images/finance/generation": null },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
        broken "when a hosted machine group is made of it" {
            "/images/finance/generation": 1,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        broken "when a hosted machine group gets it" {
            "/images/finance/generation": 1,
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
        unknown "whether the group that gets it is a hosted one is not known" {
            "/groups/invoices/kind": null,
            "/images/finance/generation": 1,
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
        met "a group of machines gets no image" {
            "/images/finance/generation": 1,
            "/request/edit-group": { "group": "pool", "image": "finance" }
        },
        not_applicable "a group whose image stays" {
            "/images/finance/generation": 1,
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Either)?;
    let wanted = cx.number(Key::ImageGeneration)?;
    let generation = image.generation();
    let found = generation.as_ref().map_or(0, |generation| generation.0);
    require(implies(owed, generation.map(|generation| generation.0 == wanted)), || {
        Evidence::new(image.field("generation"), found, wanted)
            .with("image", image.key())
            .with("served", cx.mainly().words())
    })
}
