//! PRE016: no policy pushes the Configuration Manager client while a machine is provisioned.

use crate::facts::value::Presence;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The Configuration Manager client should not be pushed to machines before they are provisioned.
    ///
    /// # Why
    /// A group policy that installs the client early takes the machine over before it has enrolled in Intune: provisioning fails with
    /// `intuneEnroll_BlockedByGroupPolicyOrConfigMgr`. Whether it does in the end depends on which of them is quicker, so this is a warning.
    ///
    /// # How to fix it
    /// Exclude the place where hosted machines go from the policy, or delay the installation until the machines are in use.
    code: PRE016,
    name: "configuration-manager-waits-for-provisioning",
    level: Warning,
    provenance: Stated,
    source: "troubleshoot-hosted-machines-2024-03-12" / "Troubleshoot hosted machines in Power Automate for desktop",
    judges: [CreateMachine],
    fixers: [IntuneAdministrator, NetworkAdministrator],
    says: "a policy pushes the Configuration Manager client to new machines at once, which can keep a hosted machine from enrolling in Intune",
    steps: [
        "exclude hosted machines from the policy that installs the Configuration Manager client, or delay it until they are in use",
    ],
    examples: [
        broken "pushed at once" { "/tenant/configuration_manager_push": "present" },
        met "not pushed" {},
        unknown "nobody has looked" { "/tenant/configuration_manager_push": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let tenant = cx.case.tenant();
    require(tenant.configuration_manager_push().map(|push| *push == Presence::Absent), || {
        Evidence::new(tenant.field("configuration_manager_push"), Presence::Present, Presence::Absent)
    })
}
