//! GEO017: a hosted machine group is provisioned where its geography's groups run today.

use crate::facts::value::{GroupKind, Region};
use crate::rulebook::term::Term;
use crate::rulebook::{self, Geography, Key, Value};
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, Stop, alongside, applies, require, rule, together};

rule! {
    /// A hosted machine group should be provisioned in the region in which new groups of its geography are.
    ///
    /// # Why
    /// On 2024-05-02 hosted machine groups moved from West US to East US, and from UK West to UK South. Groups from before stay where they
    /// are until somebody reprovisions them; the new regions have availability zones.
    ///
    /// # How to fix it
    /// If the group uses a custom image, replicate a version of it to the new region first. Wait until no run is queued on the group, then
    /// reprovision it from its details page.
    code: GEO017,
    name: "group-is-in-todays-region",
    level: Warning,
    provenance: Stated,
    source: "hosted-machine-groups-2025-02-03" / "Geographic availability and restrictions",
    holds: SINCE_MARCH_2025,
    judges: [EditGroup, RunUnattended],
    fixers: [MachineCreator, CoOwner],
    says: "hosted machine group `{group}` still runs in {found}, where groups of {geography} ran before; they run in {expected} now",
    steps: [
        "replicate a version of its custom image, if it has one, to {expected}",
        "wait until no run is queued on `{group}`, then reprovision it from its details page in Power Automate",
    ],
    examples: [
        broken "from before the move, in West US" {
            "/environments/prod/geography": "United States",
            "/groups/invoices/region": "West US",
            "/request/run-unattended/group": "invoices"
        },
        broken "from before the move, in UK West" {
            "/environments/prod/geography": "United Kingdom",
            "/groups/invoices/region": "ukwest",
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        met "reprovisioned" {
            "/environments/prod/geography": "United States",
            "/groups/invoices/region": "eastus",
            "/request/run-unattended/group": "invoices"
        },
        met "a region in which groups of the geography never ran" {
            "/environments/prod/geography": "United States",
            "/groups/invoices/region": "francecentral",
            "/request/run-unattended/group": "invoices"
        },
        unknown "the region was not looked up" {
            "/environments/prod/geography": "United States",
            "/groups/invoices/region": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "the geography was not looked up" {
            "/environments/prod/geography": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "the kind of the group was not looked up" {
            "/environments/prod/geography": "United States",
            "/groups/invoices/kind": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "nothing of it was looked up" {
            "/environments/prod/geography": null,
            "/groups/invoices": { "kind": null, "region": null },
            "/request/run-unattended/group": "invoices"
        },
        not_applicable "a geography whose groups did not move" {
            "/groups/invoices/region": null,
            "/request/run-unattended/group": "invoices"
        },
        not_applicable "a group of machines" {
            "/environments/prod/geography": "United States",
            "/request/run-unattended/group": "pool"
        },
        not_applicable "a machine" {
            "/environments/prod/geography": "United States",
            "/request/run-unattended/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let group = cx.asked_group()?;
    let settled = || together(moved(cx), group.region());
    applies(*alongside(group.kind(), settled)? == GroupKind::Hosted)?;
    let ((geography, today), region) = settled()?;
    require(Ok(!was(cx, geography, region)), || {
        Evidence::new(group.field("region"), region.as_str(), today)
            .with("group", group.key())
            .with("geography", geography.name())
    })
}

/// The geography, if its groups once ran in another region, and where they run now.
fn moved(cx: &Context<'_>) -> Result<(Term<Geography>, &'static str), Stop> {
    let geography = cx.geography()?;
    let today = cx.geography_text(Key::GroupRegion, geography).ok_or(Stop::NotApplicable)?;
    applies(earlier(cx, geography).any(|region| region != today))?;
    Ok((geography, today))
}

/// Whether groups of the geography ran in this region before, and no longer do.
fn was(cx: &Context<'_>, geography: Term<Geography>, region: &Region) -> bool {
    let today = cx.geography_text(Key::GroupRegion, geography);
    Some(region.as_str()) != today && earlier(cx, geography).any(|earlier| region.as_str() == earlier)
}

/// Every region in which groups of the geography have run so far.
fn earlier(cx: &Context<'_>, geography: Term<Geography>) -> impl Iterator<Item = &'static str> {
    let (known, day) = (cx.book.date, cx.now.day());
    let entries = rulebook::entries(Key::GroupRegion).iter();
    let seen = entries.filter(move |entry| {
        entry.of() == geography.place() && entry.published <= known && entry.since <= day
    });
    seen.filter_map(|entry| match entry.value {
        Value::Text(region) => Some(region),
        _ => None,
    })
}
