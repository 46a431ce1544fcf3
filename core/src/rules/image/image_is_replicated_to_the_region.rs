//! IMG013: a custom image is replicated to the region in which its machines run.

use crate::facts::At;
use crate::facts::entities::Image;
use crate::facts::value::Region;
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, alongside, listed, owing, quoted, require, rule};

rule! {
    /// A custom image must be replicated to the one Azure region of the environment's geography.
    ///
    /// # Why
    /// A hosted machine is made where its geography says, and only from a version of the image that lies there. Another region of the same
    /// geography (West Europe for Europe, West US for the United States) does not serve. A version counts only when its replication to the
    /// region is complete; that another region is still in progress does not matter.
    ///
    /// # How to fix it
    /// Add the region to the target regions of the image version and wait until its replication status there is Completed.
    code: IMG013,
    name: "image-is-replicated-to-the-region",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Create an Azure Compute Gallery in Azure and add an image"
        + "hosted-machines-2022-12-12" / "Create an Azure Compute Gallery in Azure and add an image",
    holds: ALWAYS,
    judges: [CreateMachine, CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` is not replicated to `{expected}`, the region of hosted machines ({geography}); it lies in {regions}{kinship}",
    steps: [
        "replicate a version of `{image}` to `{expected}` and wait until the replication is complete",
    ],
    command: "az sig image-version update --add publishingProfile.targetRegions name={expected} --gallery-name GALLERY --gallery-image-definition DEFINITION --gallery-image-version VERSION --resource-group GROUP",
    examples: [
        broken "another region of the same geography" { "/images/finance/regions": ["West Europe", "France Central"] },
        broken "the region of another geography" { "/images/finance/regions": ["eastus"] },
        broken "nowhere yet" { "/images/finance/regions": [] },
        broken "when it is added to Power Automate" {
            "/images/finance/regions": ["eastus"],
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "the region of the geography" {},
        met "the region, as Azure prints it, among others" {
            "/images/finance/regions": ["West Europe", "(Europe) North Europe"]
        },
        met "the region, seen in a partial list" {
            "/images/finance/regions": { "items": ["northeurope"], "complete": false }
        },
        unknown "a partial list of regions" { "/images/finance/regions": { "items": ["eastus"], "complete": false } },
        unknown "nobody has looked" { "/images/finance/regions": null },
        unknown "the geography was not looked up" { "/environments/prod/geography": null },
        unknown "no image chosen yet" { "/request/create-machine/image": null },
        met @Preview "the geography is offered only later" { "/environments/prod/geography": "Korea" },
        met "the geography is not offered, which is another requirement's matter" {
            "/environments/prod/geography": "South Africa"
        },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
        met "added for hosted machine groups only" {
            "/images/finance": { "usage": "hosted-machine-group", "regions": ["eastus"] },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = alongside(cx.image_for(Served::Machines), || cx.home_region())?;
    owing(owed, || replicated(cx, image))
}

fn replicated(cx: &Context<'_>, image: At<'_, Image>) -> Judgement {
    let regions = image.regions();
    let region = alongside(cx.home_region(), || regions.whole())?;
    let geography = cx.geography()?;
    require(regions.contains(region), || {
        let kinship = |region: &Region| cx.kinship(region, geography);
        // Sibling regions last, so that what is said of them follows their names.
        let siblings =
            |wanted: bool| regions.items().iter().filter(move |region| kinship(region).is_some() == wanted);
        let found = || siblings(false).chain(siblings(true)).map(Region::as_str);
        let kinship = siblings(true).next_back().and_then(kinship);
        Evidence::new(regions.pointer(), listed(found(), say::NO_REGION), region)
            .with("image", image.key())
            .with("geography", geography.name())
            .with("regions", quoted(found(), say::NO_REGION))
            .with("kinship", kinship)
    })
}
