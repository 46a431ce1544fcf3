//! IMG038: FSLogix is not installed in a custom image.

use crate::facts::known::implies;
use crate::facts::value::Presence;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// FSLogix must not be installed in a custom image.
    ///
    /// # Why
    /// It redirects profiles, which a machine that is one person's own does not need. Windows 365, which makes hosted machines, refuses an image
    /// with it (`fSLogixInstalledSourceImageNotSupported`); that hosted machines do is assumed.
    ///
    /// # How to fix it
    /// Uninstall FSLogix on the virtual machine before the image is taken.
    code: IMG038,
    name: "image-has-no-fslogix",
    level: Error,
    provenance: Adjacent,
    source: "cloud-pc-device-images" / "errorCode",
    judges: [CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "in image `{image}` FSLogix is {found}, and must be {expected}",
    steps: [
        "uninstall Microsoft FSLogix Apps on the virtual machine that `{image}` is made of",
        "generalize the virtual machine and add a version of the image",
    ],
    examples: [
        broken "it is installed" {
            "/images/finance/source/fslogix": "present",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "it is not installed" {
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "added for hosted machine groups only" {
            "/images/finance": { "usage": "hosted-machine-group", "source": { "fslogix": "present" } },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "nobody has looked" {
            "/images/finance/source/fslogix": null,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        not_applicable "a machine is created of an image that was added" { "/images/finance/source/fslogix": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Machines)?;
    let source = image.source();
    require(implies(owed, source.fslogix().map(|found| *found == Presence::Absent)), || {
        Evidence::new(source.field("fslogix"), Presence::Present, Presence::Absent).with("image", image.key())
    })
}
