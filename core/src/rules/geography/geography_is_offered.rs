//! GEO001: hosted machines, or groups, are offered in the environment's geography.

use crate::facts::At;
use crate::facts::known::{both, implies};
use crate::rulebook::Geography;
use crate::rulebook::term::{Named, Term};
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, applies, commas, rule};

rule! {
    /// The environment's geography must be one in which what is asked for is offered: hosted machines, or hosted machine groups.
    ///
    /// # Why
    /// A hosted machine runs in the one Azure region that belongs to its environment's geography. Where a geography has none, such as
    /// South Africa (or Singapore before 2025, or Asia in the preview), no hosted machine can be created. Hosted machine groups have a list of their own, which
    /// names South Africa. To change the region of an environment takes a support case.
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
    judges: [CreateMachine, CreateImage, CreateNetwork, CreateGroup, EditGroup],
    fixers: [Maker, PowerPlatformAdministrator],
    says: "{served} are not offered in {found}, the geography of environment `{environment}`",
    steps: [
        "choose an environment in a geography that is offered: {expected}",
    ],
    examples: [
        broken "South Africa" { "/environments/prod/geography": "South Africa" },
        broken "Singapore, which was offered only later" { "/environments/prod/geography": "Singapore" },
        broken @Preview "Asia, which was offered only later" { "/environments/prod/geography": "Asia" },
        broken @Preview "Germany, which was offered only later" { "/environments/prod/geography": "Germany" },
        broken "an image for groups, where groups are not offered" {
            "/environments/prod/geography": "Singapore",
            "/images/finance/usage": "hosted-machine-group",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "Europe" {},
        met "Asia" { "/environments/prod/geography": "Asia" },
        met @March2025 "Singapore" { "/environments/prod/geography": "Singapore" },
        unknown "the geography was not looked up" { "/environments/prod/geography": null },
        unknown "no environment chosen yet" { "/request/create-machine/environment": null },
        broken @General "a group in Singapore, where groups were offered only later" {
            "/environments/prod/geography": "Singapore",
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        broken @General "a group that is edited, where groups were offered only later" {
            "/environments/prod/geography": "Singapore",
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        met "a group in South Africa" {
            "/environments/prod/geography": "South Africa",
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        met "an image for groups only, in South Africa" {
            "/environments/prod/geography": "South Africa",
            "/images/finance/usage": "hosted-machine-group",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "a network connection for groups only, in South Africa" {
            "/environments/prod/geography": "South Africa",
            "/networks/corp/connection/usage": "hosted-machine-group",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let served = cx.mainly();
    let environment = cx.environment();
    let geography = environment.clone().and_then(At::geography);
    let offered = |geography: Term<Geography>| cx.access_to(served, geography).is_some();
    // Of what is not offered anywhere yet, nothing is known.
    applies(Term::<Geography>::all().any(offered))?;
    let known = geography.clone().map(|named| named.term().is_none_or(offered));
    if implies(cx.serves(served)?, known)? {
        return Ok(());
    }
    let (environment, geography) = both(environment, geography)?;
    let all = Term::<Geography>::all().filter(|it| offered(*it)).map(Term::name);
    Err(Evidence::new(environment.field("geography"), Named::name(geography), commas(all))
        .with("environment", environment.key())
        .with("served", served.words())
        .broken())
}
