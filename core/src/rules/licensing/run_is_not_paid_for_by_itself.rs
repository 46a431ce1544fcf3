//! LIC033: a run in an environment that is paid for by what is used costs its price.

use crate::facts::value::Billing;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, Stop, require, rule};

rule! {
    /// Where an environment is paid for by what is used, each run on a hosted machine or a hosted machine group is charged.
    ///
    /// # Why
    /// In a pay-as-you-go environment runs need neither a unit of capacity nor a plan: each is charged to the Azure subscription of the billing
    /// policy. That is in preview, and the price is the one that the page gives.
    ///
    /// # How to fix it
    /// Nothing is wrong. Where runs are many, allocate capacity and take the environment out of the billing policy.
    code: LIC033,
    name: "run-is-not-paid-for-by-itself",
    level: Note,
    provenance: Adjacent,
    source: "pay-as-you-go-meters-2025-02-07" / "How do meters work?",
    holds: SINCE_MARCH_2025,
    judges: [RunAttended, RunUnattended],
    fixers: [Billing],
    says: "environment `{environment}` is paid for by what is used: this run needs neither a unit nor a plan, and costs {expected}",
    steps: [
        "count {expected} for each run, or allocate capacity to environment `{environment}` and take it out of the billing policy",
    ],
    examples: [
        broken "a run in a pay-as-you-go environment" {
            "/environments/prod/billing": "pay-as-you-go",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "a run on a hosted machine group in one" {
            "/environments/prod/billing": "pay-as-you-go",
            "/request/run-unattended/group": "invoices"
        },
        met "an environment that is paid for beforehand" { "/request/run-attended/machine": "bot-01" },
        unknown "nobody knows how it is paid for" {
            "/environments/prod/billing": null,
            "/request/run-attended/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let price = cx.run_price().ok_or(Stop::NotApplicable)?;
    let environment = cx.environment()?;
    let billing = environment.billing();
    require(billing.map(|billing| *billing == Billing::Prepaid), || {
        Evidence::new(environment.field("billing"), Billing::PayAsYouGo, price)
            .with("environment", environment.key())
    })
}
