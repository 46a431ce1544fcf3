//! NET042: no deny assignment takes away what Windows 365 needs on a custom network.

use crate::facts::known::{Known, any, implies, not};
use crate::facts::value::Scope;
use crate::rulebook::App;
use crate::rulebook::term::Term;
use crate::rules::context::{Context, Principal, Served};
use crate::rules::rule::{Evidence, Judgement, rule};

rule! {
    /// No deny assignment should take rights on a custom network away from the Windows 365 service principal.
    ///
    /// # Why
    /// A deny assignment goes before every role: where it covers the subscription, the resource group or the virtual network, Windows 365 can make no
    /// network interface there, whatever roles it holds. Azure creates them for managed applications and deployment stacks, hardly anywhere else. What
    /// each of them denies is not looked at, so this is a warning.
    ///
    /// # How to fix it
    /// Have the managed application or the deployment stack changed that the deny assignment belongs to, or use another resource group.
    code: NET042,
    name: "nothing-denies-windows-365",
    level: Warning,
    provenance: Adjacent,
    source: "azure-deny-assignments" / "How deny assignments are created",
    judges: [CreateMachine, CreateNetwork],
    fixers: [AzureRoleAssignmentAdministrator],
    says: "a deny assignment takes rights from the service principal {app} in subscription `{found}`, which covers network `{network}`; there should be {expected}",
    steps: [
        "in the Azure portal, open the virtual network of `{network}`, Access control (IAM), Deny assignments, and see what denies and to what it belongs",
        "change the managed application or the deployment stack that it belongs to, or use a network of another resource group",
    ],
    examples: [
        broken "on the resource group" {
            "/subscriptions/sub-a/deny_assignments": [
                { "principal": "windows-365", "scope": "resource-group/RG-Net" }
            ]
        },
        broken "on the subscription, when the connection is added" {
            "/subscriptions/sub-a/deny_assignments": [{ "principal": "windows-365", "scope": "subscription" }],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "none" {},
        met "for somebody else" {
            "/subscriptions/sub-a/deny_assignments": [{ "principal": "maker-b", "scope": "subscription" }]
        },
        met "on another resource group" {
            "/subscriptions/sub-a/deny_assignments": [
                { "principal": "windows-365", "scope": "resource-group/rg-images" }
            ]
        },
        unknown "nobody has looked" { "/subscriptions/sub-a/deny_assignments": null },
        unknown "the network's resource group was not looked up" {
            "/networks/corp/resource_group": null,
            "/subscriptions/sub-a/deny_assignments": [
                { "principal": "windows-365", "scope": "resource-group/rg-net" }
            ]
        },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, owed) = cx.network_for(Served::Machines)?;
    let subscription = cx.subscription_of(network);
    let app = Term::<App>::WINDOWS_365;
    let covers = |scope: &Scope| -> Known<bool> {
        Ok(match scope {
            Scope::Subscription => true,
            Scope::ResourceGroup(name) => name.eq_ignore_ascii_case(network.resource_group()?),
            Scope::VirtualNetwork(name) => name.eq_ignore_ascii_case(network.key()),
            Scope::Gallery(_) => false,
        })
    };
    let denied = subscription.clone().and_then(|subscription| {
        let denials = subscription.deny_assignments();
        let own = denials.items().iter().filter(|it| Principal::App(app).is(&it.principal));
        any(own.map(|it| covers(&it.scope)).chain([denials.whole().map(|_| false)]))
    });
    if implies(owed, not(denied))? {
        return Ok(());
    }
    let subscription = subscription?;
    Err(Evidence::new(subscription.field("deny_assignments"), subscription.key(), "none")
        .with("app", app.name())
        .with("network", network.key())
        .broken())
}
