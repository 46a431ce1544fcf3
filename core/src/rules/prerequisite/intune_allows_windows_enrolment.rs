//! PRE003: Intune lets corporate Windows devices enrol.

use crate::facts::At;
use crate::facts::entities::Intune;
use crate::facts::known::{Known, Missing, all};
use crate::facts::value::Permission;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Intune's device type enrolment restrictions must allow the Windows (MDM) platform for corporate enrolment.
    ///
    /// # Why
    /// Every hosted machine enrols in Intune as a corporate device of its creator. If a restriction that applies blocks Windows,
    /// provisioning fails late with `intuneEnroll_BlockedByEnrollmentRestriction`.
    ///
    /// Windows 365 enrols the device, not its user: Windows must be allowed in the default restriction and in every one of the organisation's own that
    /// applies. One of the organisation's own never excuses a default one that blocks. Where its groups were not expanded, the answer is unknown only if
    /// it blocks. Blocking personally owned devices does no harm: hosted machines are not personal.
    ///
    /// # How to fix it
    /// In the Intune admin center, allow Windows (MDM) in the default restriction and in every other one that applies.
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
    says: "in Intune, {which} has Windows (MDM) {found} for corporate devices; it must be {expected} in the default enrolment restriction and in every other one that applies",
    steps: [
        "in the Intune admin center, open Devices, Enrollment, Device platform restriction",
        "allow the Windows (MDM) platform in the default restriction and in every other one that applies to `{actor}`",
    ],
    examples: [
        broken "Windows is blocked" { "/tenant/intune/windows_corporate_enrolment": "blocked" },
        broken "the default restriction blocks it, whatever one for the maker says" {
            "/tenant/intune": {
                "windows_corporate_enrolment": null,
                "default_restriction": "blocked",
                "custom_restrictions": [{ "windows": "allowed", "applies_to": ["maker-a"] }]
            }
        },
        broken "a later restriction for the maker blocks it" {
            "/tenant/intune": {
                "windows_corporate_enrolment": null,
                "default_restriction": "allowed",
                "custom_restrictions": [
                    { "windows": "allowed", "applies_to": ["maker-a"] },
                    { "windows": "blocked", "applies_to": ["maker-a"] }
                ]
            }
        },
        broken "the default restriction blocks it, whatever others there are" {
            "/tenant/intune": { "windows_corporate_enrolment": null, "default_restriction": "blocked" }
        },
        broken "a restriction for the maker blocks it" {
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
        unknown "a restriction whose groups were not expanded, and the default one not looked up" {
            "/tenant/intune": {
                "windows_corporate_enrolment": null,
                "default_restriction": null,
                "custom_restrictions": [{ "windows": "blocked" }]
            }
        },
        not_judged "no Intune in which anything could enrol" {
            "/tenant/intune": { "state": "absent", "windows_corporate_enrolment": "blocked" }
        },
        unknown "nobody has looked" { "/tenant/intune/windows_corporate_enrolment": null },
        unknown "the default restriction was not looked up" {
            "/tenant/intune": {
                "windows_corporate_enrolment": null,
                "custom_restrictions": [{ "windows": "allowed", "applies_to": ["maker-a"] }]
            }
        },
        unknown "other restrictions were not listed" {
            "/tenant/intune": { "windows_corporate_enrolment": null, "default_restriction": "allowed" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let intune = cx.case.tenant().intune();
    let own = none_blocks(cx, intune);
    let default = intune.default_restriction().map(|says| *says == Permission::Allowed);
    require(allowed(intune, default.clone(), own.clone()), || {
        let (at, which) = match (default, own) {
            (Ok(false), _) => (intune.field("default_restriction"), say::DEFAULT_RESTRICTION.into()),
            (_, Ok(false)) => {
                let which = say::RESTRICTION_FOR_PERSON.with("person", cx.actor_told());
                (intune.custom_restrictions().pointer(), which)
            }
            _ => {
                let at = intune.field("windows_corporate_enrolment");
                (at, say::SOME_RESTRICTION.into())
            }
        };
        Evidence::new(at, Permission::Blocked, Permission::Allowed)
            .with("which", which)
            .with("actor", cx.actor_told())
    })
}

/// Whether Windows may enrol: as stated of all restrictions together, and by each of them as far as they are stated.
fn allowed(intune: At<'_, Intune>, default: Known<bool>, own: Known<bool>) -> Known<bool> {
    let customs = intune.custom_restrictions();
    let together = intune.windows_corporate_enrolment().map(|says| *says == Permission::Allowed);
    if [&together, &default, &own].contains(&&Ok(false)) {
        return Ok(false);
    }
    let unlisted = default.is_err() && !customs.is_whole() && customs.items().is_empty();
    match together {
        Ok(_) => own,
        // Where no restriction is known, what they say together is asked for.
        Err(missing) if unlisted => Err(missing),
        Err(_) => all([default, own, customs.whole().map(|_| true)]),
    }
}

/// Whether none of the organisation's own restrictions that apply to the actor blocks Windows.
fn none_blocks(cx: &Context<'_>, intune: At<'_, Intune>) -> Known<bool> {
    let customs = intune.custom_restrictions();
    let blocking = customs.items().iter().enumerate().filter(|(_, it)| it.windows == Permission::Blocked);
    all(blocking.map(|(place, restriction)| match &restriction.applies_to {
        Some(people) if people.is_empty() => Ok(true),
        Some(people) => cx.actor_name().map(|actor| !people.contains(actor)),
        None => Err(Missing::fact(customs.pointer().index(place).key("applies_to"))),
    }))
}
