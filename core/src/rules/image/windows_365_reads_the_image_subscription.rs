//! IMG014: Windows 365 may read the subscription in which a custom image lies.

use crate::facts::known::implies;
use crate::facts::value::Scope;
use crate::rulebook::term::{Named, Term};
use crate::rulebook::{App, AzureRole, Key};
use crate::rules::context::{Context, Principal, Served};
use crate::rules::rule::{Evidence, Judgement, rule};

rule! {
    /// The Windows 365 service principal must be at least Reader on the subscription of a custom image.
    ///
    /// # Why
    /// Windows 365 fetches the image on its own behalf, not on the maker's. Without the role it does not find it, and provisioning fails.
    /// A role on the gallery or on a resource group is not enough. A custom network in the same subscription needs the same role:
    /// one assignment mends both.
    ///
    /// # How to fix it
    /// In the Azure portal, open the subscription, Access control (IAM), Add role assignment, and assign Reader to Windows 365.
    /// Look for it by its application id, since other applications have similar names.
    code: IMG014,
    name: "windows-365-reads-the-image-subscription",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share the reader permission on Azure subscription with Windows 365 service principal"
        + "hosted-machines-2022-12-12" / "Share the reader permission on Azure subscription with Windows 365 service principal",
    holds: ALWAYS,
    judges: [CreateMachine, CreateImage],
    fixers: [AzureRoleAssignmentAdministrator],
    says: "the service principal {app} has {found} on subscription `{subscription}`, in which image `{image}` lies, but needs at least {expected}",
    steps: [
        "assign {expected} on subscription `{subscription}` to the service principal {app} (application id {id})",
    ],
    command: "az role assignment create --assignee {id} --role {expected} --scope /subscriptions/SUBSCRIPTION",
    examples: [
        broken "no role at all" { "/subscriptions/sub-a/grants": [] },
        broken "a role on the gallery only" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Reader", "scope": "gallery/finance" }
            ]
        },
        broken "a role that does not read" {
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Network Contributor", "scope": "subscription" }
            ]
        },
        broken "the role of another application" {
            "/subscriptions/sub-a/grants": [
                { "principal": "azure-virtual-desktop", "role": "Reader", "scope": "subscription" }
            ]
        },
        broken "when it is added to Power Automate" {
            "/subscriptions/sub-a/grants": [],
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "Reader on the subscription" {},
        met "a higher role" {
            "/subscriptions/sub-a/grants": [
                { "principal": "0af06dc6-e4b5-4f28-818e-e78e62d137a5", "role": "Contributor", "scope": "subscription" }
            ]
        },
        met "seen in a partial list" {
            "/subscriptions/sub-a/grants": {
                "items": [{ "principal": "windows-365", "role": "Reader", "scope": "subscription" }],
                "complete": false
            }
        },
        unknown "a list without inherited and group assignments" {
            "/subscriptions/sub-a/grants": { "items": [], "complete": false }
        },
        unknown "nobody has looked" { "/subscriptions/sub-a/grants": null },
        unknown "the image's subscription is not known" { "/images/finance/subscription": null },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Machines)?;
    let least = cx.term(Key::ImageSubscriptionRole)?;
    let app = Term::<App>::WINDOWS_365;
    let subscription = image.subscription().and_then(|name| cx.subscription(name));
    let granted = subscription.clone().and_then(|subscription| {
        let reads = |role: &Named<AzureRole>| cx.at_least(role, least, Key::AzureActionRead);
        cx.granted(subscription, Principal::App(app), reads, |scope| *scope == Scope::Subscription)
    });
    if implies(owed, granted)? {
        return Ok(());
    }
    let subscription = subscription?;
    let held = super::roles_on(subscription, |grant| grant.principal == app);
    let evidence = Evidence::new(subscription.field("grants"), held, least.name())
        .with("app", app.name())
        .with("id", app.guid())
        .with("subscription", subscription.key())
        .with("image", image.key())
        .related(image.field("subscription"));
    Err(match cx.custom_network() {
        Ok(network) if network.it.subscription.value() == image.it.subscription.value() => {
            evidence.related(network.field("subscription"))
        }
        Ok(_) | Err(_) => evidence,
    }
    .broken())
}
