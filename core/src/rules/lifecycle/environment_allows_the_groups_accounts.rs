//! LCY019: work or school accounts are allowed where a hosted machine group uses them.

use crate::facts::known::{Missing, all, not};
use crate::facts::request::Action;
use crate::facts::value::Switch;
use crate::rules::context::Context;
use crate::rules::phrases as say;
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
    judges: [CreateGroup, RunAttended, RunUnattended],
    fixers: [EnvironmentAdministrator],
    says: "hosted machine group `{group}` {uses} work or school accounts, which are {found} in environment `{environment}`: {so} until they are {expected}",
    steps: [
        "in the Power Platform admin center, open environment `{environment}`, Settings, Features, and turn on work or school accounts for hosted machine groups",
        "or create a hosted machine group with a local account",
    ],
    examples: [
        broken "turned off for a group that uses them" {
            "/environments/prod/features/group_work_accounts": "disabled",
            "/request/run-unattended/group": "invoices"
        },
        broken "turned off for a new group that is to use them" {
            "/environments/prod/features/group_work_accounts": "disabled",
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 1,
                "work_accounts": true
            }
        },
        met "turned on" { "/request/run-unattended/group": "invoices" },
        met "a new group with a local account" {
            "/environments/prod/features/group_work_accounts": "disabled",
            "/request/create-group": {
                "environment": "prod",
                "name": "Claims",
                "image": "default",
                "max_bots": 1,
                "work_accounts": false
            }
        },
        unknown "no account chosen yet for a new group" {
            "/environments/prod/features/group_work_accounts": "disabled",
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
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
    let environment = cx.environment();
    let off = environment
        .clone()
        .and_then(|environment| environment.features().group_work_accounts().copied())
        .map(|switch| switch == Switch::Disabled);
    let creates = cx.action() == Action::CreateGroup;
    let uses = if creates {
        cx.details().work_accounts.ok_or_else(|| Missing::fact(cx.asked("work_accounts")))
    } else {
        cx.asked_group()?.work_accounts().copied()
    };
    let stopped = all([uses, off]);
    alongside(cx.makes_hosted_bots(), || stopped.clone())?;
    require(not(stopped), || {
        let details = cx.details();
        let name = if creates { &details.name } else { &details.group };
        let at = if creates {
            cx.asked("work_accounts")
        } else {
            cx.group().map_or_else(|_| cx.asked("group"), |group| group.field("work_accounts"))
        };
        let (switch, environment) = match environment {
            Ok(environment) => {
                (environment.features().field("group_work_accounts"), environment.key().as_str())
            }
            Err(_) => (cx.asked("environment"), ""),
        };
        Evidence::new(switch, Switch::Disabled, Switch::Enabled)
            .with("group", name.as_deref().unwrap_or_default())
            .with("uses", if creates { say::IS_TO_USE } else { say::USES })
            .with("environment", environment)
            .with("so", if creates { say::CANNOT_BE_MADE_WITH_THEM } else { say::NOTHING_RUNS_ON_IT })
            .related(at)
    })
}
