//! GEO018: the environment's geography is one that the rulebook knows.

use crate::facts::value::Region;
use crate::rulebook::term::{Named, Term};
use crate::rulebook::{Geography, Key, Value};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, alongside, applies, commas, rule};
use crate::vocabulary::ToWord;
use greenlight_json::closest;

rule! {
    /// The environment's geography must be named as a Power Platform geography, such as Europe.
    ///
    /// # Why
    /// Everything about location follows from the geography: whether hosted machines are offered, and in which Azure region the machine, its
    /// image and its network lie. An Azure region such as North Europe is not a geography, even though each geography has one region for
    /// hosted machines. A name that the rulebook does not know may also be a geography that came later and offers no hosted machines.
    ///
    /// # How to fix it
    /// Look up the environment's region in the Power Platform admin center, under Environments, and give that name.
    code: GEO018,
    name: "geography-is-recognised",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Geographical availabilities/restrictions"
        + "hosted-machines-2022-12-12" / "Geographical availabilities/restrictions",
    holds: ALWAYS,
    judges: [CreateMachine, CreateImage, CreateNetwork, CreateGroup],
    fixers: [Maker, PowerPlatformAdministrator],
    says: "`{found}`, given for environment `{environment}`, is not a geography that the rulebook knows{hint}",
    steps: [
        "look up the region of environment `{environment}` in the Power Platform admin center and give it as its geography: {expected}",
    ],
    examples: [
        broken "several slips of the pen" { "/environments/prod/geography": "Untd Stats" },
        broken "the Azure region of the geography" { "/environments/prod/geography": "northeurope" },
        broken "another Azure region" { "/environments/prod/geography": "(Europe) West Europe" },
        broken "an Azure region of hosted machine groups only" { "/environments/prod/geography": "South Africa North" },
        broken "something else" { "/environments/prod/geography": "Atlantis" },
        met "a geography by another name" { "/environments/prod/geography": "UK" },
        met "a geography in which hosted machines are not offered" { "/environments/prod/geography": "South Africa" },
        unknown "a name that a sovereign cloud might use" {
            "/tenant/cloud": null,
            "/environments/prod/geography": "US Gov Virginia"
        },
        unknown "the geography was not looked up" { "/environments/prod/geography": null },
        not_applicable "a geography of a sovereign cloud" {
            "/tenant/cloud": "gcc",
            "/environments/prod/geography": "US Gov Virginia"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let tenant = cx.case.tenant();
    let environment = alongside(cx.environment(), || tenant.cloud())?;
    let cloud = *alongside(tenant.cloud(), || environment.geography())?;
    applies(cx.texts(Key::GeographyClouds)?.contains(&cloud.word()))?;
    let Named::Other(given) = environment.geography()? else {
        return Ok(());
    };
    let names = || Term::<Geography>::all().map(Term::name);
    let (expected, hint) = if let Some(geography) = geography_of_region(cx, given) {
        let name = geography.name();
        (name.to_word(), say::IS_AN_AZURE_REGION.with("geography", name))
    } else if let Some(name) = closest(given, names()) {
        (name.to_word(), say::DID_YOU_MEAN.with("name", name))
    } else {
        (commas(names()), "".to_word())
    };
    Err(Evidence::new(environment.field("geography"), given, expected)
        .with("environment", environment.key())
        .with("hint", hint)
        .broken())
}

/// The geography in which an Azure region of this name lies, as far as the rulebook has heard of the region.
fn geography_of_region(cx: &Context<'_>, name: &str) -> Option<Term<Geography>> {
    let region = Region::new(name);
    Term::all().find(|geography| {
        [Key::GeographyRegion, Key::GeographySiblings, Key::GroupRegion].into_iter().any(|key| {
            match cx.value_of(key, *geography, cx.now) {
                Some(Value::Text(text)) => region.as_str() == text,
                Some(Value::Texts(texts)) => texts.contains(&region.as_str()),
                _ => false,
            }
        })
    })
}
