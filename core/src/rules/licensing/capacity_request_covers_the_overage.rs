//! LIC015: who asks for capacity asks for the whole overage of the environment.

use crate::facts::fact::Tally;
use crate::facts::known::Missing;
use crate::rules::context::{Context, Sum};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A request for capacity should be as large as the overage of the whole environment.
    ///
    /// # Why
    /// Capacity belongs to the environment, not to whoever asks for it. Units that are granted bring back what was marked last, which may be
    /// somebody else's: with fewer than are lacking, your own machine may stay in overage. The portal proposes the whole overage for that reason.
    ///
    /// # How to fix it
    /// Ask for as many units as are lacking, or free some first.
    code: LIC015,
    name: "capacity-request-covers-the-overage",
    level: Note,
    provenance: Stated,
    source: "capacity-utilization-hosted-2024-05-01" / "How to fix hosted capacity overage?",
    holds: SINCE_MARCH_2025,
    judges: [RequestCapacity],
    fixers: [Maker],
    says: "environment `{environment}` lacks {expected} of {capacity}, and {found} are asked for: your own machines may stay in overage",
    steps: [
        "ask for {expected} at least",
    ],
    examples: [
        broken "one unit, and two are lacking" {
            "/environments/prod/hosted_process": 0,
            "/request/request-capacity": { "environment": "prod", "units": 1 }
        },
        met "just what is lacking" {
            "/environments/prod/hosted_process": 0,
            "/request/request-capacity": { "environment": "prod", "units": 2 }
        },
        met "more than is lacking" {
            "/environments/prod/hosted_process": 0,
            "/request/request-capacity": { "environment": "prod", "units": 3 }
        },
        broken "committed bots count as well" {
            "/environments/prod/hosted_process": 0,
            "/groups/invoices/committed_bots": 1,
            "/request/request-capacity": { "environment": "prod", "units": 2 }
        },
        met "nothing is lacking, however few are asked for" { "/request/request-capacity/environment": "prod" },
        unknown "how many are asked for was not said" {
            "/environments/prod/hosted_process": 0,
            "/request/request-capacity/environment": "prod"
        },
        unknown "nobody knows the capacity" {
            "/environments/prod/hosted_process": null,
            "/request/request-capacity": { "environment": "prod", "units": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let environment = cx.environment()?;
    let asked = cx.details().units.map(|units| Tally::exactly(u64::from(units)));
    let asked = asked.ok_or_else(|| Missing::fact(cx.asked("units")));
    let more = Sum::exactly(0).with(asked, || cx.asked("units"));
    let taken = cx.units_taken(environment)?;
    require(cx.capacity_covers(environment, more.clone(), &taken)?, || {
        let lacking = taken.least().saturating_sub(cx.units_owned(environment));
        Evidence::new(cx.asked("units"), say::UNITS.counting(more.least()), say::UNITS.counting(lacking))
            .related(environment.field(cx.capacity(environment).1))
            .with("environment", environment.key())
            .with("capacity", cx.capacity_name())
    })
}
