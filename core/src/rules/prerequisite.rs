//! What the tenant must have before a machine can be created.

pub(super) mod default_image_is_managed;
pub(super) mod default_image_is_shared;
pub(super) mod entra_tenant;
pub(super) mod intune_is_set_up;
pub(super) mod name_is_given;
pub(super) mod no_service_principal_failed;
pub(super) mod service_principal_avd;
pub(super) mod service_principal_avd_arm_provider;
pub(super) mod service_principal_avd_client;
pub(super) mod service_principal_windows_365;
pub(super) mod unattended_without_nla;
pub(super) mod windows_enrolment_is_allowed;

use crate::case::value::Presence;
use crate::context::Context;
use crate::known::Known;
use crate::pointer::Pointer;
use crate::rule::{Evidence, Judgement, applies, require};
use crate::rulebook::term::Term;
use crate::rulebook::{App, Key};

/// Holds that the service principal of an application is there, where the rulebook asks for it.
fn service_principal(cx: &Context<'_>, app: Term<App>) -> Judgement {
    applies(cx.terms::<App>(Key::ServicePrincipalRequired)?.any(|required| required == app))?;
    let (present, field) = presence(cx, app);
    require(present, || {
        Evidence::new(place(cx, field), Presence::Absent, Presence::Present)
            .with("app", app.name())
            .with("id", app.guid())
    })
}

/// Whether the service principal of an application is there, and the fact that says so.
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

/// Where the fact about a service principal stands.
fn place(cx: &Context<'_>, field: &str) -> Pointer {
    cx.case.tenant().service_principals().field(field)
}
