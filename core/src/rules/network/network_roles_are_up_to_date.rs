//! NET012: an older network has the roles that replaced Network Contributor.

use crate::facts::At;
use crate::facts::entities::Network;
use crate::facts::known::{all, both};
use crate::rulebook::term::Term;
use crate::rulebook::{App, Key};
use crate::rules::context::{Context, NetworkScope, Served};
use crate::rules::rule::{Evidence, Judgement, all_of, alongside, applies, owing, require, rule};
use std::iter;

rule! {
    /// On a virtual network from before 2023-11-26 the Windows 365 service principal can go over to the narrower roles of today.
    ///
    /// # Why
    /// Such a network works with Network Contributor, on its resource group and on itself, as it always did. For networks created since,
    /// Windows 365 Network Interface Contributor and Windows 365 Network User took its place; they allow no more than machines need. An
    /// older network may have them instead.
    ///
    /// # How to fix it
    /// Nothing is wrong. To go over, assign the two roles first, and take Network Contributor away only then.
    code: NET012,
    name: "network-roles-are-up-to-date",
    level: Note,
    provenance: Stated,
    source: "hosted-machines-2025-03-10" / "Share the virtual network with Windows 365 service principal",
    holds: SINCE_MARCH_2025,
    judges: [CreateMachine, CreateNetwork],
    fixers: [AzureRoleAssignmentAdministrator],
    covered_by: [NET008, NET009],
    says: "network `{network}` was created before the narrower roles came, and the Windows 365 service principal has {found} on it; it could have {expected}",
    steps: [
        "in the Azure portal, assign {group_role} on the resource group and {role} on the virtual network of `{network}` to the Windows 365 service principal, application {app}",
        "only then take away the roles that it had before",
    ],
    examples: [
        broken "Network Contributor on both" {
            "/networks/corp/created": "2023-11-25T23:59:59.999Z",
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Reader", "scope": "subscription" },
                { "principal": "windows-365", "role": "Network Contributor", "scope": "resource-group/rg-net" },
                { "principal": "windows-365", "role": "Network Contributor", "scope": "virtual-network/corp" }
            ]
        },
        broken "one of the two has been changed" {
            "/networks/corp/created": "2023-10-01",
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Reader", "scope": "subscription" },
                {
                    "principal": "windows-365",
                    "role": "Windows 365 Network Interface Contributor",
                    "scope": "resource-group/rg-net"
                },
                { "principal": "windows-365", "role": "Network Contributor", "scope": "virtual-network/corp" }
            ],
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "both have been changed" { "/networks/corp/created": "2023-11-25T23:59:59.999Z" },
        unknown "the assignments were not listed" {
            "/networks/corp/created": "2023-10-01",
            "/subscriptions/sub-a/grants": null
        },
        met "both have been changed, whenever it was created" { "/networks/corp/created": null },
        unknown "nobody knows when it was created" {
            "/networks/corp/created": null,
            "/subscriptions/sub-a/grants": [
                { "principal": "windows-365", "role": "Reader", "scope": "subscription" },
                { "principal": "windows-365", "role": "Network Contributor", "scope": "resource-group/rg-net" },
                { "principal": "windows-365", "role": "Network Contributor", "scope": "virtual-network/corp" }
            ]
        },
        not_judged "no role at all" { "/networks/corp/created": "2023-10-01", "/subscriptions/sub-a/grants": [] },
        met "created on the day of the switch" { "/networks/corp/created": "2023-11-26" },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, owed) = cx.network_for(Served::Machines)?;
    owing(owed, || up_to_date(cx, network))
}

fn up_to_date(cx: &Context<'_>, network: At<'_, Network>) -> Judgement {
    let group_role = cx.term(Key::NetworkResourceGroupRole)?;
    let role = cx.term(Key::NetworkVirtualNetworkRole)?;
    let holds = || {
        all([
            cx.holds_exactly(network, iter::once(group_role), NetworkScope::ResourceGroup),
            cx.holds_exactly(network, iter::once(role), NetworkScope::VirtualNetwork),
        ])
    };
    if holds() == Ok(true) {
        return Ok(());
    }
    let created = *alongside(network.created(), holds)?;
    let older = cx.term_at(Key::NetworkVirtualNetworkRole, created)?;
    applies(older != role)?;
    let (holds, subscription) = both(holds(), cx.subscription_of(network))?;
    require(Ok(holds), || {
        let expected = all_of([group_role.name(), role.name()]);
        Evidence::new(subscription.field("grants"), older.name(), expected)
            .with("network", network.key())
            .with("group_role", group_role.name())
            .with("role", role.name())
            .with("app", Term::<App>::WINDOWS_365.guid())
            .related(network.field("created"))
    })
}
