//! PRE015: machines enrol in Intune by themselves.

use crate::facts::value::Switch;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Automatic enrolment in Intune must be set up, with the right MDM discovery address.
    ///
    /// # Why
    /// A hosted machine enrols in Intune by itself while it is provisioned, at the address that Microsoft Entra ID names for it. With a wrong address
    /// provisioning fails with `intuneEnroll_MdmDiscoveryUrlMisconfigured`.
    ///
    /// # How to fix it
    /// In the Microsoft Entra admin center, under Mobility (MDM and WIP), Microsoft Intune, restore the default MDM addresses and let the creator's
    /// group enrol.
    code: PRE015,
    name: "machines-enrol-in-intune-by-themselves",
    level: Error,
    provenance: Stated,
    source: "troubleshoot-hosted-machines-2024-03-12" / "Troubleshoot hosted machines in Power Automate for desktop",
    judges: [CreateMachine],
    fixers: [IntuneAdministrator],
    covered_by: [PRE001, PRE002],
    says: "automatic enrolment in Intune is {found}, or points to a wrong MDM discovery address: a machine cannot enrol",
    steps: [
        "in the Microsoft Entra admin center, under Mobility (MDM and WIP), Microsoft Intune, restore the default MDM addresses",
        "include the creator of the machine in the MDM user scope",
    ],
    examples: [
        broken "not set up" { "/tenant/intune/automatic_enrolment": "disabled" },
        met "set up" {},
        unknown "nobody has looked" { "/tenant/intune/automatic_enrolment": null },
        not_judged "no Intune at all" { "/tenant/intune": { "state": "absent", "automatic_enrolment": "disabled" } },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let intune = cx.case.tenant().intune();
    require(intune.automatic_enrolment().map(|switch| *switch == Switch::Enabled), || {
        Evidence::new(intune.field("automatic_enrolment"), Switch::Disabled, Switch::Enabled)
    })
}
