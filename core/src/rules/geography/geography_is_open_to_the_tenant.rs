//! GEO004: a geography that Microsoft opens on request is open to this tenant.

use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, Stop, alongside, applies, owing, require, rule};

rule! {
    /// In a restricted geography the tenant must have been admitted by Microsoft.
    ///
    /// # Why
    /// Germany is offered only to tenants that asked for it and were let in; without that no hosted machine can be created there; groups were open to all.
    /// The restriction was lifted by 2025-03-10, when Singapore came in for tenants on a list, for machines and groups alike. Whether a tenant was admitted shows
    /// nowhere in Azure or in Power Platform: state it under `tenant.admitted_to`, best attested by whoever has Microsoft's answer.
    ///
    /// # How to fix it
    /// Write to Microsoft at hostedrpa@microsoft.com (the later page names no address), or use an environment in a geography that is open to everybody.
    code: GEO004,
    name: "geography-is-open-to-the-tenant",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Geographical availabilities/restrictions",
    judges: [CreateMachine, CreateImage, CreateNetwork, CreateGroup, EditGroup],
    fixers: [PowerPlatformAdministrator, Microsoft],
    says: "the geography of environment `{environment}`, {geography}, is {found}, and the tenant is not {expected}",
    steps: [
        "ask Microsoft at {address} to admit the tenant to {geography}",
        "or choose an environment in a geography that is open to everybody",
    ],
    examples: [
        broken "Germany, not admitted" { "/environments/prod/geography": "Germany" },
        broken "Germany, admitted elsewhere" {
            "/environments/prod/geography": "Germany",
            "/tenant/admitted_to": ["Singapore"]
        },
        broken @March2025 "Singapore, not admitted" { "/environments/prod/geography": "Singapore" },
        met @March2025 "Singapore, admitted" {
            "/environments/prod/geography": "Singapore",
            "/tenant/admitted_to": ["Singapore"]
        },
        unknown @March2025 "Singapore, and nobody knows of an answer" {
            "/environments/prod/geography": "Singapore",
            "/tenant/admitted_to": null
        },
        met @March2025 "Germany, which is open to everybody since" {
            "/environments/prod/geography": "Germany"
        },
        met "Germany, admitted" { "/environments/prod/geography": "Germany", "/tenant/admitted_to": ["Germany"] },
        unknown "Germany, and nobody knows of an answer" {
            "/environments/prod/geography": "Germany",
            "/tenant/admitted_to": null
        },
        unknown "the geography was not looked up" { "/environments/prod/geography": null },
        met "an open geography" {},
        met "a geography that is not offered at all" { "/environments/prod/geography": "South Africa" },
        broken @March2025 "a group in Singapore" {
            "/environments/prod/geography": "Singapore",
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        broken @March2025 "an image for groups only, in Singapore" {
            "/environments/prod/geography": "Singapore",
            "/images/finance/usage": "hosted-machine-group",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        broken @March2025 "a network connection for groups only, in Singapore" {
            "/environments/prod/geography": "Singapore",
            "/networks/corp/connection/usage": "hosted-machine-group",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        broken @March2025 "a group in Singapore that is edited" {
            "/environments/prod/geography": "Singapore",
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        met @March2025 "a group of machines in Singapore" {
            "/environments/prod/geography": "Singapore",
            "/request/edit-group": { "group": "pool", "max_bots": 1 }
        },
        met "a group in Germany" {
            "/environments/prod/geography": "Germany",
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        met "an image for groups only, in Germany" {
            "/environments/prod/geography": "Germany",
            "/images/finance/usage": "hosted-machine-group",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
    ],
}

/// What the rulebook says of a geography that is not restricted.
const OPEN: &str = "open";

fn check(cx: &Context<'_>) -> Judgement {
    let served = cx.mainly();
    owing(cx.serves(served)?, || open(cx, served))
}

fn open(cx: &Context<'_>, served: Served) -> Judgement {
    let tenant = cx.case.tenant();
    let geography = alongside(cx.geography(), || tenant.admitted_to().whole())?;
    let access = cx.access_to(served, geography).ok_or(Stop::NotApplicable)?;
    applies(access != OPEN)?;
    let address = cx.text(Key::GeographyRequestAddress)?;
    let environment = cx.environment()?;
    require(tenant.admitted_to().contains(&geography), || {
        Evidence::new(tenant.field("admitted_to"), access, say::ADMITTED_TO_IT)
            .with("geography", geography.name())
            .with("environment", environment.key())
            .with("address", address)
            .related(environment.field("geography"))
    })
}
