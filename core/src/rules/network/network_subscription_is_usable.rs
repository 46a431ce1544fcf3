//! NET003: the subscription of a custom network is usable.

use crate::facts::value::SubscriptionState;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::Level;

rule! {
    /// A custom virtual network must lie in an Azure subscription of the organisation's own that is enabled.
    ///
    /// # Why
    /// Every machine gets a network interface in the network's subscription. One that is disabled or warned is read-only: the interface
    /// cannot be made, and provisioning fails with `CreateNic_ReadOnlyDisabledSubscription`. One whose payment is past due still
    /// works, until Azure disables it: a warning.
    ///
    /// That the subscription must be the organisation's own is said by the page; that it must be enabled follows from the published error code and from what
    /// Azure says of each state.
    ///
    /// # How to fix it
    /// Have the subscription reactivated, or choose a network in another one.
    code: NET003,
    name: "network-subscription-is-usable",
    level: Error,
    provenance: Adjacent,
    source: "hosted-machines-2024-01-24" / "General network requirement",
    judges: [CreateMachine, CreateNetwork, CreateGroup, EditGroup, RunUnattended],
    fixers: [Billing],
    says: "subscription `{subscription}` of network `{network}` is {found}, not {expected}",
    steps: [
        "in the Azure portal, under Subscriptions, settle what is open for `{subscription}` and reactivate it",
        "or choose a network in a subscription that is enabled",
    ],
    command: "az account show --subscription SUBSCRIPTION --query state",
    examples: [
        broken "disabled" { "/subscriptions/sub-a/state": "disabled" },
        broken "warned" { "/subscriptions/sub-a/state": "warned" },
        broken "payment is past due, which is only a warning" { "/subscriptions/sub-a/state": "past-due" },
        broken @March2025 "that of a group which runs" {
            "/subscriptions/sub-a/state": "deleted",
            "/groups/invoices/network": "corp",
            "/request/run-unattended/group": "invoices"
        },
        met "enabled" {},
        unknown "the state was not looked up" { "/subscriptions/sub-a/state": null },
        unknown "the network's subscription was not looked up" { "/networks/corp/subscription": null },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
        broken "a group on it" { "/subscriptions/sub-a/state": "disabled", "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            } },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, _) = cx.network_for(Served::Either)?;
    let subscription = cx.subscription_of(network)?;
    let state = *subscription.state()?;
    require(Ok(state == SubscriptionState::Enabled), || {
        let evidence = Evidence::new(subscription.field("state"), state, SubscriptionState::Enabled)
            .with("subscription", subscription.key())
            .with("network", network.key())
            .related(network.field("subscription"));
        if state == SubscriptionState::PastDue { evidence.level(Level::Warning) } else { evidence }
    })
}
