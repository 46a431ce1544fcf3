//! IMG017: a custom image is made for hosted machines.

use crate::facts::value::Usage;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The usage of a custom image must include hosted machines.
    ///
    /// # Why
    /// Whoever adds an image to Power Automate chooses what to use it with: hosted machines, hosted machine groups, or both. An image for
    /// groups only cannot be chosen for a hosted machine.
    ///
    /// # How to fix it
    /// Add the image again with the usage Hosted machine, or Both. For both it must meet the requirements of hosted machine groups too.
    code: IMG017,
    name: "image-is-for-hosted-machines",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Add a new custom VM image"
        + "hosted-machines-2022-12-12" / "Add a new custom VM image",
    holds: ALWAYS,
    judges: [CreateMachine, CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` is for use with `{found}`, not with {expected}",
    steps: [
        "in Power Automate, open Monitor, Machines, VM images and add the image with the usage Hosted machine or Both",
    ],
    examples: [
        broken "for hosted machine groups only" { "/images/finance/usage": "hosted-machine-group" },
        met "for hosted machines" {},
        met "for both" { "/images/finance/usage": "both" },
        unknown "the usage is not known" { "/images/finance/usage": null },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let image = cx.custom_image()?;
    let usage = *image.usage()?;
    require(Ok(usage != Usage::HostedMachineGroup), || {
        let expected = format!("`{}` or `{}`", Usage::HostedMachine, Usage::Both);
        Evidence::new(image.field("usage"), usage, expected).with("image", image.key())
    })
}
