//! LIC007: whoever creates a machine is licensed for Intune.

use super::creator_has;
use crate::rulebook::{Key, term::Term};
use crate::rules::context::Context;
use crate::rules::rule::{Judgement, rule};

rule! {
    /// Whoever creates a hosted machine needs an Intune licence.
    ///
    /// # Why
    /// Every hosted machine enrols in Intune as a device of its creator. Where the licence is missing or has expired, enrolment fails late with
    /// `intuneEnroll_InvalidIntuneSubscriptionOrLicense`. A licence that was assigned minutes ago may not have taken effect yet:
    /// `intuneEnroll_DelayedEffectivenessOfIntuneLicense` goes away by itself.
    ///
    /// # How to fix it
    /// Assign Intune, or a suite that includes it, in the Microsoft 365 admin center, under Users, Active users, Licenses and apps.
    code: LIC007,
    name: "creator-has-an-intune-licence",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Licensing requirements"
        + "hosted-machines-2022-12-12" / "Licensing requirements",
    holds: ALWAYS,
    judges: [CreateMachine],
    fixers: [LicenceAdministrator, Billing],
    says: "`{actor}` has no {expected} licence (licences found: {found})",
    steps: [
        "in the Microsoft 365 admin center, assign `{actor}` a licence that includes {expected}",
        "wait until the licence has taken effect before creating the machine",
    ],
    examples: [
        broken "no licence" { "/people/maker-a/licences": [] },
        broken "Windows alone" { "/people/maker-a/licences": ["Windows"] },
        broken "a suite with device management for Office 365 alone" {
            "/people/maker-a/licences": ["Windows", "Office 365 E3"]
        },
        broken "Windows Enterprise by its product" { "/people/maker-a/licences": ["Windows 10/11 Enterprise E3"] },
        met "an Intune licence" {},
        met "Enterprise Mobility + Security includes it" { "/people/maker-a/licences": ["Windows", "EMS E5"] },
        unknown "licences not looked up" { "/people/maker-a/licences": null },
        unknown "a partial list without it" { "/people/maker-a/licences": { "items": ["Windows"], "complete": false } },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    creator_has(cx, Key::LicencePrerequisites, Term::INTUNE)
}
