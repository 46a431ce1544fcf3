//! PRE013: hosted machines are enabled in the environment.

use crate::facts::value::Switch;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Hosted machines must be enabled in the environment's settings.
    ///
    /// # Why
    /// The Power Platform admin center has a switch for them under Features, Hosted RPA. It is on unless somebody turned it off; while it is off,
    /// none can be created. The page of the switches bears no date.
    ///
    /// # How to fix it
    /// In the Power Platform admin center, open the environment, Settings, Features, and turn the switch on under Hosted RPA.
    code: PRE013,
    name: "hosted-machines-are-enabled",
    level: Error,
    provenance: Stated,
    source: "environment-features" / "Hosted RPA",
    holds: SINCE_NEWEST,
    judges: [CreateMachine],
    fixers: [EnvironmentAdministrator, PowerPlatformAdministrator],
    says: "hosted machines are turned off in environment `{environment}`",
    steps: [
        "in the Power Platform admin center, open environment `{environment}`, Settings, Features, and turn hosted machines on under Hosted RPA",
    ],
    examples: [
        broken "turned off" { "/environments/prod/features/hosted_machines": "disabled" },
        met "on, as it is unless somebody turned it off" { "/environments/prod/features/hosted_machines": "enabled" },
        unknown "nobody has looked" { "/environments/prod/features/hosted_machines": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let environment = cx.environment()?;
    let features = environment.features();
    require(features.hosted_machines().map(|switch| *switch == Switch::Enabled), || {
        Evidence::new(features.field("hosted_machines"), Switch::Disabled, Switch::Enabled)
            .with("environment", environment.key())
    })
}
