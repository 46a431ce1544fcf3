//! PRE020: the environment is not one of Dataverse for Teams.

use crate::facts::value::EnvironmentKind;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A Dataverse for Teams environment takes no machines.
    ///
    /// # Why
    /// The page says so of registering machines. That hosted machines and their groups are refused there as well is our reading.
    ///
    /// # How to fix it
    /// Use another environment, or upgrade this one to Dataverse.
    code: PRE020,
    name: "environment-takes-machines",
    level: Error,
    provenance: Stated,
    source: "manage-machines-2025-01-14" / "Register a new machine",
    judges: [CreateMachine, CreateGroup],
    fixers: [Maker, PowerPlatformAdministrator],
    says: "environment `{environment}` is one of Dataverse for Teams, in which there are no machines",
    steps: [
        "choose another environment",
        "or upgrade environment `{environment}` to Dataverse in the Power Platform admin center",
    ],
    examples: [
        broken "Dataverse for Teams" { "/environments/prod/kind": "teams" },
        broken "a group in it" {
            "/environments/prod/kind": "teams",
            "/request/create-group": {
                "environment": "prod",
                "name": "Ledger",
                "image": "default",
                "max_bots": 1,
                "committed_bots": 0
            }
        },
        met "production" {},
        met "a sandbox" { "/environments/prod/kind": "sandbox" },
        unknown "nobody has looked" { "/environments/prod/kind": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let environment = cx.environment()?;
    require(environment.kind().map(|kind| *kind != EnvironmentKind::Teams), || {
        Evidence::new(environment.field("kind"), EnvironmentKind::Teams, say::ANOTHER_KIND_OF_ENVIRONMENT)
            .with("environment", environment.key())
    })
}
