//! PRE003: Intune lets corporate Windows devices enrol.

use crate::facts::At;
use crate::facts::entities::Intune;
use crate::facts::known::{Known, Missing};
use crate::facts::value::Permission;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Intune's device type enrolment restrictions must allow the Windows (MDM) platform for corporate enrolment.
    ///
    /// # Why
    /// Every hosted machine enrols in Intune as a corporate device of its creator. If the restriction that applies to the creator blocks
    /// Windows, provisioning fails late with `intuneEnroll_BlockedByEnrollmentRestriction`.
    ///
    /// Blocking personally owned devices does no harm: hosted machines are not personal. Restrictions of the organisation's own go before
    /// the default one, highest priority first, for the people they are assigned to. Where their groups were not expanded, the answer is unknown.
    ///
    /// # How to fix it
    /// In the Intune admin center, allow Windows (MDM) in the restriction that applies to the creator, or give the restriction a higher one that does.
    code: PRE003,
    name: "intune-allows-windows-enrolment",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Microsoft Entra and Intune requirements"
        + "hosted-machines-2022-12-12" / "Azure Active Directory and Intune requirements",
    holds: ALWAYS,
    judges: [CreateMachine],
    fixers: [IntuneAdministrator],
    covered_by: [PRE002],
    says: "the Intune enrolment restriction that applies to `{actor}` has Windows (MDM) {found} for corporate devices",
    steps: [
        "in the Intune admin center, open Devices, Enrollment, Device platform restriction",
        "allow the Windows (MDM) platform in the restriction that applies to `{actor}`",
    ],
    examples: [
        broken "Windows is blocked" { "/tenant/intune/windows_corporate_enrolment": "blocked" },
        broken "a restriction for the maker goes before the default one" {
            "/tenant/intune": {
                "windows_corporate_enrolment": null,
                "default_restriction": "allowed",
                "custom_restrictions": [{ "windows": "blocked", "applies_to": ["maker-a"] }]
            }
        },
        met "Windows is allowed" {},
        met "personally owned devices are blocked" { "/tenant/intune/windows_personal_enrolment": "blocked" },
        met "a restriction for somebody else" {
            "/tenant/intune": {
                "windows_corporate_enrolment": null,
                "default_restriction": "allowed",
                "custom_restrictions": [{ "windows": "blocked", "applies_to": ["maker-b"] }]
            }
        },
        met "a restriction whose groups were not expanded, and that says the same" {
            "/tenant/intune": {
                "windows_corporate_enrolment": null,
                "default_restriction": "allowed",
                "custom_restrictions": [{ "windows": "allowed" }]
            }
        },
        unknown "a restriction whose groups were not expanded" {
            "/tenant/intune": {
                "windows_corporate_enrolment": null,
                "default_restriction": "allowed",
                "custom_restrictions": [{ "windows": "blocked" }]
            }
        },
        not_judged "no Intune in which anything could enrol" {
            "/tenant/intune": { "state": "absent", "windows_corporate_enrolment": "blocked" }
        },
        unknown "nobody has looked" { "/tenant/intune/windows_corporate_enrolment": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let intune = cx.case.tenant().intune();
    require(allowed(cx, intune), || {
        Evidence::new(intune.field("windows_corporate_enrolment"), Permission::Blocked, Permission::Allowed)
            .with("actor", &cx.request.actor)
    })
}

/// What applies to the actor: as stated, or what the first restriction for them says; the default one is for everybody.
fn allowed(cx: &Context<'_>, intune: At<'_, Intune>) -> Known<bool> {
    let stated = intune.windows_corporate_enrolment();
    let customs = intune.custom_restrictions();
    if stated.is_ok() || !customs.is_whole() {
        return stated.map(|permission| *permission == Permission::Allowed);
    }
    let mut effective = intune.default_restriction().map(|permission| *permission == Permission::Allowed);
    for (place, restriction) in customs.items().iter().enumerate().rev() {
        let says = restriction.windows == Permission::Allowed;
        effective = match &restriction.applies_to {
            Some(people) if people.contains(&cx.request.actor) => Ok(says),
            Some(_) => effective,
            None if effective == Ok(says) => effective,
            None => Err(Missing::fact(customs.pointer().index(place).key("applies_to"))),
        };
    }
    effective
}
