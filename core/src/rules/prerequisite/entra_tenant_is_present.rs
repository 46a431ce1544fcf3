//! PRE001: there is a Microsoft Entra tenant.

use crate::facts::value::Presence;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// There must be a Microsoft Entra tenant.
    ///
    /// # Why
    /// Every hosted machine joins Microsoft Entra ID, and its creator signs in to it with an account from there. The tenant brings the
    /// Entra ID licence that hosted machines ask for with it: each has one, if only the free one.
    ///
    /// # How to fix it
    /// Set up a Microsoft Entra tenant for the organisation and use the Power Platform environments in it.
    code: PRE001,
    name: "entra-tenant-is-present",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Microsoft Entra and Intune requirements"
        + "hosted-machines-2022-12-12" / "Azure Active Directory and Intune requirements",
    holds: ALWAYS,
    judges: [CreateMachine],
    fixers: [EntraApplicationAdministrator, Billing],
    says: "the Microsoft Entra tenant that hosted machines join is {found}",
    steps: [
        "set up a Microsoft Entra tenant and use an environment that belongs to it",
    ],
    examples: [
        broken "no Entra tenant" { "/tenant/entra": "absent" },
        met "an Entra tenant" {},
        unknown "nobody has looked" { "/tenant/entra": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let tenant = cx.case.tenant();
    require(tenant.entra().map(|entra| *entra == Presence::Present), || {
        Evidence::new(tenant.field("entra"), Presence::Absent, Presence::Present)
    })
}
