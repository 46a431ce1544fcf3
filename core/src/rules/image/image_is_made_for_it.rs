//! IMG017: a custom image is made for what is to be made of it.

use crate::facts::known::implies;
use crate::facts::value::Usage;
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The usage of a custom image must include what is made of it: hosted machines, or hosted machine groups.
    ///
    /// # Why
    /// Whoever adds an image to Power Automate chooses what to use it with: hosted machines, hosted machine groups, or both. An image for
    /// groups only cannot be chosen for a hosted machine, nor one for hosted machines only for a group.
    ///
    /// # How to fix it
    /// Add the image again with the usage Hosted machine, or Both. For both it must meet the requirements of hosted machine groups too.
    code: IMG017,
    name: "image-is-made-for-it",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Add a new custom VM image"
        + "hosted-machines-2022-12-12" / "Add a new custom VM image",
    holds: ALWAYS,
    judges: [CreateMachine, CreateGroup, EditGroup],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` is for use with `{found}`, not with {expected}",
    steps: [
        "in Power Automate, open Monitor, Machines, VM images and add the image with the usage that is asked for, or Both",
    ],
    examples: [
        broken "for hosted machine groups only" { "/images/finance/usage": "hosted-machine-group" },
        met "for hosted machines" {},
        met "for both" { "/images/finance/usage": "both" },
        unknown "the usage is not known" { "/images/finance/usage": null },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
        broken "a group of an image for hosted machines" {
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        broken "given to a group" { "/request/edit-group": { "group": "invoices", "image": "finance" } },
        met "a group of an image for groups" {
            "/images/finance/usage": "hosted-machine-group",
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        met "a group of an image for both" {
            "/images/finance/usage": "both",
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        not_applicable "the image is only being added" {
            "/images/finance/usage": "hosted-machine-group",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(cx.made())?;
    let wanted = if cx.made() == Served::Groups { Usage::HostedMachineGroup } else { Usage::HostedMachine };
    let usage = image.usage().copied();
    let found = usage.clone().unwrap_or(wanted);
    require(implies(owed, usage.map(|usage| usage == wanted || usage == Usage::Both)), || {
        let expected = say::EITHER_USAGE.with("one", wanted).with("other", Usage::Both);
        Evidence::new(image.field("usage"), found, expected).with("image", image.key())
    })
}
