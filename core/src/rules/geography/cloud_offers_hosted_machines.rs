//! GEO009: the tenant lives in a cloud in which hosted machines are offered.

use crate::facts::known::implies;
use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, commas, require, rule};

rule! {
    /// Hosted machines are offered in the public cloud only.
    ///
    /// # Why
    /// In the sovereign clouds (GCC, GCC High, the Department of Defense, and China operated by 21Vianet) the choice does not exist. Hosted machine groups
    /// are offered in the three clouds of the US Government, but not in China.
    ///
    /// # How to fix it
    /// Use a tenant in the public cloud. In a cloud of the US Government, use a hosted machine group, or register a machine of your own.
    code: GEO009,
    name: "cloud-offers-hosted-machines",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Geographical availabilities/restrictions"
        + "hosted-machines-2022-12-12" / "Geographical availabilities/restrictions",
    holds: ALWAYS,
    judges: [CreateMachine, CreateImage, CreateNetwork],
    fixers: [PowerPlatformAdministrator, Microsoft],
    says: "hosted machines are not offered in the cloud `{found}`, only in `{expected}`",
    steps: [
        "use an environment of a tenant in the cloud `{expected}`, or register a machine of your own instead of a hosted one",
    ],
    examples: [
        broken "the US Government Community Cloud" { "/tenant/cloud": "gcc" },
        broken "GCC High" { "/tenant/cloud": "gcc-high" },
        broken "the US Department of Defense" { "/tenant/cloud": "dod" },
        broken "China" { "/tenant/cloud": "china" },
        met "the public cloud" {},
        unknown "the cloud is not known" { "/tenant/cloud": null },
        met "an image for groups only" {
            "/tenant/cloud": "gcc",
            "/images/finance/usage": "hosted-machine-group",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let tenant = cx.case.tenant();
    let offered = cx.texts(Key::GeographyClouds)?;
    let cloud = tenant.cloud();
    let found = tenant.it.cloud.value();
    let owed = cx.serves(Served::Machines)?;
    require(implies(owed, cloud.map(|cloud| offered.contains(&cloud.word()))), || {
        Evidence::new(tenant.field("cloud"), found, commas(offered))
    })
}
