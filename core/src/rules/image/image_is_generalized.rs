//! IMG005: a custom image is generalized.

use crate::facts::known::implies;
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A custom image must be generalized.
    ///
    /// # Why
    /// A specialized image carries the name, the accounts and the identity of the machine it was taken from. Every hosted machine needs its
    /// own: the image is refused with `sourceImageNotGeneralized`, or the machine waits for a set-up that never comes and times out.
    ///
    /// # How to fix it
    /// Run Sysprep in the virtual machine, shut it down, mark it as generalized, and add a version of an image definition whose
    /// operating system state is Generalized. The state of a definition cannot be changed.
    code: IMG005,
    name: "image-is-generalized",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Image requirements"
        + "hosted-machines-2022-12-12" / "Image requirements",
    holds: ALWAYS,
    judges: [CreateMachine, CreateImage, CreateGroup, EditGroup],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` is {found}, but {served} need a {expected} one",
    steps: [
        "in the virtual machine, run `%WINDIR%\\system32\\sysprep\\sysprep.exe /generalize /oobe /shutdown`",
        "mark the virtual machine as generalized and add a version of a generalized image definition",
    ],
    command: "az vm generalize --name VM --resource-group GROUP",
    examples: [
        broken "a specialized image" { "/images/finance/generalized": false },
        broken "when it is added to Power Automate" {
            "/images/finance/generalized": false,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "a generalized image" {},
        unknown "nobody has looked" { "/images/finance/generalized": null },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
        broken "when a hosted machine group is made of it" {
            "/images/finance/generalized": false,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Either)?;
    require(implies(owed, image.generalized().map(|image| image.0)), || {
        Evidence::new(image.field("generalized"), say::SPECIALIZED, say::GENERALIZED)
            .with("image", image.key())
            .with("served", cx.mainly().words())
    })
}
