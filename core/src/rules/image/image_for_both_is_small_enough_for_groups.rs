//! IMG020: an image for both usages is small enough for hosted machine groups.

use crate::rulebook::Key;
use crate::rules::RuleId;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// An image for both usages must not be larger than hosted machine groups take, 127 GB.
    ///
    /// # Why
    /// An image that is added for both must serve hosted machines and hosted machine groups. The groups' limit is the lower one: hosted machines
    /// take up to 256 GB.
    ///
    /// # How to fix it
    /// Build the image on a virtual machine with a smaller OS disk, or add it to Power Automate for hosted machines only.
    code: IMG020,
    name: "image-for-both-is-small-enough-for-groups",
    level: Error,
    provenance: Adjacent,
    source: "hosted-machine-groups-2023-11-09" / "Image requirements",
    judges: [CreateMachine, CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` is for both usages and has {found} GB, but hosted machine groups take no more than {expected} GB",
    steps: [
        "build the image anew with an OS disk of {usual} GB and add a version of it",
        "or add the image to Power Automate for hosted machines only",
    ],
    examples: [
        broken "1 GB too large" { "/images/finance": { "usage": "both", "os_disk_gb": 128 } },
        met "just as large" { "/images/finance": { "usage": "both", "os_disk_gb": 127 } },
        met "1 GB smaller" { "/images/finance": { "usage": "both", "os_disk_gb": 126 } },
        unknown "nobody has looked" { "/images/finance": { "usage": "both", "os_disk_gb": null } },
        unknown "neither usage nor size is known" { "/images/finance": { "usage": null, "os_disk_gb": null } },
        broken "as large as hosted machines take" { "/images/finance": { "usage": "both", "os_disk_gb": 256 } },
        not_judged "too large for hosted machines already" {
            "/images/finance": { "usage": "both", "os_disk_gb": 257 }
        },
        not_applicable "for hosted machines only" { "/images/finance/os_disk_gb": 200 },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let image = cx.custom_image()?;
    super::is_for_both(image, || image.os_disk_gb())?;
    let size = *image.os_disk_gb()?;
    let most = cx.number(Key::ImageGroupOsDiskMaxGb)?;
    if size > cx.number(Key::ImageOsDiskMaxGb)? {
        cx.leave_to(RuleId::IMG009)?;
    }
    let usual = cx.number(Key::ImageOsDiskGb)?;
    require(Ok(size <= most), || {
        Evidence::new(image.field("os_disk_gb"), size, most)
            .with("image", image.key())
            .with("usual", usual)
            .related(image.field("usage"))
    })
}
