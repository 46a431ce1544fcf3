//! GEO001: hosted machines are offered in the environment's geography.

use crate::rulebook::{Geography, Key, term::Term};
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, Stop, joined, require, rule};

rule! {
    /// The environment's geography must be one in which hosted machines are offered.
    ///
    /// # Why
    /// A hosted machine runs in the one Azure region that belongs to its environment's geography. Where a geography has none, such as
    /// South Africa (or Singapore before 2025, or Asia in the preview), no hosted machine can be created. To change the region of an
    /// environment takes a support case.
    ///
    /// # How to fix it
    /// Use an environment in a geography that is offered. Hosted machine groups are offered in a few more.
    code: GEO001,
    name: "geography-is-offered",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Geographical availabilities/restrictions"
        + "hosted-machines-2022-12-12" / "Geographical availabilities/restrictions",
    holds: ALWAYS,
    judges: [CreateMachine, CreateImage, CreateNetwork],
    fixers: [Maker, PowerPlatformAdministrator],
    says: "hosted machines are not offered in {found}, the geography of environment `{environment}`",
    steps: [
        "choose an environment in a geography that is offered: {expected}",
    ],
    examples: [
        broken "South Africa" { "/environments/prod/geography": "South Africa" },
        broken "Singapore, which was offered only later" { "/environments/prod/geography": "Singapore" },
        broken @Preview "Asia, which was offered only later" { "/environments/prod/geography": "Asia" },
        broken @Preview "Germany, which was offered only later" { "/environments/prod/geography": "Germany" },
        met "Europe" {},
        met "Asia" { "/environments/prod/geography": "Asia" },
        met @Newest "Singapore" { "/environments/prod/geography": "Singapore" },
        unknown "the geography was not looked up" { "/environments/prod/geography": null },
        unknown "no environment chosen yet" { "/request/create-machine/environment": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let environment = cx.environment()?;
    let Some(geography) = environment.geography()?.term() else {
        return Err(Stop::NotApplicable);
    };
    let offered = |geography: Term<Geography>| cx.geography_text(Key::GeographyAccess, geography).is_some();
    require(Ok(offered(geography)), || {
        let all = Term::<Geography>::all().filter(|it| offered(*it)).map(Term::name);
        Evidence::new(environment.field("geography"), geography.name(), joined(all, ", "))
            .with("environment", environment.key())
    })
}
