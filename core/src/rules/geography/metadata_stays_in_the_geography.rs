//! GEO012: a machine whose metadata is stored in another geography is worth knowing of.

use super::{Country, country, is_offered};
use crate::facts::At;
use crate::facts::known::{both, not, or};
use crate::facts::value::Switch;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, alongside, applies, require, rule};

rule! {
    /// With cross-geo support, a machine's metadata may be stored in another geography than its environment's.
    ///
    /// # Why
    /// A hosted machine keeps some metadata in the geography of the tenant's country, even when the environment lies elsewhere. Cross-geo
    /// support allows that and is on from the start. Nothing fails; whoever has promised that data stays in a geography should know.
    /// Which country lies in which geography is our assumption: Microsoft publishes no table.
    ///
    /// # How to fix it
    /// Nothing needs fixing if that is acceptable. If it is not, use an environment in the geography of the tenant's country; turning
    /// cross-geo support off only prevents that machines are created.
    code: GEO012,
    name: "metadata-stays-in-the-geography",
    level: Note,
    provenance: Assumed,
    source: "hosted-machines-2024-01-24" / "Azure tenant country/region and supported geographies in the public cloud",
    judges: [CreateMachine],
    fixers: [EnvironmentAdministrator],
    says: "some metadata of the machine {will} be stored in {found}, where the tenant's country {country} lies, and not in {expected}",
    steps: [
        "accept that, or use an environment in the geography of the tenant's country",
    ],
    examples: [
        broken "a French tenant and a European environment" { "/tenant/country": "FR" },
        broken "a country that Europe could serve as well" { "/tenant/country": "EG" },
        met "the country lies in Europe" {},
        met "cross-geo is off, so that no machine is created" {
            "/tenant/country": "FR",
            "/environments/prod/cross_geo": "disabled"
        },
        met "a country that our table leaves out" { "/tenant/country": "AQ" },
        met "the country lies in Europe, whatever the setting" { "/environments/prod/cross_geo": null },
        unknown "the country is not known" { "/tenant/country": null },
        unknown "cross-geo was not looked up" { "/tenant/country": "FR", "/environments/prod/cross_geo": null },
        not_applicable "the geography is not offered in the first place" {
            "/environments/prod/geography": "South Africa"
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
    let near = country.clone().map(|country| !matches!(country, Country::In(..)));
    require(or(not(on), || near), || {
        let (home, will) = match country {
            Ok(Country::In(home, sure)) => (home.name(), if sure { say::WILL } else { say::MAY }),
            Ok(Country::Here | Country::Unlisted) | Err(_) => ("", say::MAY),
        };
        let country = tenant.it.country.value().map(ToString::to_string);
        Evidence::new(tenant.field("country"), home, geography.name())
            .with("will", will)
            .with("country", country.unwrap_or_default())
            .related(environment.field("geography"))
            .related(environment.field("cross_geo"))
    })
}
