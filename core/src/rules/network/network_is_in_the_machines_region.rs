//! NET002: a custom network lies in the region where the machines run.

use crate::facts::known::both;
use crate::rulebook::Key;
use crate::rules::RuleId;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, Stop, require, rule, together};

rule! {
    /// A custom virtual network must lie in the Azure region that belongs to the environment's geography.
    ///
    /// # Why
    /// A hosted machine is put into the virtual network, and both must be in one region. Each geography has exactly one: another
    /// region of the same geography, such as West Europe for Europe, does not serve hosted machines, so a network there cannot be used.
    ///
    /// # How to fix it
    /// A virtual network cannot be moved to another region. Create one in the right region, and peer it with the old one if machines must reach what is there.
    code: NET002,
    name: "network-is-in-the-machines-region",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "General network requirement"
        + "hosted-machines-2022-12-12" / "General network requirement",
    holds: ALWAYS,
    judges: [CreateMachine, CreateNetwork],
    fixers: [NetworkAdministrator],
    covered_by: [GEO001],
    says: "network `{network}` is in {found}{kinship}, but machines of environment `{environment}` run in {expected}",
    steps: [
        "create a virtual network with a subnet in {expected}, in place of `{network}`",
        "add a network connection to it and choose that one",
    ],
    command: "az network vnet create --location {expected} --name NAME --resource-group GROUP --subnet-name SUBNET",
    examples: [
        broken "a region of another geography" { "/networks/corp/region": "East US" },
        broken "another region of the same geography" { "/networks/corp/region": "West Europe" },
        broken "when the connection is added" {
            "/networks/corp/region": "uksouth",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "the region of the geography" {},
        not_judged @Preview "a geography that was offered only later" { "/environments/prod/geography": "Korea" },
        unknown "the region was not looked up" { "/networks/corp/region": null },
        unknown "the geography was not looked up" { "/environments/prod/geography": null },
        not_judged "a geography that has no region at all" { "/environments/prod/geography": "South Africa" },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, environment) = together(cx.custom_network(), cx.environment())?;
    let geography = environment.geography();
    let home = match &geography {
        Ok(named) => {
            let term = named.term().ok_or(Stop::NotApplicable)?;
            let region = cx.geography_text(Key::GeographyRegion, term);
            Ok((term, region.ok_or(Stop::Covered(RuleId::GEO001))?))
        }
        Err(missing) => Err(missing.clone()),
    };
    let (region, (geography, home)) = both(network.region(), home)?;
    require(Ok(region == home), || {
        Evidence::new(network.field("region"), region.as_str(), home)
            .with("network", network.key())
            .with("environment", environment.key())
            .with("kinship", cx.kinship(region, geography))
    })
}
