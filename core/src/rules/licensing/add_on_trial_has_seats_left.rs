//! LIC019: an organisation obtains no more seats of the add-on trial than there are.

use super::counted;
use crate::facts::fact::Tally;
use crate::facts::known::Missing;
use crate::facts::value::Trial;
use crate::rulebook::Key;
use crate::rules::context::{Context, Sum};
use crate::rules::rule::{Evidence, Judgement, applies, require, rule};

rule! {
    /// An organisation can obtain up to 25 seats of the trial of hosted capacity: the hosted RPA add-on, later Hosted Process.
    ///
    /// # Why
    /// The seats of one organisation are counted together, those it already has included: the Microsoft 365 admin center hands out no more.
    ///
    /// # How to fix it
    /// Obtain fewer seats, or buy capacity for the machines beyond them.
    code: LIC019,
    name: "add-on-trial-has-seats-left",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Trial licenses for evaluation",
    judges: [StartTrial],
    fixers: [Billing],
    says: "that makes {found} of the {capacity} trial, and an organisation gets {expected} at most",
    steps: [
        "obtain no more than {expected} in all",
        "buy more of the {capacity} for the machines beyond them",
    ],
    examples: [
        met "one seat below the limit" {
            "/request": {
                "actor": "admin",
                "start-trial": { "trial": "hosted-rpa-addon", "environment": "trial", "seats": 19 }
            }
        },
        met "just the limit" {
            "/request": {
                "actor": "admin",
                "start-trial": { "trial": "hosted-rpa-addon", "environment": "trial", "seats": 20 }
            }
        },
        broken "one seat beyond the limit" {
            "/request": {
                "actor": "admin",
                "start-trial": { "trial": "hosted-rpa-addon", "environment": "trial", "seats": 21 }
            }
        },
        broken @Newest "one seat of the Hosted Process trial beyond the limit" {
            "/request": {
                "actor": "admin",
                "start-trial": { "trial": "hosted-rpa-addon", "environment": "trial", "seats": 21 }
            }
        },
        broken "too many, however many there are" {
            "/tenant/addon_trial/seats": null,
            "/request": {
                "actor": "admin",
                "start-trial": { "trial": "hosted-rpa-addon", "environment": "trial", "seats": 26 }
            }
        },
        unknown "nobody knows how many there are" {
            "/tenant/addon_trial/seats": null,
            "/request": {
                "actor": "admin",
                "start-trial": { "trial": "hosted-rpa-addon", "environment": "trial", "seats": 25 }
            }
        },
        unknown "how many are wanted was not said" {
            "/request": { "actor": "admin", "start-trial": { "trial": "hosted-rpa-addon", "environment": "trial" } }
        },
        not_applicable "the self-assisted trial is for one person" { "/request/start-trial/trial": "self-assisted" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    applies(cx.trial()? == Trial::Addon)?;
    let limit = cx.number(Key::TrialAddonSeats)?;
    let trial = cx.case.tenant().addon_trial();
    let asked = cx.details().seats.map(|seats| Tally::exactly(u64::from(seats)));
    let asked = asked.ok_or_else(|| Missing::fact(cx.asked("seats")));
    let total =
        Sum::exactly(0).with(asked, || cx.asked("seats")).with(trial.seats(), || trial.field("seats"));
    require(Sum::exactly(limit).covers(&total), || {
        Evidence::new(cx.asked("seats"), counted(total.least(), "seat"), counted(limit, "seat"))
            .related(trial.field("seats"))
            .with("capacity", cx.capacity_name())
    })
}
