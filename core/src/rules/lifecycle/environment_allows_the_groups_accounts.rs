//! LCY019: work or school accounts are allowed where a hosted machine group uses them.

use crate::facts::known::{all, not};
use crate::facts::value::Switch;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, alongside, require, rule};

rule! {
    /// A hosted machine group with work or school accounts needs the environment to allow them.
    ///
    /// # Why
    /// An environment's settings can turn work or school accounts off for hosted machine groups. The choice is then hidden for new groups, and
    /// nothing runs any more on groups that were made with it.
    ///
    /// # How to fix it
    /// Turn the feature on again in the environment's settings, or create a group that signs in with a local account.
    code: LCY019,
    name: "environment-allows-the-groups-accounts",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Disable/enable work or school accounts in an environment",
    judges: [RunAttended, RunUnattended],
    fixers: [EnvironmentAdministrator],
    says: "hosted machine group `{group}` uses work or school accounts, which are {found} in environment `{environment}`: nothing runs on it until they are {expected}",
    steps: [
        "in the Power Platform admin center, open environment `{environment}`, Settings, Features, and turn on work or school accounts for hosted machine groups",
        "or create a hosted machine group with a local account",
    ],
    examples: [
        broken "turned off for a group that uses them" {
            "/environments/prod/features/group_work_accounts": "disabled",
            "/request/run-unattended/group": "invoices"
        },
        met "turned on" { "/request/run-unattended/group": "invoices" },
        met "a local account" {
            "/environments/prod/features/group_work_accounts": "disabled",
            "/groups/invoices/work_accounts": false,
            "/request/run-unattended/group": "invoices"
        },
        unknown "the setting was not looked up" {
            "/environments/prod/features/group_work_accounts": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "which accounts the group uses is not known" {
            "/environments/prod/features/group_work_accounts": "disabled",
            "/groups/invoices/work_accounts": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "the group's kind is not known" {
            "/environments/prod/features/group_work_accounts": "disabled",
            "/groups/invoices/kind": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "the group's environment is not known" {
            "/environments/prod/features/group_work_accounts": "disabled",
            "/groups/invoices/environment": null,
            "/request/run-unattended/group": "invoices"
        },
        not_applicable "a group of machines" {
            "/environments/prod/features/group_work_accounts": "disabled",
            "/request/run-unattended/group": "pool"
        },
        not_applicable "a run on a machine" { "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let asked = cx.asked_group()?;
    let environment = cx.environment();
    let off = environment
        .clone()
        .and_then(|environment| environment.features().group_work_accounts().copied())
        .map(|switch| switch == Switch::Disabled);
    let stopped = all([asked.work_accounts().copied(), off]);
    let group = alongside(cx.asked_hosted_group(), || stopped.clone())?;
    require(not(stopped), || {
        let (at, name) = match environment {
            Ok(environment) => {
                (environment.features().field("group_work_accounts"), environment.key().as_str())
            }
            Err(_) => (group.field("environment"), ""),
        };
        Evidence::new(at, Switch::Disabled, Switch::Enabled)
            .with("group", group.key())
            .with("environment", name)
            .related(group.field("work_accounts"))
    })
}
