//! GEO021: groups of machines are offered in the tenant's cloud.

use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, commas, require, rule};

rule! {
    /// Groups of machines are offered in the public cloud only.
    ///
    /// # Why
    /// Among its known limitations the page says that machine groups are not there in GCC, GCC High, the cloud of the Department of Defense and China. Flows run on
    /// single machines there, and on hosted machine groups where the cloud has them.
    ///
    /// # How to fix it
    /// Let each flow run on a machine of its own, or use an environment of a tenant in the public cloud.
    code: GEO021,
    name: "cloud-offers-machine-groups",
    level: Error,
    provenance: Stated,
    source: "manage-machine-groups-2025-10-02" / "Other known limitations",
    holds: SINCE_OCTOBER_2025,
    judges: [AddToGroup, EditGroup, RunAttended, RunUnattended, TestFlow],
    fixers: [Maker, PowerPlatformAdministrator, Microsoft],
    says: "machine groups such as `{group}` are not offered in the cloud `{found}`, only in {expected}",
    steps: [
        "let the flow run on a single machine in place of `{group}`, or use a tenant in another cloud",
    ],
    examples: [
        broken "a machine joins a group in GCC" {
            "/tenant/cloud": "gcc",
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        broken "a run on a group of machines in GCC High" {
            "/tenant/cloud": "gcc-high",
            "/request/run-unattended/group": "pool"
        },
        broken "a group of machines that is edited in China" {
            "/tenant/cloud": "china",
            "/request/edit-group": { "group": "pool", "max_bots": 1 }
        },
        met "the public cloud" { "/request/add-to-group": { "machine": "bot-01", "group": "pool" } },
        not_applicable "a hosted machine group, which is another matter" {
            "/tenant/cloud": "gcc",
            "/request/run-unattended/group": "invoices"
        },
        not_applicable "a machine alone" { "/tenant/cloud": "gcc", "/request/run-unattended/machine": "bot-01" },
        unknown "the cloud is not known" {
            "/tenant/cloud": null,
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        unknown "the kind of the group was not looked up" {
            "/tenant/cloud": "gcc",
            "/groups/pool/kind": null,
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let tenant = cx.case.tenant();
    let offered = cx.texts(Key::MachineGroupClouds)?;
    let there = || tenant.cloud().map(|cloud| offered.contains(&cloud.word()));
    let group = cx.group_of_machines(|_| there())?;
    require(there(), || {
        Evidence::new(tenant.field("cloud"), tenant.it.cloud.value(), commas(offered))
            .with("group", group.key())
    })
}
