//! IMG029: a hosted machine group takes custom images in this cloud.

use crate::facts::known::implies;
use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

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
    judges: [CreateImage, CreateGroup, EditGroup],
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
        met "a group of machines" {
            "/tenant/cloud": "gcc",
            "/request/edit-group": { "group": "pool", "image": "finance" }
        },
        broken "added for hosted machine groups" {
            "/images/finance/usage": "hosted-machine-group",
            "/tenant/cloud": "gcc",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Groups)?;
    let tenant = cx.case.tenant();
    let without = cx.texts(Key::ImageGroupCloudsWithout)?;
    let cloud = tenant.cloud();
    let found = tenant.it.cloud.value();
    require(implies(owed, cloud.map(|cloud| !without.contains(&cloud.word()))), || {
        Evidence::new(tenant.field("cloud"), found, say::THE_DEFAULT_IMAGE).with("image", image.key())
    })
}
