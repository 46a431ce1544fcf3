//! GEO019: whoever changes an environment's cross-geo setting is its administrator.

use crate::rulebook::term::{Named, Term};
use crate::rulebook::{Key, Role};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, alongside, either, listed, require, rule};

rule! {
    /// Only system administrators and environment administrators may change an environment's cross-geo setting.
    ///
    /// # Why
    /// The setting decides for the whole environment whether machines may be created whose metadata is stored in another geography.
    /// Others do not get to the page in the Power Platform admin center, or cannot save it.
    ///
    /// # How to fix it
    /// Ask an administrator of the environment: Power Platform admin center, Environments, the environment, Settings, Features, Hosted RPA.
    code: GEO019,
    name: "cross-geo-changer-is-administrator",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Azure tenant country/region and supported geographies in the public cloud",
    judges: [ChangeCrossGeo],
    fixers: [EnvironmentAdministrator],
    says: "`{actor}` may not change cross-geo support of environment `{environment}`: that takes {expected}, and they have {found} there",
    steps: [
        "have an administrator of `{environment}` change it in the Power Platform admin center: Settings, Features, Hosted RPA",
    ],
    examples: [
        broken "an Environment Maker" { "/request/change-cross-geo": { "environment": "prod", "to": "disabled" } },
        broken "an administrator of another environment" {
            "/people/maker-a/roles/trial": ["System Administrator"],
            "/request/change-cross-geo": { "environment": "prod", "to": "disabled" }
        },
        broken "nobody in particular" {
            "/people/maker-a/roles/prod": [],
            "/request/change-cross-geo": { "environment": "prod", "to": "disabled" }
        },
        met "a System Administrator" {
            "/request": { "actor": "admin", "change-cross-geo": { "environment": "prod", "to": "disabled" } }
        },
        met "an Environment Admin" {
            "/people/maker-a/roles/prod": ["Environment Admin"],
            "/request/change-cross-geo": { "environment": "prod", "to": "enabled" }
        },
        met "a System Administrator, whatever other roles" {
            "/people/maker-a/roles/prod": { "items": ["System Administrator"], "complete": false },
            "/request/change-cross-geo": { "environment": "prod", "to": "enabled" }
        },
        unknown "not all roles are known" {
            "/people/maker-a/roles/prod": { "items": ["Environment Maker"], "complete": false },
            "/request/change-cross-geo": { "environment": "prod", "to": "disabled" }
        },
        unknown "no environment chosen yet" { "/request/change-cross-geo/to": "disabled" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let actor = alongside(cx.actor(), || cx.environment())?;
    let environment = cx.environment()?;
    let roles = actor.roles().of(environment.key());
    let may = cx.has_role(actor, environment.key(), Key::CrossGeoChangers)?;
    let wanted = cx.terms::<Role>(Key::CrossGeoChangers)?;
    require(Ok(may), || {
        let held = listed(roles.items().iter().map(Named::name), say::NO_ROLE);
        Evidence::new(roles.pointer(), held, either(wanted.map(Term::name)))
            .with("actor", actor.key())
            .with("environment", environment.key())
    })
}
