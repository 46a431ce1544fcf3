//! IMG008: the OS disk of a custom image has the usual size.

use crate::facts::known::implies;
use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The OS disk of a custom image should have the default size of 64 GB.
    ///
    /// # Why
    /// The image requirements name 64 GB as the default and say that the disk then grows by itself. That an image of another size is refused is
    /// published only for one larger than the machine's own disk, which is another requirement; so this one is a warning.
    ///
    /// # How to fix it
    /// Build the image on a virtual machine with an OS disk of 64 GB. A larger disk cannot be made smaller in Azure.
    code: IMG008,
    name: "image-os-disk-has-the-default-size",
    level: Warning,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Image requirements"
        + "hosted-machines-2022-12-12" / "Image requirements",
    holds: ALWAYS,
    judges: [CreateMachine, CreateImage],
    fixers: [ImageOrNetworkOwner],
    covered_by: [IMG009, IMG020],
    says: "the OS disk of image `{image}` has {found} GB, and not the {expected} GB that the image requirements name as the default",
    steps: [
        "build the image anew on a virtual machine with an OS disk of {expected} GB and add a version of it",
    ],
    examples: [
        broken "a little smaller" { "/images/finance/os_disk_gb": 63 },
        broken "a little larger" { "/images/finance/os_disk_gb": 65 },
        broken "as large as the machine's own disk" { "/images/finance/os_disk_gb": 256 },
        met "64 GB" {},
        unknown "nobody has looked" { "/images/finance/os_disk_gb": null },
        not_judged "larger than the machine's own disk, which says it already" { "/images/finance/os_disk_gb": 257 },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Machines)?;
    let size = image.os_disk_gb().copied();
    let usual = cx.number(Key::ImageOsDiskGb)?;
    let found = size.clone().unwrap_or_default();
    require(implies(owed, size.map(|size| size == usual)), || {
        Evidence::new(image.field("os_disk_gb"), found, usual).with("image", image.key())
    })
}
