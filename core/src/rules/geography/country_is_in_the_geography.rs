//! GEO013: in the preview, the tenant's country lies in the environment's geography.

use super::{Country, at_worst, country, is_offered};
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, alongside, applies, require, rule};

rule! {
    /// In the preview the tenant's country must lie in the environment's geography.
    ///
    /// # Why
    /// Hosted machines could then only be made where the tenant's country belongs; cross-geo support came with general availability.
    ///
    /// Microsoft publishes no table of countries and geographies; the one used here is our assumption. Where it leaves no doubt the finding
    /// is an error. It is a warning for a country that another geography could serve as well, for one that the table leaves out, and where
    /// the geography and that of the country may be one scope, as Europe and France, Germany, Norway, Switzerland or the United Kingdom.
    ///
    /// # How to fix it
    /// Use an environment in the geography of the tenant's country; the default environment is one.
    code: GEO013,
    name: "country-is-in-the-geography",
    level: Error,
    at_worst: at_worst,
    provenance: Assumed,
    source: "hosted-machines-2022-12-12" / "Azure tenant country and supported geographies in the public cloud",
    holds: PREVIEW,
    judges: [CreateMachine],
    fixers: [Maker, PowerPlatformAdministrator],
    says: "environment `{environment}` lies in {expected}, and the tenant's country {country} {found}; in the preview both must be in one geography",
    steps: [
        "use an environment in the geography of the tenant's country, such as the default environment",
    ],
    examples: [
        broken "a French tenant and a European environment is a warning" { "/tenant/country": "FR" },
        broken "a Japanese tenant and a European environment" { "/tenant/country": "JP" },
        broken "whatever the setting of later days" { "/tenant/country": "FR", "/environments/prod/cross_geo": null },
        broken "a country that Europe could serve as well is a warning" { "/tenant/country": "EG" },
        broken "a country that our table leaves out is a warning" { "/tenant/country": "AQ" },
        broken "a German tenant and an environment in the United States" {
            "/tenant/country": "DE",
            "/environments/prod/geography": "United States"
        },
        broken "a German tenant and a European environment is a warning" { "/tenant/country": "DE" },
        met "the country lies in Europe" {},
        unknown "the country is not known" { "/tenant/country": null },
        unknown "the geography was not looked up" { "/environments/prod/geography": null },
        unknown "neither was looked up" { "/tenant/country": null, "/environments/prod/geography": null },
        not_applicable "the geography is not offered in the first place" {
            "/tenant/country": "FR",
            "/environments/prod/geography": "Korea"
        },
        not_applicable "the geography is not a geography" { "/environments/prod/geography": "North Europe" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let tenant = cx.case.tenant();
    let geography = alongside(cx.geography(), || tenant.country())?;
    applies(is_offered(cx, geography))?;
    let environment = cx.environment()?;
    let country = country(cx, geography)?;
    require(Ok(country == Country::Here), || {
        let letters = tenant.it.country.value().map(ToString::to_string);
        Evidence::new(tenant.field("country"), country.lies(), geography.name())
            .with("environment", environment.key())
            .with("country", letters.unwrap_or_default())
            .related(environment.field("geography"))
            .level(country.level())
    })
}
