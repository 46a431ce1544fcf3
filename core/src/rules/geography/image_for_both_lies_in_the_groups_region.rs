//! GEO015: an image for both usages also lies where hosted machine groups run.

use crate::facts::value::{Region, Usage};
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, Stop, alongside, applies, listed, quoted, require, rule};

rule! {
    /// An image for both usages must also be replicated to the region in which hosted machine groups of the geography run.
    ///
    /// # Why
    /// In most geographies that is the region of hosted machines. In the United States it was West US and in the United Kingdom UK West
    /// until 2024-05-01, so that an image for both had to lie in two regions. Without the second one, no hosted machine group can be made of it.
    ///
    /// # How to fix it
    /// Replicate a version of the image to the second region as well, or add the image for hosted machines only.
    code: GEO015,
    name: "image-for-both-lies-in-the-groups-region",
    level: Error,
    provenance: Adjacent,
    source: "hosted-machine-groups-2023-11-09" / "Create an Azure compute gallery in Azure and add an image",
    holds: GENERAL,
    judges: [CreateMachine, CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` is for both usages, but not replicated to `{expected}`, the region of hosted machine groups ({geography}); it lies in {regions}",
    steps: [
        "replicate a version of the image to `{expected}` as well",
        "or add the image to Power Automate for hosted machines only",
    ],
    command: "az sig image-version update --add publishingProfile.targetRegions name={expected} --gallery-name GALLERY --gallery-image-definition DEFINITION --gallery-image-version VERSION --resource-group GROUP",
    examples: [
        broken "in the United States, without West US" {
            "/environments/prod/geography": "United States",
            "/images/finance": { "usage": "both", "regions": ["East US"] }
        },
        broken "in the United Kingdom, without UK West, on the last day" {
            "/as_of": "2024-05-01T23:59:59.999Z",
            "/environments/prod/geography": "United Kingdom",
            "/images/finance": { "usage": "both", "regions": ["UK South"] }
        },
        met "in the United States, in both regions" {
            "/environments/prod/geography": "United States",
            "/images/finance": { "usage": "both", "regions": ["East US", "West US"] }
        },
        met "in the other region, seen in a partial list" {
            "/environments/prod/geography": "United States",
            "/images/finance": { "usage": "both", "regions": { "items": ["West US"], "complete": false } }
        },
        unknown "a partial list of regions" {
            "/environments/prod/geography": "United States",
            "/images/finance": { "usage": "both", "regions": { "items": ["East US"], "complete": false } }
        },
        unknown "the usage is not known" {
            "/environments/prod/geography": "United States",
            "/images/finance/usage": null
        },
        unknown "the geography was not looked up" {
            "/environments/prod/geography": null,
            "/images/finance/usage": "both"
        },
        not_applicable "an image for hosted machines" { "/environments/prod/geography": "United States" },
        not_applicable "both kinds run in one region" { "/images/finance/usage": "both" },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let image = alongside(cx.custom_image(), || groups_region(cx))?;
    let for_both = || applies(*image.usage()? == Usage::Both);
    let regions = image.regions();
    let region = alongside(groups_region(cx), || regions.whole());
    let there = region.and_then(|region| Ok((region, regions.contains(region)?)));
    let (region, there) = alongside(there, for_both)?;
    for_both()?;
    let geography = cx.geography()?;
    require(Ok(there), || {
        let found = || regions.items().iter().map(Region::as_str);
        Evidence::new(regions.pointer(), listed(found(), "no region"), region)
            .with("image", image.key())
            .with("geography", geography.name())
            .with("regions", quoted(found(), "no region"))
            .related(image.field("usage"))
    })
}

/// The region of hosted machine groups, where it is not also that of hosted machines.
fn groups_region(cx: &Context<'_>) -> Result<&'static str, Stop> {
    let geography = cx.geography()?;
    let region = cx.geography_text(Key::GroupRegion, geography);
    let region = region.ok_or(Stop::NotApplicable)?;
    applies(cx.home_region()? != region)?;
    Ok(region)
}
