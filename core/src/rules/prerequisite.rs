//! Rules about what the tenant must have before a machine can be created.

pub(super) mod account_may_log_on_remotely;
pub(super) mod account_needs_no_second_factor;
pub(super) mod azure_virtual_desktop_arm_provider_service_principal_is_present;
pub(super) mod azure_virtual_desktop_client_service_principal_is_present;
pub(super) mod azure_virtual_desktop_service_principal_is_present;
pub(super) mod configuration_manager_waits_for_provisioning;
pub(super) mod creator_exists;
pub(super) mod default_image_is_managed_by_its_administrators;
pub(super) mod default_image_is_shared;
pub(super) mod desktop_is_recent;
pub(super) mod desktop_signs_in_with_entra;
pub(super) mod entra_authentication_is_enabled;
pub(super) mod entra_tenant_is_present;
pub(super) mod environment_takes_machines;
pub(super) mod flow_extensions_are_recent;
pub(super) mod hosted_group_service_principal_is_present;
pub(super) mod hosted_machine_groups_are_enabled;
pub(super) mod hosted_machines_are_enabled;
pub(super) mod intune_allows_windows_enrolment;
pub(super) mod intune_is_set_up;
pub(super) mod intune_licence_is_effective;
pub(super) mod machine_asks_for_no_network_level_authentication;
pub(super) mod machine_or_group_has_a_name;
pub(super) mod machines_enrol_in_intune_by_themselves;
pub(super) mod policy_allows_network_interfaces;
pub(super) mod policy_lets_scripts_run;
pub(super) mod remote_desktop_asks_for_no_consent;
pub(super) mod service_principals_are_created_after_a_failure;
pub(super) mod service_principals_are_created_first;
pub(super) mod unattended_account_may_sign_in;
pub(super) mod unattended_runs_without_network_level_authentication;
pub(super) mod windows_365_service_principal_is_present;

use crate::facts::At;
use crate::facts::entities::Machine;
use crate::facts::known::{Known, all};
use crate::facts::value::{Authentication, Presence, Switch, Username, Version};
use crate::rulebook::term::Term;
use crate::rulebook::{App, Key};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, Stop, applies, gated, require};
use crate::vocabulary::Word;
use greenlight_json::Pointer;
use greenlight_json::join::joined;

