//! GEO015: an image for hosted machine groups lies where they run.

use crate::facts::At;
use crate::facts::entities::Image;
use crate::facts::value::Region;
use crate::rules::RuleId;
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, alongside, listed, owing, quoted, rule};

rule! {
    /// An image for hosted machine groups must be replicated to the region in which groups of the geography run.
    ///
    /// # Why
    /// In most geographies that is the region of hosted machines. In the United States it was West US and in the United Kingdom UK West
    /// until 2024-05-01, so that an image for both had to lie in two regions. Without that of groups, no hosted machine group can be made of it.
    ///
    /// # How to fix it
    /// Replicate a version of the image to that region as well, or use the image for hosted machines only.
    code: GEO015,
    name: "image-lies-in-the-groups-region",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Create an Azure compute gallery in Azure and add an image",
    judges: [CreateImage, CreateGroup, EditGroup],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` is not replicated to `{expected}`, the region of hosted machine groups ({geography}); it lies in {regions}",
    steps: [
        "replicate a version of the image to `{expected}`",
        "or use the image for hosted machines only",
    ],
    command: "az sig image-version update --add publishingProfile.targetRegions name={expected} --gallery-name GALLERY --gallery-image-definition DEFINITION --gallery-image-version VERSION --resource-group GROUP",
    examples: [
        broken "a group of an image that lies elsewhere" {
            "/images/finance/regions": ["westeurope"],
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        broken "given to a group" {
            "/images/finance/regions": ["westeurope"],
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
        broken @General "in the United States, without West US" {
            "/environments/prod/geography": "United States",
            "/images/finance": { "usage": "both", "regions": ["East US"] },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        broken @General "in the United Kingdom, without UK West, on the last day" {
            "/as_of": "2024-05-01T23:59:59.999Z",
            "/environments/prod/geography": "United Kingdom",
            "/images/finance": { "usage": "both", "regions": ["UK South"] },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met @General "in the United States, in both regions" {
            "/environments/prod/geography": "United States",
            "/images/finance": { "usage": "both", "regions": ["East US", "West US"] },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met @General "in the other region, seen in a partial list" {
            "/environments/prod/geography": "United States",
            "/images/finance": { "usage": "both", "regions": { "items": ["West US"], "complete": false } },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "a group of an image that lies there" {
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        unknown "a partial list of regions" {
            "/images/finance/regions": { "items": ["westeurope"], "complete": false },
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        unknown "added, and nobody knows what for" {
            "/images/finance": { "usage": null, "regions": ["westeurope"] },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "the geography was not looked up" {
            "/environments/prod/geography": null,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        met "added for hosted machines only" {
            "/images/finance/regions": ["westeurope"],
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        not_judged "added for both, and both kinds run in one region" {
            "/images/finance": { "usage": "both", "regions": ["westeurope"] },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        not_applicable "a hosted machine" { "/images/finance": { "usage": "both", "regions": ["eastus"] } },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = alongside(cx.image_for(Served::Groups), || cx.region_of(Served::Groups))?;
    owing(owed, || replicated(cx, image))
}

fn replicated(cx: &Context<'_>, image: At<'_, Image>) -> Judgement {
    let regions = image.regions();
    let region = alongside(cx.region_of(Served::Groups), || regions.whole())?;
    let geography = cx.geography()?;
    if regions.contains(region)? {
        return Ok(());
    }
    let also_machines = cx.serves(Served::Machines).unwrap_or(Ok(false));
    if also_machines? && cx.region_in(Served::Machines, geography) == Some(region) {
        cx.leave_to(RuleId::IMG013)?;
    }
    let found = || regions.items().iter().map(Region::as_str);
    Err(Evidence::new(regions.pointer(), listed(found(), say::NO_REGION), region)
        .with("image", image.key())
        .with("geography", geography.name())
        .with("regions", quoted(found(), say::NO_REGION))
        .related(image.field("usage"))
        .broken())
}
