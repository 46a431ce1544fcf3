//! LCY025: the cloud offers work or school accounts for a new hosted machine group that is to use them.

use crate::facts::known::{Missing, all, not};
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A new hosted machine group must use a local account where the tenant's cloud offers no others.
    ///
    /// # Why
    /// In the clouds of the US Government, which are GCC, GCC High and that of the Department of Defense, the bots of hosted machine groups cannot sign in
    /// with work or school accounts.
    ///
    /// # How to fix it
    /// Create the group with a local administrator's account.
    code: LCY025,
    name: "cloud-offers-the-groups-accounts",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Sovereign clouds limitations for hosted machine groups",
    judges: [CreateGroup],
    fixers: [Maker],
    says: "in the cloud `{found}` hosted machine groups cannot use work or school accounts, only {expected}",
    steps: [
        "choose {expected} in the wizard",
    ],
    examples: [
        broken "GCC" {
            "/tenant/cloud": "gcc",
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 1,
                "work_accounts": true
            }
        },
        broken "GCC High" {
            "/tenant/cloud": "gcc-high",
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 1,
                "work_accounts": true
            }
        },
        broken "the Department of Defense" {
            "/tenant/cloud": "dod",
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 1,
                "work_accounts": true
            }
        },
        met "a local account" {
            "/tenant/cloud": "gcc",
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 1,
                "work_accounts": false
            }
        },
        met "the public cloud" {
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 1,
                "work_accounts": true
            }
        },
        met "the public cloud, and no account chosen yet" {
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        unknown "the cloud is not known" {
            "/tenant/cloud": null,
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 1,
                "work_accounts": true
            }
        },
        unknown "no account chosen yet" {
            "/tenant/cloud": "gcc",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let tenant = cx.case.tenant();
    let without = cx.texts(Key::GroupCloudsWithoutWorkAccounts)?;
    let refused = tenant.cloud().map(|cloud| without.contains(&cloud.word()));
    let chosen = cx.details().work_accounts.ok_or_else(|| Missing::fact(cx.asked("work_accounts")));
    require(not(all([refused, chosen])), || {
        let found = tenant.it.cloud.value();
        Evidence::new(tenant.field("cloud"), found, say::A_LOCAL_ACCOUNT).related(cx.asked("work_accounts"))
    })
}
