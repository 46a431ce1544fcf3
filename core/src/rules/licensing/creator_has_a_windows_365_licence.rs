//! LIC009: in the preview, whoever creates a machine is licensed for Windows 365.

use super::creator_has;
use crate::rulebook::{Key, Licence, term::Term};
use crate::rules::context::Context;
use crate::rules::rule::{Judgement, rule};

rule! {
    /// In the preview, whoever created a hosted machine needed a Windows 365 licence.
    ///
    /// # Why
    /// A hosted machine is a Windows 365 machine. Until general availability, that was licensed apart, beside Windows, Intune and Entra ID; since
    /// then the add-on for hosted machines includes it.
    ///
    /// # How to fix it
    /// Assign Windows 365 in the Microsoft 365 admin center, under Users, Active users, Licenses and apps.
    code: LIC009,
    name: "creator-has-a-windows-365-licence",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2022-12-12" / "Licensing requirements",
    holds: PREVIEW,
    judges: [CreateMachine],
    fixers: [LicenceAdministrator, Billing],
    says: "`{actor}` has no {expected} licence (licences found: {found})",
    steps: [
        "in the Microsoft 365 admin center, assign `{actor}` a licence of {expected}",
    ],
    examples: [
        broken "the other prerequisite licences alone" {
            "/people/maker-a/licences": ["Windows", "Intune", "Entra ID"]
        },
        broken "a suite that does not hold it" { "/people/maker-a/licences": ["Microsoft 365 E5"] },
        met "a Windows 365 licence" {},
        unknown "licences not looked up" { "/people/maker-a/licences": null },
        not_applicable @General "since general availability" {
            "/people/maker-a/licences": ["Windows", "Intune", "Entra ID"]
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    creator_has(cx, Key::LicencePrerequisites, Term::<Licence>::WINDOWS_365)
}
