//! IMG031: the image version that Power Automate made can be used.

use crate::facts::known::implies;
use crate::facts::value::VersionStatus;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The version of a custom image in Power Automate must not have failed, nor been put out of use.
    ///
    /// # Why
    /// Power Automate keeps a version of its own for every image, with a status. One that could not be provisioned, in which something went
    /// wrong later, or that was made inactive, cannot serve for new machines and groups. The status is published for the Dataverse table of image versions only; that a
    /// machine cannot be made of such a version follows, and is not said.
    ///
    /// # How to fix it
    /// Read the error on the image's details page, mend its cause in Azure, and add a version of the image anew.
    code: IMG031,
    name: "image-version-can-be-used",
    level: Error,
    provenance: Adjacent,
    source: "dataverse-tables" / "Flow Machine Image Version: status reason",
    judges: [CreateMachine, CreateGroup, EditGroup],
    fixers: [ImageOrNetworkOwner],
    says: "the version of image `{image}` in Power Automate has the status {found}, but must be {expected}",
    steps: [
        "open image `{image}` in Power Automate (Monitor, Machines, VM images) and read the provisioning error",
        "mend its cause and add a version of the image anew",
    ],
    examples: [
        broken "provisioning failed" { "/images/finance/version_status": "provisioning-failed" },
        broken "an error" { "/images/finance/version_status": "error" },
        broken "chosen for a hosted machine group" {
            "/images/finance/version_status": "error",
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
        met "active" {},
        met "still being made, which is another requirement's matter" {
            "/images/finance/version_status": "provisioning"
        },
        unknown "its status was not looked up" { "/images/finance/version_status": null },
        not_applicable "a group whose image stays" { "/request/edit-group": { "group": "invoices", "max_bots": 2 } },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
        broken "put out of use" { "/images/finance/version_status": "inactive" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Either)?;
    let status = image.version_status().copied();
    let found = status.clone().unwrap_or(VersionStatus::Active);
    let sound = status.map(|status| matches!(status, VersionStatus::Active | VersionStatus::Provisioning));
    require(implies(owed, sound), || {
        Evidence::new(image.field("version_status"), found, VersionStatus::Active).with("image", image.key())
    })
}
