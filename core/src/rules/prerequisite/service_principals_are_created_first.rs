//! PRE009: in the preview, the four service principals had to be created first.

use super::{creating, place, presence};
use crate::facts::known::all;
use crate::facts::value::Presence;
use crate::rulebook::term::Term;
use crate::rulebook::{App, Key};
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, commas, require, rule};

rule! {
    /// In the preview, the service principals of Windows 365 and Azure Virtual Desktop had to be created before the first machine.
    ///
    /// # Why
    /// Windows 365 makes the machines, and people reach them through Azure Virtual Desktop. Since general availability the service principals are
    /// normally created by themselves, and their absence is a warning (`PRE004` to `PRE007`); the preview counted on somebody to create them.
    ///
    /// # How to fix it
    /// Create each of them with the Azure CLI, by its application id.
    code: PRE009,
    name: "service-principals-are-created-first",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2022-12-12" / "Windows 365 Cloud PC application",
    holds: PREVIEW,
    judges: [CreateMachine],
    fixers: [EntraApplicationAdministrator],
    says: "the tenant has no service principal of {found}, and in the preview a machine needs each of the four",
    steps: [
        "create the service principal of {found} in the tenant, application {id}",
    ],
    command: "{commands}",
    examples: [
        broken "Windows 365 is not there" { "/tenant/service_principals/windows_365": "absent" },
        broken "two are not there" {
            "/tenant/service_principals": {
                "azure_virtual_desktop": "absent",
                "azure_virtual_desktop_client": "absent"
            }
        },
        broken "one is not there, of another nobody knows" {
            "/tenant/service_principals": { "windows_365": null, "azure_virtual_desktop_arm_provider": "absent" }
        },
        met "all four are there" {},
        unknown "nobody has looked for one" { "/tenant/service_principals/azure_virtual_desktop": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let apps = cx.terms::<App>(Key::ServicePrincipalRequired)?;
    require(all(apps.clone().map(|app| presence(cx, app).0)), || {
        let absent: Vec<Term<App>> = apps.filter(|app| presence(cx, *app).0 == Ok(false)).collect();
        let names = commas(absent.iter().map(|app| app.name()));
        let ids = commas(absent.iter().map(|app| app.guid()));
        let mut places = absent.iter().map(|app| place(cx, presence(cx, *app).1));
        let first = places.next().unwrap_or_else(|| place(cx, ""));
        let evidence = Evidence::new(first, names, Presence::Present)
            .with("id", ids)
            .with("commands", creating(absent.iter().copied()));
        places.fold(evidence, Evidence::related)
    })
}
