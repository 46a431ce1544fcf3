//! IMG021: an image for hosted machine groups holds a Microsoft Edge that they take.

use crate::facts::known::implies;
use crate::rulebook::term::Term;
use crate::rulebook::{Key, Offering};
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// An image for hosted machine groups must hold Microsoft Edge 80 or later.
    ///
    /// # Why
    /// Hosted machine groups demand it. Hosted machines do not, but an image that is added for both must serve both.
    ///
    /// # How to fix it
    /// Install or update Microsoft Edge in the virtual machine the image is made of, or add the image to Power Automate for hosted machines only.
    code: IMG021,
    name: "image-has-edge",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Image requirements",
    judges: [CreateImage, CreateGroup, EditGroup],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}`{why} has {found}, but hosted machine groups need {expected} or later",
    steps: [
        "install {expected} or later in the virtual machine that `{image}` is made of, generalize it and add a version of the image",
        "or use the image for hosted machines only",
    ],
    examples: [
        broken "one version too old" {
            "/images/finance/edge_version": 79,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        broken "no Edge" {
            "/images/finance/edge_version": 0,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        met "the oldest version that is taken" {
            "/images/finance/edge_version": 80,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        met "one version later" {
            "/images/finance/edge_version": 81,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        broken "added for both" {
            "/images/finance": { "usage": "both", "edge_version": 79 },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "nobody has looked" {
            "/images/finance/edge_version": null,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        unknown "added, and nobody knows what for" {
            "/images/finance": { "usage": null, "edge_version": 79 },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "added for hosted machines only" {
            "/images/finance/edge_version": 0,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        not_applicable "a hosted machine" { "/images/finance": { "usage": "both", "edge_version": 0 } },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Groups)?;
    let version = image.edge_version().copied();
    let oldest = cx.number(Key::ImageGroupEdgeMinimum)?;
    let found = version.clone().unwrap_or_default();
    require(implies(owed, version.map(|version| version >= oldest)), || {
        let edge = Term::<Offering>::MICROSOFT_EDGE.name();
        let program = |version: u64| say::PROGRAM_VERSION.with("program", edge).with("version", version);
        let found = match found {
            0 => say::NO_PROGRAM.with("program", edge),
            version => program(version),
        };
        let expected = program(oldest);
        Evidence::new(image.field("edge_version"), found, expected)
            .with("image", image.key())
            .with("why", super::why_groups(image))
            .related(image.field("usage"))
    })
}
