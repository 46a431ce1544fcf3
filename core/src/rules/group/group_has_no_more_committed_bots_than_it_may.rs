//! LIM005: no more bots are committed to a hosted machine group than it may have.

use crate::facts::known::{Known, Missing, both};
use crate::facts::request::Action;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, alongside, applies, require, rule};

rule! {
    /// No more bots can be committed to a hosted machine group than its maximum.
    ///
    /// # Why
    /// Committed bots are guaranteed to the group, and the maximum is the most it ever gets. A guarantee beyond that could not be kept. That it is refused
    /// is our reading, and not said.
    ///
    /// # How to fix it
    /// Commit fewer bots, or raise the maximum.
    code: LIM005,
    name: "group-has-no-more-committed-bots-than-it-may",
    level: Error,
    provenance: Assumed,
    source: "hosted-machine-groups-2025-02-03" / "Create hosted machine groups",
    holds: SINCE_MARCH_2025,
    judges: [CreateGroup, EditGroup],
    fixers: [Maker],
    says: "{found} bots are to be committed to the hosted machine group, whose maximum is {expected}",
    steps: [
        "commit {expected} bots or fewer, or raise the maximum",
    ],
    examples: [
        broken "one too many" {
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 2,
                "committed_bots": 3
            }
        },
        broken "more than the group's maximum" { "/request/edit-group": { "group": "invoices", "committed_bots": 2 } },
        broken "the maximum is lowered" {
            "/groups/invoices": { "max_bots": 3, "committed_bots": 2 },
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        met "just as many" {
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 2,
                "committed_bots": 2
            }
        },
        met "one less" {
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 2,
                "committed_bots": 1
            }
        },
        met "none, whatever the maximum" {
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "committed_bots": 0
            }
        },
        unknown "no maximum chosen yet" {
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "committed_bots": 1
            }
        },
        unknown "the group's maximum is not known" {
            "/groups/invoices/max_bots": null,
            "/request/edit-group": { "group": "invoices", "committed_bots": 1 }
        },
        unknown "what is committed to the group is not known" {
            "/groups/invoices/committed_bots": null,
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        unknown "whether the group is a hosted one is not known" {
            "/groups/invoices/kind": null,
            "/request/edit-group": { "group": "invoices", "committed_bots": 2 }
        },
        not_applicable "nothing is committed to a new group" {
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 2 }
        },
        not_applicable "a group whose numbers stay" {
            "/request/edit-group": { "group": "invoices", "image": "default" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let details = cx.details();
    let (most, committed) = (details.max_bots.map(u64::from), details.committed_bots.map(u64::from));
    let (most, committed): (Known<u64>, Known<u64>) = if cx.action() == Action::CreateGroup {
        applies(committed.is_some())?;
        let missing = |field| Missing::fact(cx.asked(field));
        (most.ok_or_else(|| missing("max_bots")), committed.ok_or_else(|| missing("committed_bots")))
    } else {
        applies(most.is_some() || committed.is_some())?;
        let group = cx.group()?;
        let own = |asked: Option<u64>, now: Known<&u64>| asked.map_or_else(|| now.copied(), Ok);
        (own(most, group.max_bots()), own(committed, group.committed_bots()))
    };
    let possible = match (&most, &committed) {
        (_, Ok(0)) => Ok(true),
        _ => both(most.clone(), committed.clone()).map(|(most, committed)| committed <= most),
    };
    alongside(cx.makes_hosted_bots(), || possible.clone())?;
    require(possible, || {
        let at = match cx.group() {
            Ok(group) if details.committed_bots.is_none() => group.field("committed_bots"),
            Ok(_) | Err(_) => cx.asked("committed_bots"),
        };
        Evidence::new(at, committed.unwrap_or_default(), most.unwrap_or_default())
    })
}
