//! IMG021: an image for both usages holds a Microsoft Edge that hosted machine groups take.

use crate::rulebook::term::Term;
use crate::rulebook::{Key, Offering};
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// An image for both usages must hold Microsoft Edge 80 or later.
    ///
    /// # Why
    /// Hosted machine groups demand it. Hosted machines do not, but an image that is added for both must serve both.
    ///
    /// # How to fix it
    /// Install or update Microsoft Edge in the virtual machine the image is made of, or add the image to Power Automate for hosted machines only.
    code: IMG021,
    name: "image-for-both-has-edge",
    level: Error,
    provenance: Adjacent,
    source: "hosted-machine-groups-2023-11-09" / "Image requirements",
    judges: [CreateMachine, CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` is for both usages and has {found}, but hosted machine groups need {expected} or later",
    steps: [
        "install {expected} or later in the virtual machine that `{image}` is made of, generalize it and add a version of the image",
        "or add the image to Power Automate for hosted machines only",
    ],
    examples: [
        broken "one version too old" { "/images/finance": { "usage": "both", "edge_version": 79 } },
        broken "no Edge" { "/images/finance": { "usage": "both", "edge_version": 0 } },
        met "the oldest version that is taken" { "/images/finance": { "usage": "both", "edge_version": 80 } },
        met "one version later" { "/images/finance": { "usage": "both", "edge_version": 81 } },
        unknown "nobody has looked" { "/images/finance": { "usage": "both", "edge_version": null } },
        unknown "the usage is not known" { "/images/finance/usage": null },
        not_applicable "for hosted machines only" { "/images/finance/edge_version": 0 },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let image = cx.custom_image()?;
    super::is_for_both(image, || image.edge_version())?;
    let version = *image.edge_version()?;
    let oldest = cx.number(Key::ImageGroupEdgeMinimum)?;
    require(Ok(version >= oldest), || {
        let edge = Term::<Offering>::MICROSOFT_EDGE.name();
        let found = match version {
            0 => format!("no {edge}"),
            version => format!("{edge} {version}"),
        };
        let expected = format!("{edge} {oldest}");
        Evidence::new(image.field("edge_version"), found, expected)
            .with("image", image.key())
            .related(image.field("usage"))
    })
}
