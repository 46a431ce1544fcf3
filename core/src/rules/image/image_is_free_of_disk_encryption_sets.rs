//! IMG041: a custom image is not encrypted by a disk encryption set.

use crate::facts::known::implies;
use crate::facts::value::Presence;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A custom image must not be encrypted by a disk encryption set.
    ///
    /// # Why
    /// A disk encryption set holds the organisation's own key, which the service that copies the image may not use. Windows 365, which makes hosted
    /// machines, refuses such an image (`sourceImageWithDiskEncryptionSetNotSupported`); that hosted machines do is assumed.
    ///
    /// # How to fix it
    /// Encrypt the disk and the image version with the platform's key, and add a version of the image.
    code: IMG041,
    name: "image-is-free-of-disk-encryption-sets",
    level: Error,
    provenance: Adjacent,
    source: "cloud-pc-device-images" / "errorCode",
    judges: [CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "a disk encryption set is {found} on image `{image}` or the disk that it was made of, and must be {expected}",
    steps: [
        "set the encryption of the disk that `{image}` is made of to a platform-managed key",
        "add a version of the image that is encrypted with a platform-managed key in every region",
    ],
    examples: [
        broken "one encrypts it" {
            "/images/finance/source/disk_encryption_set": "present",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "the platform's key" {
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "added for hosted machine groups only" {
            "/images/finance": { "usage": "hosted-machine-group", "source": { "disk_encryption_set": "present" } },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "nobody has looked" {
            "/images/finance/source/disk_encryption_set": null,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        not_applicable "a machine is created of an image that was added" {
            "/images/finance/source/disk_encryption_set": null
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Machines)?;
    let source = image.source();
    require(implies(owed, source.disk_encryption_set().map(|found| *found == Presence::Absent)), || {
        Evidence::new(source.field("disk_encryption_set"), Presence::Present, Presence::Absent)
            .with("image", image.key())
    })
}
