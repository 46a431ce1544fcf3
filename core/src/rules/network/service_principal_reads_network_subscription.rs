//! NET007: the Windows 365 service principal reads the subscription of a custom network.

use crate::facts::At;
use crate::facts::entities::Network;
use crate::facts::request::Action;
use crate::rulebook::term::Term;
use crate::rulebook::{App, AzureRole, Key};
use crate::rules::RuleId;
use crate::rules::context::{Context, NetworkScope, Principal, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, Stop, owing, require, rule};

rule! {
    /// The Windows 365 service principal must have at least Reader on the subscription of a custom virtual network.
    ///
    /// # Why
    /// Windows 365 looks the network up before it puts a machine there. Without the role the network connection cannot be used, and
    /// provisioning fails with `CreateNic_ArmAuthorizationFailed`. A role that includes reading everything, such as
    /// Contributor, is enough, also when it is inherited from a management group.
    ///
    /// # How to fix it
    /// Assign Reader on the subscription. An image in the same subscription needs the same assignment, and no other.
    code: NET007,
    name: "service-principal-reads-network-subscription",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share the virtual network with Windows 365 service principal"
        + "hosted-machines-2022-12-12" / "Share the virtual network with Windows 365 service principal",
    holds: ALWAYS,
    judges: [CreateMachine, CreateNetwork],
    fixers: [AzureRoleAssignmentAdministrator],
    says: "the Windows 365 service principal does not have {expected}, or a role that includes it, on subscription `{subscription}` of network `{network}`",
    steps: [
        "in the Azure portal, open subscription `{subscription}`, Access control (IAM), Add role assignment",
        "assign {expected} to the Windows 365 service principal, application {app}",
    ],
    command: "az role assignment create --assignee {app} --role {expected} --scope /subscriptions/SUBSCRIPTION_ID",
    examples: [
        broken "no assignment" { "/subscriptions/sub-a/grants": [], "/request/create-machine/image": "default" },
        broken "a role that does not read everything" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Network Contributor", "scope": "subscription" }
            ],
            "/request/create-machine/image": "default"
        },
        broken "on the resource group only" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Reader", "scope": "resource-group/rg-net" }
            ],
            "/request/create-machine/image": "default"
        },
        broken "given to somebody else" {
            "/subscriptions/sub-a/grants": [{ "principal": "maker-a", "role": "Reader", "scope": "subscription" }],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "Reader" {},
        met "a higher role" {
            "/subscriptions/sub-a/grants": [
                { "principal": "0af06dc6-e4b5-4f28-818e-e78e62d137a5", "role": "Contributor", "scope": "subscription" }
            ]
        },
        unknown "direct assignments only, as `az role assignment list` gives them" {
            "/subscriptions/sub-a/grants": { "items": [], "complete": false }
        },
        unknown "the network's subscription was not looked up" { "/networks/corp/subscription": null },
        not_judged "the image lies in the same subscription, of which another rule says it" {
            "/subscriptions/sub-a/grants": []
        },
        broken "the image lies in another subscription" {
            "/subscriptions/sub-a/grants": [],
            "/subscriptions/sub-b/grants": [],
            "/images/finance/subscription": "sub-b"
        },
        unknown "nobody knows where the image lies" {
            "/subscriptions/sub-a/grants": [],
            "/images/finance/subscription": null
        },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
        met "a connection for groups only" {
            "/subscriptions/sub-a/grants": [],
            "/networks/corp/connection/usage": "hosted-machine-group",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, owed) = cx.network_for(Served::Machines)?;
    owing(owed, || reads(cx, network))
}

fn reads(cx: &Context<'_>, network: At<'_, Network>) -> Judgement {
    let least: Term<AzureRole> = cx.term(Key::NetworkSubscriptionRole)?;
    let app = Term::<App>::WINDOWS_365;
    let subscription = cx.subscription_of(network)?;
    let reads = cx.granted_on(network, Principal::App(app), NetworkScope::Subscription, |role| {
        cx.at_least(role, least, Key::AzureActionRead)
    });
    if reads? {
        return Ok(());
    }
    match cx.custom_image().and_then(|image| Ok(image.subscription()?)) {
        // One subscription, one finding.
        Ok(name) if name == subscription.key() && cx.action() == Action::CreateMachine => {
            cx.leave_to(RuleId::IMG014)?;
        }
        Err(Stop::Unknown(missing)) if cx.action() == Action::CreateMachine => {
            return Err(Stop::Unknown(missing));
        }
        Ok(_) | Err(_) => {}
    }
    require(Ok(false), || {
        Evidence::new(subscription.field("grants"), say::NO_SUCH_ASSIGNMENT, least.name())
            .with("subscription", subscription.key())
            .with("network", network.key())
            .with("app", app.guid())
            .related(network.field("subscription"))
    })
}
