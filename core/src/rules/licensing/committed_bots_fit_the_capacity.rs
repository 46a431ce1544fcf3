//! LIC013: machines and committed bots together stay within the capacity.

use crate::facts::known::{Missing, any};
use crate::facts::request::Action;
use crate::rules::context::{Context, Sum};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, alongside, applies, require, rule};

rule! {
    /// The hosted machines of an environment and the bots committed to its hosted machine groups together need as many units of capacity.
    ///
    /// # Why
    /// Committed bots are guaranteed to their group, so each takes a unit of capacity for good, as a hosted machine does. The most bots a
    /// group may have is another number: those are shared, and their sum over the groups may exceed the capacity.
    ///
    /// # How to fix it
    /// Commit fewer bots to this group or to another, delete a hosted machine that is no longer used, or allocate more capacity.
    code: LIC013,
    name: "committed-bots-fit-the-capacity",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Create hosted machine groups",
    judges: [CreateGroup, EditGroup],
    fixers: [Maker, PowerPlatformAdministrator, Billing],
    says: "the hosted machines and committed bots of environment `{environment}` would take {found} of {capacity}, and it has {expected}",
    steps: [
        "commit fewer bots to the group, or to another group of environment `{environment}`",
        "or allocate more {capacity} to it in the Power Platform admin center",
    ],
    examples: [
        met "two machines and one committed bot on three add-ons" {
            "/request/edit-group": { "group": "invoices", "committed_bots": 1 }
        },
        broken "two machines and two committed bots on three add-ons" {
            "/request/edit-group": { "group": "invoices", "committed_bots": 2 }
        },
        met @March2025 "two machines and one committed bot on three units" {
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 2,
                "committed_bots": 1
            }
        },
        broken @March2025 "two machines and two committed bots on three units" {
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 2,
                "committed_bots": 2
            }
        },
        broken @March2025 "another group has the unit already" {
            "/groups/invoices/committed_bots": 1,
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 2,
                "committed_bots": 1
            }
        },
        met @March2025 "what another group has only as its most is shared" {
            "/groups/invoices/max_bots": 3,
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 2,
                "committed_bots": 1
            }
        },
        met @March2025 "the new number takes the place of the old one" {
            "/groups/invoices/committed_bots": 1,
            "/request/edit-group": { "group": "invoices", "committed_bots": 1 }
        },
        broken @March2025 "a group is given one too many" {
            "/request/edit-group": { "group": "invoices", "committed_bots": 2 }
        },
        met @March2025 "no bots are committed, full as it is" {
            "/environments/prod/hosted_process": 1,
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 1,
                "committed_bots": 0
            }
        },
        unknown @March2025 "how many are to be committed was not said" {
            "/environments/prod/hosted_process": 1,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        unknown @March2025 "nobody knows what is committed to another group" {
            "/groups/invoices/committed_bots": null,
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 2,
                "committed_bots": 1
            }
        },
        unknown @March2025 "nobody knows the capacity" {
            "/environments/prod/hosted_process": null,
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 2,
                "committed_bots": 1
            }
        },
        unknown @March2025 "a partial list of groups" {
            "/groups_complete": false,
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 2,
                "committed_bots": 1
            }
        },
        unknown @March2025 "nobody knows whether the group is a hosted one" {
            "/groups/invoices/kind": null,
            "/request/edit-group": { "group": "invoices", "committed_bots": 1 }
        },
        not_applicable @March2025 "the committed bots stay as they are" {
            "/environments/prod/hosted_process": 1,
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let asked = cx.details().committed_bots;
    if cx.action() == Action::EditGroup {
        applies(asked.is_some())?;
        alongside(cx.asked_hosted_group(), || fits(cx))?;
    }
    fits(cx)
}

fn fits(cx: &Context<'_>) -> Judgement {
    let asked = cx.details().committed_bots.ok_or_else(|| Missing::fact(cx.asked("committed_bots")));
    let none = asked.map(|bots| bots == 0);
    if none == Ok(true) {
        return Ok(());
    }
    let environment = cx.environment()?;
    let taken = cx.units_taken(environment)?;
    let enough = cx.capacity_covers(environment, Sum::exactly(0), &taken)?;
    require(any([none, enough]), || {
        let (found, owned) = (taken.least(), cx.units_owned(environment));
        Evidence::new(cx.asked("committed_bots"), say::UNITS.counting(found), owned)
            .related(environment.field(cx.capacity(environment).1))
            .related(environment.field("hosted_machines"))
            .with("environment", environment.key())
            .with("capacity", cx.capacity_name())
    })
}
