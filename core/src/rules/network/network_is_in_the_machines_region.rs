//! NET002: a custom network lies in the region where the machines or groups on it run.

use crate::facts::At;
use crate::facts::entities::Network;
use crate::facts::known::both;
use crate::facts::request::Action;
use crate::rules::RuleId;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, Stop, owing, require, rule, together};

rule! {
    /// A custom virtual network must lie in the Azure region that belongs to the environment's geography.
    ///
    /// # Why
    /// A hosted machine or a bot of a group is put into the virtual network, and both must be in one region. Each geography has exactly one: another
    /// region of the same geography, such as West Europe for Europe, does not serve hosted machines, so a network there cannot be used.
    /// A group that is there already keeps the region in which it was made, and its network must lie in that one.
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
    judges: [CreateMachine, CreateNetwork, CreateGroup, EditGroup, RunUnattended],
    fixers: [NetworkAdministrator],
    covered_by: [GEO001],
    says: "network `{network}` is in {found}{kinship}, but {served} of environment `{environment}` run in {expected}",
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
        broken @March2025 "a group on a network that lies elsewhere" {
            "/networks/corp/region": "westeurope",
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        broken @March2025 "a group that runs on a network which lies elsewhere" {
            "/groups/invoices/network": "corp",
            "/networks/corp/region": "westeurope",
            "/request/run-unattended/group": "invoices"
        },
        broken @March2025 "a group that is edited, on such a network" {
            "/groups/invoices/network": "corp",
            "/networks/corp/region": "westeurope",
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        met @March2025 "a group that was made in another region than today's, with its network" {
            "/groups/invoices": { "network": "corp", "region": "westeurope" },
            "/networks/corp/region": "westeurope",
            "/request/run-unattended/group": "invoices"
        },
        unknown @March2025 "where the group was made was not looked up" {
            "/groups/invoices": { "network": "corp", "region": null },
            "/request/run-unattended/group": "invoices"
        },
        not_applicable @March2025 "a run on a machine" { "/request/run-unattended/machine": "bot-01" },
        broken "a connection for groups only, when it is added" {
            "/networks/corp": { "region": "westeurope", "connection": { "usage": "hosted-machine-group" } },
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met @General "a connection for groups only, where they run" {
            "/environments/prod/geography": "United States",
            "/networks/corp": { "region": "westus", "connection": { "usage": "hosted-machine-group" } },
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        unknown @General "added, and nobody knows what for" {
            "/environments/prod/geography": "United States",
            "/networks/corp": { "region": "westus", "connection": { "usage": null } },
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        unknown @General "added where machines run and groups do not, and nobody knows what for" {
            "/environments/prod/geography": "United States",
            "/networks/corp": { "region": "eastus", "connection": { "usage": null } },
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, _) = cx.network_for(Served::Either)?;
    if matches!(cx.action(), Action::EditGroup | Action::RunUnattended) {
        return lies_with_its_group(cx, network);
    }
    let judged = |served| match cx.serves(served) {
        Ok(owed) => owing(owed, || lies_there(cx, network, served)),
        // What the action makes is something else.
        Err(_) => Ok(()),
    };
    together(judged(Served::Machines), judged(Served::Groups)).map(|_| ())
}

/// A group that is there keeps its region, and so must its network.
fn lies_with_its_group(cx: &Context<'_>, network: At<'_, Network>) -> Judgement {
    let group = cx.asked_group()?;
    let (region, home) = both(network.region(), group.region())?;
    require(Ok(region == home), || {
        Evidence::new(network.field("region"), region.as_str(), home.as_str())
            .with("network", network.key())
            .with("environment", group.it.environment.value())
            .with("served", Served::Groups.words())
            .with("kinship", "")
            .related(group.field("region"))
    })
}

fn lies_there(cx: &Context<'_>, network: At<'_, Network>, served: Served) -> Judgement {
    let environment = cx.environment();
    let home = environment.clone().and_then(At::geography).map(|named| {
        let geography = named.term()?;
        Some((geography, cx.region_in(served, geography)))
    });
    let (region, home) = both(network.region(), home)?;
    let (geography, home) = home.ok_or(Stop::NotApplicable)?;
    let home = home.ok_or(Stop::Covered(RuleId::GEO001))?;
    let environment = environment?;
    require(Ok(region == home), || {
        Evidence::new(network.field("region"), region.as_str(), home)
            .with("network", network.key())
            .with("environment", environment.key())
            .with("served", served.words())
            .with("kinship", cx.kinship(region, geography))
    })
}
