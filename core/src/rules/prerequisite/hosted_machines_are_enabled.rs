//! PRE013: hosted machines are enabled in the environment.

use crate::facts::value::Switch;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, applies, require, rule};

rule! {
    /// Hosted machines must be enabled in the environment's settings.
    ///
    /// # Why
    /// The Power Platform admin center has a switch for them under Features, Hosted RPA. It is on unless somebody turned it off. Building, testing
    /// and running desktop flows on hosted machines are what it allows: while it is off, none is created, and nothing runs on those there are.
    ///
    /// # How to fix it
    /// In the Power Platform admin center, open the environment, Settings, Features, and turn the switch on under Hosted RPA.
    code: PRE013,
    name: "hosted-machines-are-enabled",
    level: Error,
    provenance: Stated,
    source: "environment-features-2023-12-12" / "Hosted RPA",
    judges: [CreateMachine, RunAttended, RunUnattended, TestFlow],
    fixers: [EnvironmentAdministrator, PowerPlatformAdministrator],
    says: "hosted machines are turned off in environment `{environment}`",
    steps: [
        "in the Power Platform admin center, open environment `{environment}`, Settings, Features, and turn hosted machines on under Hosted RPA",
    ],
    examples: [
        broken "turned off" { "/environments/prod/features/hosted_machines": "disabled" },
        broken "a run where they are turned off" {
            "/environments/prod/features/hosted_machines": "disabled",
            "/request/run-attended/machine": "bot-01"
        },
        broken "a test where they are turned off" {
            "/environments/prod/features/hosted_machines": "disabled",
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        met "on, as it is unless somebody turned it off" { "/environments/prod/features/hosted_machines": "enabled" },
        met "a run where they are on" { "/request/run-unattended/machine": "bot-01" },
        unknown "nobody has looked" { "/environments/prod/features/hosted_machines": null },
        unknown "nobody has looked before a run" {
            "/environments/prod/features/hosted_machines": null,
            "/request/run-unattended/machine": "bot-01"
        },
        not_applicable "a run on a machine group" {
            "/environments/prod/features/hosted_machines": "disabled",
            "/request/run-unattended/group": "invoices"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    applies(!cx.is_on_group())?;
    let environment = cx.environment()?;
    let features = environment.features();
    require(features.hosted_machines().map(|switch| *switch == Switch::Enabled), || {
        Evidence::new(features.field("hosted_machines"), Switch::Disabled, Switch::Enabled)
            .with("environment", environment.key())
    })
}
