//! IMG020: an image for hosted machine groups is small enough for them.

use crate::facts::known::implies;
use crate::rulebook::Key;
use crate::rules::RuleId;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// An image for hosted machine groups must not be larger than they take, 127 GB.
    ///
    /// # Why
    /// The groups' limit is lower than that of hosted machines, which take up to 256 GB. An image that is added for both must serve both; a hosted
    /// machine that is made of such an image owes only what hosted machines ask for.
    ///
    /// # How to fix it
    /// Build the image on a virtual machine with a smaller OS disk, or add it to Power Automate for hosted machines only.
    code: IMG020,
    name: "image-is-small-enough-for-groups",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Image requirements",
    judges: [CreateImage, CreateGroup, EditGroup],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}`{why} has {found} GB, but hosted machine groups take no more than {expected} GB",
    steps: [
        "build the image anew with an OS disk of {usual} GB and add a version of it",
        "or use the image for hosted machines only",
    ],
    examples: [
        broken "1 GB too large" {
            "/images/finance/os_disk_gb": 128,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        met "just as large" {
            "/images/finance/os_disk_gb": 127,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        met "1 GB smaller" {
            "/images/finance/os_disk_gb": 126,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        broken "given to a group" {
            "/images/finance/os_disk_gb": 128,
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
        unknown "nobody has looked" {
            "/images/finance/os_disk_gb": null,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        broken "too large for hosted machines as well" {
            "/images/finance/os_disk_gb": 257,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        broken "added for both" {
            "/images/finance": { "usage": "both", "os_disk_gb": 128 },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        broken "added for hosted machine groups" {
            "/images/finance": { "usage": "hosted-machine-group", "os_disk_gb": 128 },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        not_judged "added for both, and too large for hosted machines already" {
            "/images/finance": { "usage": "both", "os_disk_gb": 257 },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "added, and nobody knows what for" {
            "/images/finance": { "usage": null, "os_disk_gb": 128 },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "added, and neither usage nor size is known" {
            "/images/finance": { "usage": null, "os_disk_gb": null },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "small enough whatever it is added for" {
            "/images/finance/usage": null,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "added for hosted machines only" {
            "/images/finance/os_disk_gb": 200,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        not_applicable "a hosted machine" { "/images/finance": { "usage": "both", "os_disk_gb": 200 } },
        not_applicable "the default image" {
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Groups)?;
    let size = image.os_disk_gb().copied();
    let most = cx.number(Key::ImageGroupOsDiskMaxGb)?;
    let found = size.clone().unwrap_or_default();
    let both = owed == Ok(true) && cx.serves(Served::Machines) == Ok(Ok(true));
    if both && found > cx.number(Key::ImageOsDiskMaxGb)? {
        cx.leave_to(RuleId::IMG009)?;
    }
    let usual = cx.number(Key::ImageOsDiskGb)?;
    require(implies(owed, size.map(|size| size <= most)), || {
        Evidence::new(image.field("os_disk_gb"), found, most)
            .with("image", image.key())
            .with("usual", usual)
            .with("why", super::why_groups(image))
            .related(image.field("usage"))
    })
}
