//! LIC006: whoever creates a machine is licensed for Windows.

use super::creator_has;
use crate::rulebook::{Key, Licence, term::Term};
use crate::rules::context::Context;
use crate::rules::rule::{Judgement, Stop, rule};
use crate::vocabulary::Level;

rule! {
    /// Whoever creates a hosted machine needs a Windows licence.
    ///
    /// # Why
    /// A hosted machine is a Windows 365 machine of its creator, and the add-on does not include Windows. Suites such as Microsoft 365 E3, E5
    /// and F3 bring it; Microsoft 365 F1 and Enterprise Mobility + Security do not. Microsoft 365 Business Premium brings Windows Business: whether
    /// that is enough is not published, so it is a warning. Which product brings it is told by the service plans it holds. What provisioning ends with
    /// where it is lacking is not published: `licenseNotFound` speaks of the licence for the machine itself.
    ///
    /// # How to fix it
    /// Assign a licence that holds Windows Enterprise in the Microsoft 365 admin center, under Users, Active users, Licenses and apps.
    code: LIC006,
    name: "creator-has-a-windows-licence",
    level: Error,
    at_worst: at_worst,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Licensing requirements"
        + "hosted-machines-2022-12-12" / "Licensing requirements",
    holds: ALWAYS,
    judges: [CreateMachine],
    fixers: [LicenceAdministrator, Billing],
    says: "`{actor}` has no {expected} licence (licences found: {found})",
    steps: [
        "in the Microsoft 365 admin center, assign `{actor}` a licence that includes {expected}",
    ],
    examples: [
        broken "no licence" { "/people/maker-a/licences": [] },
        broken "a suite without Windows" { "/people/maker-a/licences": ["EMS E3"] },
        broken "Microsoft 365 F1, which lacks it" { "/people/maker-a/licences": ["Microsoft 365 F1"] },
        met "Microsoft 365 F3, by the name of its SKU" { "/people/maker-a/licences": ["SPE_F1"] },
        broken "Windows Business" { "/people/maker-a/licences": ["Microsoft 365 Business Premium"] },
        met "a Windows licence" {},
        met "a suite with Windows" { "/people/maker-a/licences": ["Microsoft 365 E3"] },
        unknown "licences not looked up" { "/people/maker-a/licences": null },
        unknown "a partial list without it" { "/people/maker-a/licences": { "items": ["Intune"], "complete": false } },
        unknown "a suite that nobody knows" { "/people/maker-a/licences": ["Intune", "Contoso bundle"] },
        met "a suite that nobody knows beside it" { "/people/maker-a/licences": ["Windows", "Contoso bundle"] },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let judgement = creator_has(cx, Key::LicencePrerequisites, Term::WINDOWS);
    let Err(Stop::Broken(evidence)) = judgement else {
        return judgement;
    };
    Err(evidence.level(at_worst(cx)).broken())
}

/// A warning where a licence is held of which it is not published whether it is enough.
fn at_worst(cx: &Context<'_>) -> Level {
    let held = cx.actor().map(|actor| actor.licences().items()).unwrap_or_default();
    let doubtful = cx
        .terms::<Licence>(Key::LicenceWindowsDoubtful)
        .is_ok_and(|mut terms| terms.any(|term| held.iter().any(|licence| *licence == term)));
    if doubtful { Level::Warning } else { Level::Error }
}
