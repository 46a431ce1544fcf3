//! LCY020: the tenant allows work or school accounts for a new hosted machine group that is to use them.

use crate::facts::known::{Missing, all, not};
use crate::facts::value::Switch;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A new hosted machine group with work or school accounts needs the tenant to allow them.
    ///
    /// # Why
    /// Microsoft's support can turn work or school accounts off for the hosted machine groups of a whole tenant. The wizard still offers the choice, but
    /// creating the group then fails. Groups that exist go on running and have to be removed by hand.
    ///
    /// # How to fix it
    /// Create the group with a local account, or ask support to turn the feature on again.
    code: LCY020,
    name: "tenant-allows-the-groups-accounts",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Disable work or school accounts at tenant level",
    judges: [CreateGroup],
    fixers: [Maker, Microsoft],
    says: "work or school accounts on hosted machine groups are {found} for the tenant: creating a group with them fails until they are {expected}",
    steps: [
        "choose a local account in the wizard",
        "or ask Microsoft's support to turn work or school accounts on for the tenant's hosted machine groups",
    ],
    examples: [
        broken "turned off" {
            "/tenant/group_work_accounts": "disabled",
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 1,
                "work_accounts": true
            }
        },
        met "a local account" {
            "/tenant/group_work_accounts": "disabled",
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 1,
                "work_accounts": false
            }
        },
        met "turned on" {
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        unknown "nobody asked support" {
            "/tenant/group_work_accounts": null,
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 1,
                "work_accounts": true
            }
        },
        unknown "no account chosen yet" {
            "/tenant/group_work_accounts": "disabled",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let tenant = cx.case.tenant();
    let off = tenant.group_work_accounts().map(|switch| *switch == Switch::Disabled);
    let chosen = cx.details().work_accounts.ok_or_else(|| Missing::fact(cx.asked("work_accounts")));
    require(not(all([off, chosen])), || {
        Evidence::new(tenant.field("group_work_accounts"), Switch::Disabled, Switch::Enabled)
            .related(cx.asked("work_accounts"))
    })
}
