//! GEO013: in the preview, the tenant's country lies in the environment's geography.

use super::{at_worst, home, is_offered};
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, alongside, applies, require, rule};
use crate::vocabulary::Level;

rule! {
    /// In the preview the tenant's country must lie in the environment's geography.
    ///
    /// # Why
    /// Hosted machines could then only be made where the tenant's country belongs; cross-geo support came with general availability.
    ///
    /// Microsoft publishes no table of countries and geographies; the one used here is our assumption. Where it leaves no doubt the finding
    /// is an error. It is a warning for a country that another geography could serve as well, for one that the table leaves out, and for
    /// one whose geography has no hosted machines in the preview.
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
        broken "a French tenant and a European environment" { "/tenant/country": "FR" },
        broken "whatever the setting of later days" { "/tenant/country": "FR", "/environments/prod/cross_geo": null },
        broken "a country that Europe could serve as well is a warning" { "/tenant/country": "EG" },
        broken "a country that our table leaves out is a warning" { "/tenant/country": "AQ" },
        broken "a country whose geography has no hosted machines yet is a warning" { "/tenant/country": "DE" },
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
    let country = *tenant.country()?;
    let home = home(cx)?;
    require(Ok(home.is_some_and(|(home, _)| home == geography)), || {
        let (level, lies) = match home {
            Some((home, true)) => (Level::Error, format!("lies in {}", home.name())),
            Some((home, false)) => (Level::Warning, format!("may lie in {}", home.name())),
            None => (Level::Warning, "may lie elsewhere".to_owned()),
        };
        Evidence::new(tenant.field("country"), lies, geography.name())
            .with("environment", environment.key())
            .with("country", country)
            .related(environment.field("geography"))
            .level(level)
    })
}
