//! PRE021: no Azure policy keeps machines from getting a network interface.

use crate::facts::known::{implies, not};
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Azure Policy must let network interfaces be created in the resource group of a custom network.
    ///
    /// # Why
    /// Windows 365 creates one for every machine. Where a policy denies it, provisioning fails with `requestDisallowedByPolicy`.
    ///
    /// # How to fix it
    /// Exempt the resource group from the policy, or the kind of resource.
    code: PRE021,
    name: "policy-allows-network-interfaces",
    level: Error,
    provenance: Stated,
    source: "troubleshoot-hosted-machines-2024-03-12" / "Troubleshoot hosted machines in Power Automate for desktop",
    judges: [CreateMachine, CreateNetwork],
    fixers: [AzureRoleAssignmentAdministrator, NetworkAdministrator],
    says: "an Azure policy denies network interfaces in the resource group of `{network}`: no machine can be attached to it",
    steps: [
        "exempt the resource group of `{network}` from the policy that denies network interfaces",
    ],
    command: "az policy exemption create --name hosted-machines --exemption-category Waiver --policy-assignment ASSIGNMENT_ID --scope RESOURCE_GROUP_ID",
    examples: [
        broken "denied" { "/networks/corp/policy_denies_interfaces": true },
        met "not denied" {},
        unknown "nobody has looked" { "/networks/corp/policy_denies_interfaces": null },
        not_applicable "the Microsoft Hosted Network" {
            "/networks/corp/policy_denies_interfaces": true,
            "/request/create-machine/network": null
        },
        broken "when the connection is added" {
            "/networks/corp/policy_denies_interfaces": true,
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, owed) = cx.network_for(Served::Machines)?;
    require(implies(owed, not(network.policy_denies_interfaces().copied())), || {
        Evidence::new(network.field("policy_denies_interfaces"), say::DENIED, say::ALLOWED)
            .with("network", network.key())
    })
}
