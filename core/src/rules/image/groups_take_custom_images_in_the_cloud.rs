//! IMG029: a hosted machine group takes custom images in this cloud.

use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, alongside, require, rule};

rule! {
    /// A hosted machine group must use the default image where the tenant's cloud offers it no custom ones.
    ///
    /// # Why
    /// In two of the clouds of the US Government, GCC and that of the Department of Defense, hosted machine groups are made of the default image only. In the
    /// public cloud and in GCC High they take custom images as well.
    ///
    /// # How to fix it
    /// Choose the default image, and install what flows need while they run.
    code: IMG029,
    name: "groups-take-custom-images-in-the-cloud",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Sovereign clouds limitations for hosted machine groups",
    judges: [CreateGroup, EditGroup],
    fixers: [Maker],
    says: "in the cloud `{found}` hosted machine groups cannot be made of custom images such as `{image}`, only of {expected}",
    steps: [
        "choose {expected} for the hosted machine group",
    ],
    examples: [
        broken "a new group in GCC" {
            "/tenant/cloud": "gcc",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "finance", "max_bots": 1 }
        },
        broken "another image for a group of the Department of Defense" {
            "/tenant/cloud": "dod",
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
        met "GCC High" {
            "/tenant/cloud": "gcc-high",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "finance", "max_bots": 1 }
        },
        met "the public cloud" { "/request/edit-group": { "group": "invoices", "image": "finance" } },
        unknown "the cloud is not known" {
            "/tenant/cloud": null,
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
        unknown "whether the group is a hosted one is not known" {
            "/groups/invoices/kind": null,
            "/tenant/cloud": "gcc",
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
        not_applicable "the default image" {
            "/tenant/cloud": "gcc",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        not_applicable "a group whose image stays" {
            "/tenant/cloud": "gcc",
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        not_applicable "a group of machines" {
            "/tenant/cloud": "gcc",
            "/request/edit-group": { "group": "pool", "image": "finance" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let image = super::chosen_image(cx)?;
    let tenant = cx.case.tenant();
    let cloud = tenant.cloud();
    alongside(cx.makes_hosted_bots(), || cloud.clone())?;
    let cloud = *cloud?;
    let without = cx.texts(Key::ImageGroupCloudsWithout)?;
    require(Ok(!without.contains(&cloud.word())), || {
        Evidence::new(tenant.field("cloud"), cloud, "the default image").with("image", image.key())
    })
}
