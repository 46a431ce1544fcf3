//! GEO010: the tenant lives in a cloud in which hosted machine groups are offered.

use crate::facts::known::{all, implies, not};
use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, commas, require, rule};

rule! {
    /// Hosted machine groups are offered in the public cloud and in the clouds of the US Government, but not in China.
    ///
    /// # Why
    /// In the cloud that 21Vianet operates in China the choice does not exist. In GCC, GCC High and the Department of Defense it does,
    /// other than for hosted machines.
    ///
    /// # How to fix it
    /// Use a tenant in another cloud, or register machines of your own and put them into a machine group.
    code: GEO010,
    name: "cloud-offers-hosted-machine-groups",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Geographical availabilities/restrictions",
    judges: [CreateImage, CreateNetwork, CreateGroup, EditGroup],
    fixers: [PowerPlatformAdministrator, Microsoft],
    says: "hosted machine groups are not offered in the cloud `{found}`, only in {expected}",
    steps: [
        "use an environment of a tenant in another cloud, or put machines of your own into a machine group",
    ],
    examples: [
        broken "China" {
            "/tenant/cloud": "china",
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        broken "a group that is edited" {
            "/tenant/cloud": "china",
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        broken "an image for groups only" {
            "/tenant/cloud": "china",
            "/images/finance/usage": "hosted-machine-group",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "an image for hosted machines, which is another matter" {
            "/tenant/cloud": "china",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "a group of machines" {
            "/tenant/cloud": "china",
            "/request/edit-group": { "group": "pool", "max_bots": 1 }
        },
        met "the public cloud" {
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        met "the US Government Community Cloud" {
            "/tenant/cloud": "gcc",
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        met "GCC High" {
            "/tenant/cloud": "gcc-high",
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        met "the US Department of Defense" {
            "/tenant/cloud": "dod",
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        unknown "the cloud is not known" {
            "/tenant/cloud": null,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let tenant = cx.case.tenant();
    let offered = cx.texts(Key::GroupClouds)?;
    let cloud = tenant.cloud();
    let found = tenant.it.cloud.value();
    // What is to serve hosted machines as well is the matter of GEO009.
    let machines = cx.serves(Served::Machines).unwrap_or(Ok(false));
    let owed = all([cx.serves(Served::Groups)?, not(machines)]);
    require(implies(owed, cloud.map(|cloud| offered.contains(&cloud.word()))), || {
        Evidence::new(tenant.field("cloud"), found, commas(offered))
    })
}
