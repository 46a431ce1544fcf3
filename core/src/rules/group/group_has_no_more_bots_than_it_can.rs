//! LIM003: a hosted machine group is not to have more bots than it can.

use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, alongside, require, rule};

rule! {
    /// A hosted machine group can have 50 bots.
    ///
    /// # Why
    /// The limit holds for every group, whatever the capacity of its environment.
    ///
    /// # How to fix it
    /// Choose a smaller maximum, and divide the flows over several groups.
    code: LIM003,
    name: "group-has-no-more-bots-than-it-can",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Limit on the number of bots per hosted machine group",
    judges: [CreateGroup, EditGroup],
    fixers: [Maker],
    says: "the hosted machine group is to have {found} bots, but can have {expected}",
    steps: [
        "set the maximum number of bots to {expected} or less",
        "divide the flows over several hosted machine groups",
    ],
    examples: [
        broken "one too many" {
            "/environments/prod/hosted_rpa_addons": 60,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 51 }
        },
        broken "for a group that exists" {
            "/environments/prod/hosted_rpa_addons": 60,
            "/request/edit-group": { "group": "invoices", "max_bots": 51 }
        },
        met "just as many as can be" {
            "/environments/prod/hosted_rpa_addons": 60,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 50 }
        },
        met "one less" { "/request/edit-group": { "group": "invoices", "max_bots": 49 } },
        broken @March2025 "one too many, and more than there are units" {
            "/request/edit-group": { "group": "invoices", "max_bots": 51 }
        },
        unknown "no number chosen yet" {
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default" }
        },
        unknown "whether the group is a hosted one is not known" {
            "/groups/invoices/kind": null,
            "/request/edit-group": { "group": "invoices", "max_bots": 51 }
        },
        not_applicable "a group whose number stays" {
            "/request/edit-group": { "group": "invoices", "image": "default" }
        },
        not_applicable "a group of machines" { "/request/edit-group": { "group": "pool", "max_bots": 51 } },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let limit = cx.number(Key::GroupBots)?;
    let bots = || super::max_bots_asked(cx);
    alongside(cx.makes_hosted_bots(), bots)?;
    let bots = bots()?;
    require(Ok(bots <= limit), || Evidence::new(cx.asked("max_bots"), bots, limit))
}