/// Declares the rule that the service principal of an application exists: `app` is its term in the rulebook, `fact` the field of the tenant
/// that states whether it exists. The given doc comment says why it matters and begins the page; the rest is the same for all of them.
macro_rules! service_principal_rule {
    (
        $(#[doc = $page:literal])+
        code: $code:ident,
        name: $name:literal,
        app: $app:ident,
        fact: $fact:literal $(,)?
    ) => {
        $crate::rules::rule::rule! {
            $(#[doc = $page])+
            /// It is normally created by itself, so that its absence is a warning; once a provisioning has failed for it, it is an error (`PRE008`).
            ///
            /// # How to fix it
            /// Create it with the Azure CLI. To see whether it is there, look in the Azure portal under Microsoft Entra, Enterprise applications,
            /// All applications, without the filter on the application type, for its application id: names differ, ids do not.
            code: $code,
            name: $name,
            level: Warning,
            provenance: Stated,
            source: "hosted-machines-2024-01-24" / "Windows 365 Cloud PC and Azure Virtual Desktop service principal",
            judges: [CreateMachine],
            fixers: [EntraApplicationAdministrator],
            covered_by: [PRE008],
            says: "the {app} service principal is {found}; it is normally created by itself, but provisioning fails without it",
            steps: ["create the service principal of application {id} ({app}) in the tenant"],
            command: "az ad sp create --id {id}",
            examples: [
                broken "it is not there" { "/tenant/service_principals": { $fact: "absent" } },
                met "it is there" {},
                unknown "nobody has looked" { "/tenant/service_principals": { $fact: null } },
                not_judged "a provisioning already failed for it" {
                    "/tenant/failed_for_service_principal": true,
                    "/tenant/service_principals": { $fact: "absent" }
                },
                unknown "it is not there, and nobody knows whether a provisioning failed for it" {
                    "/tenant/failed_for_service_principal": null,
                    "/tenant/service_principals": { $fact: "absent" }
                },
            ],
        }

        fn check(cx: &$crate::rules::context::Context<'_>) -> $crate::rules::rule::Judgement {
            super::service_principal(cx, $crate::rulebook::term::Term::<$crate::rulebook::App>::$app)
        }
    };
}
use service_principal_rule;

/// Requires that the service principal of an application exists, if the rulebook demands it.
fn service_principal(cx: &Context<'_>, app: Term<App>) -> Judgement {
    applies(cx.terms::<App>(Key::ServicePrincipalRequired)?.any(|required| required == app))?;
    let (present, field) = presence(cx, app);
    require(present, || {
        Evidence::new(place(cx, field), Presence::Absent, Presence::Present)
            .with("app", app.name())
            .with("id", app.guid())
    })
}

/// Returns whether the service principal of an application exists, and the field that states it.
fn presence(cx: &Context<'_>, app: Term<App>) -> (Known<bool>, &'static str) {
    let stated = cx.case.tenant().service_principals();
    let (presence, field) = if app == Term::AZURE_VIRTUAL_DESKTOP {
        (stated.azure_virtual_desktop(), "azure_virtual_desktop")
    } else if app == Term::AZURE_VIRTUAL_DESKTOP_CLIENT {
        (stated.azure_virtual_desktop_client(), "azure_virtual_desktop_client")
    } else if app == Term::AZURE_VIRTUAL_DESKTOP_ARM_PROVIDER {
        (stated.azure_virtual_desktop_arm_provider(), "azure_virtual_desktop_arm_provider")
    } else {
        (stated.windows_365(), "windows_365")
    };
    (presence.map(|presence| *presence == Presence::Present), field)
}

/// Returns the commands that create the service principals of these applications.
fn creating(apps: impl Iterator<Item = Term<App>>) -> String {
    let commands: Vec<String> = apps.map(|app| format!("az ad sp create --id {}", app.guid())).collect();
    joined(commands, " && ")
}

/// Returns the pointer to the fact about a service principal.
fn place(cx: &Context<'_>, field: &str) -> Pointer {
    cx.case.tenant().service_principals().field(field)
}

/// Returns the oldest version of a program that the rulebook allows.
fn oldest(cx: &Context<'_>, key: Key) -> Result<Version, Stop> {
    Version::parse(cx.text(key)?).ok_or(Stop::NotApplicable)
}

/// Judges the machine of a run that signs in with Microsoft Entra authentication while network level authentication is on.
fn entra_sign_in<'a>(cx: &Context<'a>, judge: impl FnOnce(At<'a, Machine>) -> Judgement) -> Judgement {
    let machine = cx.asked_machine()?;
    gated(all([asks_entra_for_sign_in(cx, machine), takes_entra_sign_in(cx)]), || judge(machine))
}

/// Whether the connection of the flow, if one is named, signs in with a certificate.
fn has_certificate(cx: &Context<'_>) -> Known<bool> {
    if cx.details().flow.is_none() {
        return Ok(false);
    }
    cx.flow_asked()?.authentication().map(|kind| *kind == Authentication::Certificate)
}

/// Whether network level authentication of the machine is on: accounts then sign in before there is a session.
fn asks_for_network_sign_in(machine: At<'_, Machine>) -> Known<bool> {
    machine.network_level_authentication().map(|setting| *setting == Switch::Enabled)
}

/// Whether a work or school account signs in to the machine before there is a session; local accounts and domain accounts do not need
/// Microsoft Entra ID.
fn asks_entra_for_sign_in<'a>(cx: &Context<'a>, machine: At<'a, Machine>) -> Known<bool> {
    let at_domain = cx.username(machine).map(|form| form == Username::AtDomain);
    all([asks_for_network_sign_in(machine), at_domain])
}

/// Whether Microsoft Entra authentication of remote desktop is on in the tenant.
fn takes_entra_sign_in(cx: &Context<'_>) -> Known<bool> {
    cx.case.tenant().remote_desktop().entra_authentication().map(|setting| *setting == Switch::Enabled)
}

/// Returns the application that Microsoft Entra authentication of remote desktop uses, in the words of a sentence.
fn remote_desktop() -> Word {
    let app = Term::REMOTE_DESKTOP;
    say::NAMED_APP.with("id", app.guid()).with("name", app.name())
}

/// Returns a number of minutes: `1 minute`, `60 minutes`.
fn counted_minutes(minutes: u64) -> Word {
    say::MINUTES.counting(minutes)
}
