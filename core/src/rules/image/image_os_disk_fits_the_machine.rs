//! IMG009: the OS disk of a custom image fits into the machine's.

use crate::facts::known::implies;
use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The OS disk of a custom image must not be larger than that of a hosted machine, 256 GB.
    ///
    /// # Why
    /// The image is laid onto the machine's own disk, which can be larger but not smaller. Where it does not fit, provisioning fails with
    /// `imageDiskSizeOverMatch`.
    ///
    /// # How to fix it
    /// Build the image on a virtual machine with a smaller OS disk, best of the default size. Azure cannot shrink a disk.
    code: IMG009,
    name: "image-os-disk-fits-the-machine",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Image requirements",
    judges: [CreateMachine, CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "the OS disk of image `{image}` has {found} GB, but a hosted machine's has no more than {expected} GB",
    steps: [
        "build the image anew on a virtual machine with an OS disk of {usual} GB and add a version of it",
    ],
    examples: [
        broken "1 GB too large" { "/images/finance/os_disk_gb": 257 },
        met "just as large" { "/images/finance/os_disk_gb": 256 },
        met "1 GB smaller" { "/images/finance/os_disk_gb": 255 },
        met "the default size" {},
        unknown "nobody has looked" { "/images/finance/os_disk_gb": null },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Machines)?;
    let size = image.os_disk_gb().copied();
    let most = cx.number(Key::ImageOsDiskMaxGb)?;
    let usual = cx.number(Key::ImageOsDiskGb)?;
    let found = size.clone().unwrap_or_default();
    require(implies(owed, size.map(|size| size <= most)), || {
        Evidence::new(image.field("os_disk_gb"), found, most).with("image", image.key()).with("usual", usual)
    })
}
