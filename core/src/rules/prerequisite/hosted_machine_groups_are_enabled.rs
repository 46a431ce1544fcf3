//! PRE014: hosted machine groups are enabled in the environment.

use crate::facts::value::Switch;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, alongside, require, rule};

rule! {
    /// Hosted machine groups must be enabled in the environment's settings.
    ///
    /// # Why
    /// The Power Platform admin center has a switch for them under Features, Hosted RPA. It is on unless somebody turned it off; while it is off,
    /// none is created, and nothing runs on those there are.
    ///
    /// # How to fix it
    /// In the Power Platform admin center, open the environment, Settings, Features, and turn the switch on under Hosted RPA.
    code: PRE014,
    name: "hosted-machine-groups-are-enabled",
    level: Error,
    provenance: Stated,
    source: "environment-features-2023-12-12" / "Hosted RPA",
    judges: [CreateGroup, RunAttended, RunUnattended, TestFlow],
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
        broken "a run where they are turned off" {
            "/environments/prod/features/hosted_machine_groups": "disabled",
            "/request/run-unattended/group": "invoices"
        },
        met "a run where they are on" { "/request/run-unattended/group": "invoices" },
        unknown "nobody has looked before a run" {
            "/environments/prod/features/hosted_machine_groups": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "turned off, and nobody knows whether the group is a hosted one" {
            "/environments/prod/features/hosted_machine_groups": "disabled",
            "/groups/pool/kind": null,
            "/request/run-unattended/group": "pool"
        },
        not_applicable "a run on a group of machines" {
            "/environments/prod/features/hosted_machine_groups": "disabled",
            "/request/run-unattended/group": "pool"
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
    let on = || {
        let features = cx.environment()?.features();
        features.hosted_machine_groups().map(|switch| *switch == Switch::Enabled)
    };
    alongside(cx.makes_hosted_bots(), || on())?;
    let environment = cx.environment()?;
    require(on(), || {
        let at = environment.features().field("hosted_machine_groups");
        Evidence::new(at, Switch::Disabled, Switch::Enabled).with("environment", environment.key())
    })
}
