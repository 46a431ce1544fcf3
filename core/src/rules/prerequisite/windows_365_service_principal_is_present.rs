//! PRE004: the Windows 365 service principal is there.

use super::service_principal;
use crate::context::Context;
use crate::rule::{Judgement, rule};
use crate::rulebook::App;
use crate::rulebook::term::Term;

rule! {
    /// The Windows 365 service principal should be there.
    ///
    /// # Why
    /// Windows 365 makes the machines, and it is this service principal that reads custom images and attaches machines to custom networks:
    /// without it there is nobody to assign those roles to.
    /// It is normally created by itself, so that its absence is a warning; once a provisioning has failed for it, it is an error (`PRE008`).
    ///
    /// # How to fix it
    /// Create it with the Azure CLI. To see whether it is there, look in the Azure portal under Microsoft Entra, Enterprise applications,
    /// All applications, without the filter on the application type, for its application id: names differ, ids do not.
    code: PRE004,
    name: "windows-365-service-principal-is-present",
    level: Warning,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Windows 365 Cloud PC and Azure Virtual Desktop service principal",
    judges: [CreateMachine],
    fixers: [EntraApplicationAdministrator],
    covered_by: [PRE008],
    says: "the {app} service principal is {found}; it is normally created by itself, but provisioning fails without it",
    steps: [
        "create the service principal of application {id} ({app}) in the tenant",
    ],
    command: "az ad sp create --id {id}",
    examples: [
        broken "it is not there" { "/tenant/service_principals/windows_365": "absent" },
        met "it is there" {},
        unknown "nobody has looked" { "/tenant/service_principals/windows_365": null },
        not_judged "a provisioning already failed for it" {
            "/tenant/failed_for_service_principal": true,
            "/tenant/service_principals/windows_365": "absent"
        },
        unknown "it is not there, and nobody knows whether a provisioning failed for it" {
            "/tenant/failed_for_service_principal": null,
            "/tenant/service_principals/windows_365": "absent"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    service_principal(cx, Term::<App>::WINDOWS_365)
}
