//! LIC019: an organisation obtains no more seats of the add-on trial than there are.

use super::trial_name;
use crate::facts::fact::Tally;
use crate::facts::known::Missing;
use crate::facts::value::Trial;
use crate::rulebook::Key;
use crate::rules::context::{Context, Sum};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, Stop, require, rule};

rule! {
    /// An organisation can obtain up to 25 seats of the trial of hosted capacity, the hosted RPA add-on, later Hosted Process; and of the trial of Power
    /// Automate Premium that goes with it.
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
        "buy more of the {capacity} for what goes beyond them",
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
        broken @March2025 "one seat of the Hosted Process trial beyond the limit" {
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
        broken "one seat of the trial of Premium beyond the limit" {
            "/request": { "actor": "admin", "start-trial": { "trial": "premium", "seats": 21 } }
        },
        met "just the limit of the trial of Premium" {
            "/request": { "actor": "admin", "start-trial": { "trial": "premium", "seats": 20 } }
        },
        unknown "nobody knows how many seats of Premium there are" {
            "/tenant/addon_trial/premium_seats": null,
            "/request": { "actor": "admin", "start-trial": { "trial": "premium", "seats": 25 } }
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
    let trial = cx.case.tenant().addon_trial();
    let (limit, had, field) = match cx.trial()? {
        Trial::Addon => (Key::TrialAddonSeats, trial.seats(), "seats"),
        Trial::Premium => (Key::TrialPremiumSeats, trial.premium_seats(), "premium_seats"),
        Trial::SelfAssisted => return Err(Stop::NotApplicable),
    };
    let limit = cx.number(limit)?;
    let asked = cx.details().seats.map(|seats| Tally::exactly(u64::from(seats)));
    let asked = asked.ok_or_else(|| Missing::fact(cx.asked("seats")));
    let total = Sum::exactly(0).with(asked, || cx.asked("seats")).with(had, || trial.field(field));
    require(Sum::exactly(limit).covers(&total), || {
        Evidence::new(cx.asked("seats"), say::SEATS.counting(total.least()), say::SEATS.counting(limit))
            .related(trial.field(field))
            .with("capacity", trial_name(cx))
    })
}
