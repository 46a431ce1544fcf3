//! LIC029: whoever creates a machine has the Entra ID licence that Windows 365 asks for.

use super::creator_has;
use crate::rulebook::{Key, term::Term};
use crate::rules::context::Context;
use crate::rules::rule::{Judgement, rule};

rule! {
    /// Whoever creates a hosted machine should have Microsoft Entra ID P1.
    ///
    /// # Why
    /// Hosted machines ask for Microsoft Entra ID without naming a plan of it, and every Entra tenant has one, if only the free one.
    /// Windows 365, on which they are built, asks each user for P1. Whether hosted machines fail without it is not published: a warning.
    /// P2, Enterprise Mobility + Security, and Microsoft 365 E3, E5, F1, F3 and Business Premium include P1.
    ///
    /// # How to fix it
    /// Assign Microsoft Entra ID P1, or a suite that includes it, in the Microsoft 365 admin center.
    code: LIC029,
    name: "creator-has-entra-id-p1",
    level: Warning,
    provenance: Adjacent,
    source: "windows-365-requirements-2024-04-02" / "Licensing requirements",
    judges: [CreateMachine],
    fixers: [LicenceAdministrator, Billing],
    covered_by: [PRE001],
    says: "`{actor}` has no {expected}, which Windows 365 asks of its users (licences found: {found})",
    steps: [
        "in the Microsoft 365 admin center, assign `{actor}` a licence that includes {expected}",
    ],
    examples: [
        broken "Entra ID without P1" { "/people/maker-a/licences": ["Windows", "Intune", "Entra ID"] },
        met "P1" {},
        met "P2 includes P1" { "/people/maker-a/licences": ["Windows", "Intune", "Entra ID P2"] },
        met "Microsoft 365 E5 includes P1" { "/people/maker-a/licences": ["SPE_E5"] },
        unknown "licences not looked up" { "/people/maker-a/licences": null },
        not_judged "no Entra tenant at all" {
            "/tenant/entra": "absent",
            "/people/maker-a/licences": ["Windows", "Intune"]
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    creator_has(cx, Key::LicenceWindows365, Term::ENTRA_P1)
}
