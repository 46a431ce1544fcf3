//! PRE014: hosted machine groups are enabled in the environment.

use crate::facts::value::Switch;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Hosted machine groups must be enabled in the environment's settings.
    ///
    /// # Why
    /// The Power Platform admin center has a switch for them under Features, Hosted RPA. It is on unless somebody turned it off; while it is off,
    /// none can be created. The page of the switches bears no date.
    ///
    /// # How to fix it
    /// In the Power Platform admin center, open the environment, Settings, Features, and turn the switch on under Hosted RPA.
    code: PRE014,
    name: "hosted-machine-groups-are-enabled",
    level: Error,
    provenance: Stated,
    source: "environment-features" / "Hosted RPA",
    holds: SINCE_NEWEST,
    judges: [CreateGroup],
    fixers: [EnvironmentAdministrator, PowerPlatformAdministrator],
    says: "hosted machine groups are turned off in environment `{environment}`",
    steps: [
        "in the Power Platform admin center, open environment `{environment}`, Settings, Features, and turn hosted machine groups on under Hosted RPA",
    ],
    examples: [
        broken "turned off" {
            "/environments/prod/features/hosted_machine_groups": "disabled",
            "/request/create-group": {
                "environment": "prod",
                "name": "Ledger",
                "image": "default",
                "max_bots": 1,
                "committed_bots": 0
            }
        },
        met "on, as it is unless somebody turned it off" {
            "/environments/prod/features/hosted_machine_groups": "enabled",
            "/request/create-group": {
                "environment": "prod",
                "name": "Ledger",
                "image": "default",
                "max_bots": 1,
                "committed_bots": 0
            }
        },
        unknown "nobody has looked" {
            "/environments/prod/features/hosted_machine_groups": null,
            "/request/create-group": {
                "environment": "prod",
                "name": "Ledger",
                "image": "default",
                "max_bots": 1,
                "committed_bots": 0
            }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let environment = cx.environment()?;
    let features = environment.features();
    require(features.hosted_machine_groups().map(|switch| *switch == Switch::Enabled), || {
        Evidence::new(features.field("hosted_machine_groups"), Switch::Disabled, Switch::Enabled)
            .with("environment", environment.key())
    })
}
