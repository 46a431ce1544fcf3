//! IMG010: the definition of a custom image has trusted launch enabled.

use crate::facts::value::SecurityType;
use crate::rules::context::Context;
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
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Image requirements",
    judges: [CreateMachine, CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "the definition of image `{image}` has security type `{found}`, but hosted machines need `{expected}`",
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
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let image = cx.custom_image()?;
    let kind = *image.security_type()?;
    let level = match kind {
        SecurityType::TrustedLaunch => return Ok(()),
        SecurityType::TrustedLaunchSupported => Level::Warning,
        SecurityType::Standard | SecurityType::Confidential => Level::Error,
    };
    require(Ok(false), || {
        Evidence::new(image.field("security_type"), kind, SecurityType::TrustedLaunch)
            .with("image", image.key())
            .level(level)
    })
}
