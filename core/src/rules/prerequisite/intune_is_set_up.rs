//! PRE002: Microsoft Intune is set up in the tenant.

use crate::facts::value::Presence;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Microsoft Intune must be set up in the tenant.
    ///
    /// # Why
    /// Every hosted machine enrols in Intune before it is handed over. Without Intune there is nothing to enrol in, and provisioning
    /// fails late with `intuneEnrollFailed`.
    ///
    /// # How to fix it
    /// Activate Intune for the tenant, make it the mobile device management authority, and turn on automatic enrolment for Windows.
    code: PRE002,
    name: "intune-is-set-up",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Microsoft Entra and Intune requirements"
        + "hosted-machines-2022-12-12" / "Azure Active Directory and Intune requirements",
    holds: ALWAYS,
    judges: [CreateMachine],
    fixers: [IntuneAdministrator],
    covered_by: [PRE001],
    says: "Intune is {found} in the tenant, and hosted machines must enrol in it",
    steps: [
        "activate Intune for the tenant in the Intune admin center",
        "turn on automatic enrolment for Windows, under Devices, Enrollment",
    ],
    examples: [
        broken "no Intune" { "/tenant/intune/state": "absent" },
        met "Intune is set up" {},
        unknown "nobody has looked" { "/tenant/intune/state": null },
        not_judged "not even an Entra tenant" { "/tenant/entra": "absent", "/tenant/intune/state": "absent" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let intune = cx.case.tenant().intune();
    require(intune.state().map(|state| *state == Presence::Present), || {
        Evidence::new(intune.field("state"), Presence::Absent, Presence::Present)
    })
}
