//! IMG040: a custom image was not encrypted by Azure Disk Encryption.

use crate::facts::known::implies;
use crate::facts::value::Presence;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A custom image must not be made of a disk that Azure Disk Encryption has encrypted.
    ///
    /// # Why
    /// Its key lies in a vault that another machine does not reach. Windows 365, which makes hosted machines, refuses such an image
    /// (`sourceImageWithAzureDiskEncryptionNotSupported`); that hosted machines do is assumed. Encryption at host and server-side encryption with keys
    /// of the platform are something else.
    ///
    /// # How to fix it
    /// Turn Azure Disk Encryption off and decrypt the disk before the image is taken, or build it on a virtual machine that never had it.
    code: IMG040,
    name: "image-is-free-of-azure-disk-encryption",
    level: Error,
    provenance: Adjacent,
    source: "cloud-pc-device-images" / "errorCode",
    judges: [CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "on the disk that image `{image}` was made of Azure Disk Encryption is {found}, and must be {expected}",
    steps: [
        "run `az vm encryption disable` for the virtual machine that `{image}` is made of and wait until its disk is decrypted, or build it anew without",
        "generalize the virtual machine and add a version of the image",
    ],
    examples: [
        broken "it was encrypted" {
            "/images/finance/source/azure_disk_encryption": "present",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "it was not" { "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" } },
        met "added for hosted machine groups only" {
            "/images/finance": { "usage": "hosted-machine-group", "source": { "azure_disk_encryption": "present" } },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "nobody has looked" {
            "/images/finance/source/azure_disk_encryption": null,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        not_applicable "a machine is created of an image that was added" {
            "/images/finance/source/azure_disk_encryption": null
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Machines)?;
    let source = image.source();
    require(implies(owed, source.azure_disk_encryption().map(|found| *found == Presence::Absent)), || {
        Evidence::new(source.field("azure_disk_encryption"), Presence::Present, Presence::Absent)
            .with("image", image.key())
    })
}
