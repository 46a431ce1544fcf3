//! GEO011: without cross-geo support, the tenant's country lies in the environment's geography.

use super::{Country, at_worst, country, is_offered};
use crate::facts::At;
use crate::facts::known::{both, or};
use crate::facts::value::Switch;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, alongside, applies, require, rule};

rule! {
    /// Where an environment's cross-geo support is off, the tenant's country must lie in the environment's geography.
    ///
    /// # Why
    /// A hosted machine keeps some metadata in the geography of the tenant's country. If that is not the environment's geography and
    /// cross-geo support is off, creating a machine is refused. It is on unless somebody turned it off.
    ///
    /// Microsoft publishes no table of countries and geographies; the one used here is our assumption. Where it leaves no doubt the finding
    /// is an error. It is a warning for a country that another geography could serve as well, for one that the table leaves out, and where
    /// the geography and that of the country may be one scope, as Europe and France, Germany, Norway, Switzerland or the United Kingdom.
    ///
    /// # How to fix it
    /// In the Power Platform admin center open the environment, Settings, Features, and turn on "Enable cross-geo support for hosted
    /// machines" under Hosted RPA. Or use an environment in the geography of the tenant's country.
    code: GEO011,
    name: "country-is-served-without-cross-geo",
    level: Error,
    at_worst: at_worst,
    provenance: Assumed,
    source: "hosted-machines-2024-01-24" / "Azure tenant country/region and supported geographies in the public cloud",
    judges: [CreateMachine],
    fixers: [EnvironmentAdministrator],
    says: "cross-geo support is {found} in environment `{environment}` ({geography}), and the tenant's country {country} {lies}",
    steps: [
        "in the Power Platform admin center, open environment `{environment}`, Settings, Features, Hosted RPA",
        "turn on cross-geo support for hosted machines, if storing metadata outside {geography} is acceptable",
    ],
    examples: [
        broken "a French tenant, a European environment, and cross-geo off, which is a warning" {
            "/tenant/country": "FR",
            "/environments/prod/cross_geo": "disabled"
        },
        broken "a Japanese tenant, a European environment, and cross-geo off" {
            "/tenant/country": "JP",
            "/environments/prod/cross_geo": "disabled"
        },
        broken "a country that Europe could serve as well is a warning" {
            "/tenant/country": "EG",
            "/environments/prod/cross_geo": "disabled"
        },
        broken "a country that our table leaves out is a warning" {
            "/tenant/country": "AQ",
            "/environments/prod/cross_geo": "disabled"
        },
        broken "a country whose geography has no hosted machines yet is a warning" {
            "/tenant/country": "SG",
            "/environments/prod": { "cross_geo": "disabled", "geography": "Asia" }
        },
        met "cross-geo is on" { "/tenant/country": "FR" },
        met "cross-geo is off, and the country lies in Europe" { "/environments/prod/cross_geo": "disabled" },
        met "cross-geo was not looked up, and the country lies in Europe" { "/environments/prod/cross_geo": null },
        unknown "cross-geo was not looked up" { "/tenant/country": "FR", "/environments/prod/cross_geo": null },
        unknown "cross-geo is off, and the country is not known" {
            "/tenant/country": null,
            "/environments/prod/cross_geo": "disabled"
        },
        not_applicable "the geography is not offered in the first place" {
            "/environments/prod": { "cross_geo": "disabled", "geography": "South Africa" }
        },
        not_applicable "the geography is not a geography" {
            "/environments/prod": { "cross_geo": "disabled", "geography": "North Europe" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let tenant = cx.case.tenant();
    let geography =
        alongside(cx.geography(), || both(tenant.country(), cx.environment().and_then(At::cross_geo)))?;
    applies(is_offered(cx, geography))?;
    let environment = cx.environment()?;
    let on = environment.cross_geo().map(|state| *state == Switch::Enabled);
    let country = country(cx, geography);
    require(or(on, || country.clone().map(|country| country == Country::Here)), || {
        let country = country.unwrap_or(Country::Unlisted);
        let letters = tenant.it.country.value().map(ToString::to_string);
        Evidence::new(environment.field("cross_geo"), say::OFF, say::ON)
            .with("environment", environment.key())
            .with("geography", geography.name())
            .with("country", letters.unwrap_or_default())
            .with("lies", country.lies())
            .related(tenant.field("country"))
            .related(environment.field("geography"))
            .level(country.level())
    })
}
