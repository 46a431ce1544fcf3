//! IMG010: the definition of a custom image has trusted launch enabled.

use crate::facts::known::implies;
use crate::facts::value::SecurityType;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::Level;

rule! {
    /// The image definition must have trusted launch enabled as its security type.
    ///
    /// # Why
    /// A hosted machine starts with secure boot and a virtual TPM. An image definition without a security type, or for confidential virtual
    /// machines, does not give them; at the latest provisioning fails, with `imageNotSupportTPM`.
    ///
    /// Trusted launch *supported* means that machines with and without it can be made of the image. That it is taken is not published,
    /// nor that it is refused, so it is a warning.
    ///
    /// The preview of hosted machines did not demand it yet.
    ///
    /// # How to fix it
    /// The security type belongs to the image definition and cannot be changed. Create a new definition with the feature
    /// `SecurityType=TrustedLaunch` and add a version of the image to it.
    code: IMG010,
    name: "image-has-trusted-launch",
    level: Error,
    at_worst: at_worst,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Image requirements",
    judges: [CreateMachine, CreateImage, CreateGroup, EditGroup],
    fixers: [ImageOrNetworkOwner],
    says: "the definition of image `{image}` has security type `{found}`, but {served} need `{expected}`",
    steps: [
        "create a new image definition of generation 2 with security type `{expected}` in the gallery",
        "add a version of the image to the new definition",
    ],
    command: "az sig image-definition create --features SecurityType=TrustedLaunch --hyper-v-generation V2 --os-type Windows --os-state Generalized --gallery-name GALLERY --gallery-image-definition NAME --publisher PUBLISHER --offer OFFER --sku SKU --resource-group GROUP",
    examples: [
        broken "no security type" { "/images/finance/security_type": "standard" },
        broken "for confidential virtual machines" { "/images/finance/security_type": "confidential" },
        broken "trusted launch possible but not enabled is a warning" {
            "/images/finance/security_type": "trusted-launch-supported"
        },
        met "trusted launch" {},
        unknown "nobody has looked" { "/images/finance/security_type": null },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
        broken "when a hosted machine group is made of it" {
            "/images/finance/security_type": "standard",
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Either)?;
    let kind = image.security_type();
    let found = kind.as_ref().map_or(SecurityType::TrustedLaunch, |kind| **kind);
    require(implies(owed, kind.map(|kind| *kind == SecurityType::TrustedLaunch)), || {
        Evidence::new(image.field("security_type"), found, SecurityType::TrustedLaunch)
            .with("image", image.key())
            .with("served", cx.mainly().words())
            .level(level(found))
    })
}

/// How bad a security type is that is not the one.
const fn level(kind: SecurityType) -> Level {
    if matches!(kind, SecurityType::TrustedLaunchSupported) { Level::Warning } else { Level::Error }
}

/// A warning where trusted launch is known to be possible.
fn at_worst(cx: &Context<'_>) -> Level {
    let kind = cx.custom_image().ok().and_then(|image| image.it.security_type.value());
    kind.map_or(Level::Error, |kind| level(*kind))
}
