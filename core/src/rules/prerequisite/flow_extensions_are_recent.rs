//! PRE019: the environment's flow extensions are recent enough to reach machines.

use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The solution `MicrosoftFlowExtensionsCore` in the environment must be recent enough.
    ///
    /// # Why
    /// Machines are reached through it. The page says so of machines that are registered by hand; hosted machines are managed by the same solution.
    /// Environments update it by themselves unless somebody keeps them from it.
    ///
    /// # How to fix it
    /// In the Power Platform admin center, open the environment, Resources, Dynamics 365 apps, and update it.
    code: PRE019,
    name: "flow-extensions-are-recent",
    level: Error,
    provenance: Adjacent,
    source: "manage-machines-2025-01-14" / "Manage machines",
    judges: [CreateMachine],
    fixers: [EnvironmentAdministrator],
    says: "environment `{environment}` has MicrosoftFlowExtensionsCore {found}, and machines need {expected} or later",
    steps: [
        "in the Power Platform admin center, update MicrosoftFlowExtensionsCore in environment `{environment}` to {expected} or later",
    ],
    examples: [
        broken "one revision too old" { "/environments/prod/flow_extensions_version": "1.2.4.0" },
        broken "much too old" { "/environments/prod/flow_extensions_version": "1.2" },
        met "the oldest that will do" {},
        met "one revision later" { "/environments/prod/flow_extensions_version": "1.2.4.2" },
        unknown "nobody has looked" { "/environments/prod/flow_extensions_version": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let oldest = super::oldest(cx, Key::FlowExtensionsMinimumVersion)?;
    let environment = cx.environment()?;
    let version = *environment.flow_extensions_version()?;
    require(Ok(version >= oldest), || {
        Evidence::new(environment.field("flow_extensions_version"), version, oldest)
            .with("environment", environment.key())
    })
}
