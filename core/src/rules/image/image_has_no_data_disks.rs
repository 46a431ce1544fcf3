//! IMG037: a custom image has no data disks.

use crate::facts::known::implies;
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A custom image must have no data disks.
    ///
    /// # Why
    /// A hosted machine has one disk. Windows 365, which makes hosted machines, refuses an image with data disks
    /// (`sourceImageWithDataDiskNotSupported`); that hosted machines do is assumed.
    ///
    /// # How to fix it
    /// Detach the data disks from the virtual machine before the image is taken, and add a version of it.
    code: IMG037,
    name: "image-has-no-data-disks",
    level: Error,
    provenance: Adjacent,
    source: "cloud-pc-device-images" / "errorCode",
    judges: [CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` has {found} data disks, but a hosted machine takes {expected}",
    steps: [
        "move what lies on the data disks of the virtual machine that `{image}` is made of, and detach them",
        "generalize the virtual machine and add a version of the image",
    ],
    examples: [
        broken "one data disk" {
            "/images/finance/source/data_disks": 1,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "none" { "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" } },
        met "added for hosted machine groups only" {
            "/images/finance": { "usage": "hosted-machine-group", "source": { "data_disks": 1 } },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "nobody has looked" {
            "/images/finance/source/data_disks": null,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        not_applicable "a machine is created of an image that was added" { "/images/finance/source/data_disks": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Machines)?;
    let source = image.source();
    let disks = source.data_disks().copied();
    let found = disks.clone().unwrap_or_default();
    require(implies(owed, disks.map(|disks| disks == 0)), || {
        Evidence::new(source.field("data_disks"), found, say::NONE).with("image", image.key())
    })
}
