//! IMG032: the image version is no longer being made.

use crate::facts::known::implies;
use crate::facts::value::VersionStatus;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The version of a custom image in Power Automate must be ready before machines are made of it.
    ///
    /// # Why
    /// After an image was added, its version is provisioned first, and has the status Provisioning meanwhile. The status is published for
    /// the Dataverse table of image versions only; that machines have to wait for it follows, and is not said.
    ///
    /// # How to fix it
    /// Wait until the image's details page shows the version as active.
    code: IMG032,
    name: "image-version-is-made",
    level: Error,
    provenance: Adjacent,
    source: "dataverse-tables" / "Flow Machine Image Version: status reason",
    judges: [CreateMachine, CreateGroup, EditGroup],
    fixers: [Maker],
    says: "the version of image `{image}` in Power Automate is still {found}, but must be {expected} first",
    steps: [
        "wait until image `{image}` is shown as active in Power Automate (Monitor, Machines, VM images)",
    ],
    examples: [
        broken "still provisioning" { "/images/finance/version_status": "provisioning" },
        broken "chosen for a new hosted machine group" {
            "/images/finance/version_status": "provisioning",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "finance", "max_bots": 1 }
        },
        met "active" {},
        met "failed, which is another requirement's matter" { "/images/finance/version_status": "provisioning-failed" },
        unknown "its status was not looked up" { "/images/finance/version_status": null },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Either)?;
    let status = image.version_status().copied();
    require(implies(owed, status.map(|status| status != VersionStatus::Provisioning)), || {
        Evidence::new(image.field("version_status"), VersionStatus::Provisioning, VersionStatus::Active)
            .with("image", image.key())
    })
}
