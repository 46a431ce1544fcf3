//! PRE008: after a provisioning failed for a service principal, all of them are there.

use super::{creating, place, presence};
use crate::facts::known::{all, any, not};
use crate::rulebook::term::Term;
use crate::rulebook::{App, Key};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, commas, require, rule};

rule! {
    /// Once a provisioning has failed for a missing service principal, the four that hosted machines need must be created.
    ///
    /// # Why
    /// The service principals of Windows 365 and Azure Virtual Desktop normally appear by themselves, so a missing one is a warning
    /// (`PRE004` to `PRE007`). A provisioning that failed for one shows that in this tenant they do not: the next one fails too.
    ///
    /// # How to fix it
    /// Create each missing one with the Azure CLI, then create the machine again.
    code: PRE008,
    name: "service-principals-are-created-after-a-failure",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Windows 365 Cloud PC and Azure Virtual Desktop service principal",
    judges: [CreateMachine],
    fixers: [EntraApplicationAdministrator],
    says: "a provisioning has failed for a missing service principal, and these are still missing: {found}",
    steps: [
        "create the service principals of {found} in the tenant",
        "then create the machine again",
    ],
    command: "{commands}",
    examples: [
        broken "one is still missing" {
            "/tenant/failed_for_service_principal": true,
            "/tenant/service_principals/azure_virtual_desktop": "absent"
        },
        broken "two are still missing" {
            "/tenant": {
                "failed_for_service_principal": true,
                "service_principals": { "windows_365": "absent", "azure_virtual_desktop_client": "absent" }
            }
        },
        broken "one is missing, whatever the others are" {
            "/tenant": {
                "failed_for_service_principal": true,
                "service_principals": { "windows_365": "absent", "azure_virtual_desktop": null }
            }
        },
        met "nothing has failed" { "/tenant/service_principals/windows_365": "absent" },
        met "all were created since" { "/tenant/failed_for_service_principal": true },
        met "all are there, and nobody knows of a failure" { "/tenant/failed_for_service_principal": null },
        unknown "it failed, and nobody has looked for one" {
            "/tenant/failed_for_service_principal": true,
            "/tenant/service_principals/windows_365": null
        },
        unknown "one is missing, and nobody knows of a failure" {
            "/tenant/failed_for_service_principal": null,
            "/tenant/service_principals/windows_365": "absent"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let failed = cx.case.tenant().failed_for_service_principal().copied();
    let required = cx.terms::<App>(Key::ServicePrincipalRequired)?;
    let complete = all(required.clone().map(|app| presence(cx, app).0));
    require(any([not(failed), complete]), || {
        let absent = required.filter(|app| presence(cx, *app).0 == Ok(false));
        let names = commas(absent.clone().map(Term::name));
        let at = cx.case.tenant().field("failed_for_service_principal");
        let evidence = Evidence::new(at, names, say::ALL_OF_THEM_PRESENT);
        let places = absent.clone().map(|app| place(cx, presence(cx, app).1));
        places.fold(evidence, Evidence::related).with("commands", creating(absent))
    })
}
