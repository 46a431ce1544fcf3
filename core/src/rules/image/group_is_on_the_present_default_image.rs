//! IMG028: a hosted machine group is not on a default image that was replaced.

use crate::facts::DEFAULT_IMAGE;
use crate::facts::known::{all, not};
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, alongside, require, rule};

rule! {
    /// A hosted machine group on a default image that Microsoft replaced gets the new one by itself.
    ///
    /// # Why
    /// The default image with Windows 11, version 22H2, was supported until 2025-05-31. Since then, groups that are still on it are reprovisioned with
    /// version 24H2 without anybody asking for it, so that flows may find another Windows than they were made on. Custom images are not touched.
    ///
    /// # How to fix it
    /// Try out your flows on the new image, and select Update VM image for the group at a time that suits you.
    code: IMG028,
    name: "group-is-on-the-present-default-image",
    level: Note,
    provenance: Stated,
    source: "hosted-machine-groups-2025-02-03" / "Default VM image deprecation for Windows 11 Enterprise 22H2",
    holds: SINCE_MARCH_2025,
    judges: [RunAttended, RunUnattended, EditGroup],
    fixers: [MachineCreator, CoOwner],
    says: "hosted machine group `{group}` was made from the default image with Windows {found}, which Microsoft replaces by {expected} without being asked",
    steps: [
        "try out the flows of group `{group}` on the default image with Windows {expected}",
        "open its details page in Power Automate and select Update VM image",
    ],
    examples: [
        broken "the first day" {
            "/as_of": "2025-05-31T00:00:00Z",
            "/groups/invoices/default_image_build": "22H2",
            "/request/run-unattended/group": "invoices"
        },
        broken "a day later" {
            "/as_of": "2025-06-01T00:00:00Z",
            "/groups/invoices/default_image_build": "22H2",
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        not_applicable "a millisecond before" {
            "/as_of": "2025-05-30T23:59:59.999Z",
            "/groups/invoices/default_image_build": "22H2",
            "/request/run-unattended/group": "invoices"
        },
        met "the new one" { "/as_of": "2025-06-01", "/request/run-unattended/group": "invoices" },
        met "a custom image" {
            "/as_of": "2025-06-01",
            "/groups/invoices": { "image": "finance", "default_image_build": "none" },
            "/request/run-unattended/group": "invoices"
        },
        unknown "which one it was made from is not known" {
            "/as_of": "2025-06-01",
            "/groups/invoices/default_image_build": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "its image is not known" {
            "/as_of": "2025-06-01",
            "/groups/invoices": { "image": null, "default_image_build": "22H2" },
            "/request/run-unattended/group": "invoices"
        },
        unknown "its kind is not known" {
            "/as_of": "2025-06-01",
            "/groups/invoices": { "kind": null, "default_image_build": "22H2" },
            "/request/run-unattended/group": "invoices"
        },
        not_applicable "a run on a machine" { "/as_of": "2025-06-01", "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let replaced = cx.text(Key::DefaultImageGroupReplaced)?;
    let successor = cx.text(Key::DefaultImageGroupSuccessor)?;
    let asked = cx.asked_group()?;
    let old = all([
        asked.image().map(|image| image == DEFAULT_IMAGE),
        asked.default_image_build().map(|version| version.eq_ignore_ascii_case(replaced)),
    ]);
    let group = alongside(cx.asked_hosted_group(), || old.clone())?;
    require(not(old), || {
        Evidence::new(group.field("default_image_build"), replaced, successor).with("group", group.key())
    })
}
