//! IMG019: a custom image is shared in Power Automate with whoever makes a machine or a group of it.

use crate::facts::known::{implies, or};
use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, listed, quoted, require, rule};
use greenlight_json::InlineStr;

rule! {
    /// A custom image must be shared in Power Automate with whoever makes a hosted machine or a hosted machine group of it.
    ///
    /// # Why
    /// The list from which the creator of a machine chooses holds only images that they own or that are shared with them. Being Reader on
    /// the gallery in Azure does not put an image there. System Administrators and Desktop Flows Machine Configuration Admins see all images of
    /// the environment, and so does a role of the organisation's own that reads everybody's images (`flow-machine-image.read@organization`): that is
    /// Dataverse's way, assumed to hold here.
    ///
    /// # How to fix it
    /// Have the owner share the image: Monitor, Machines, VM images, the image, Manage access.
    code: IMG019,
    name: "image-is-shared-with-the-maker",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share the image"
        + "hosted-machines-2022-12-12" / "Share the image",
    holds: ALWAYS,
    judges: [CreateMachine, CreateGroup, EditGroup],
    fixers: [ImageOrNetworkOwner, EnvironmentAdministrator],
    says: "image `{image}` is not shared with `{maker}` in Power Automate, only with {people}",
    steps: [
        "have {owner} or an administrator open image `{image}` in Power Automate (Monitor, Machines, VM images), Manage access, and add `{maker}`",
    ],
    examples: [
        broken "shared with nobody" { "/images/finance": { "owner": "admin", "shared_with": [] } },
        broken "shared with somebody else" { "/images/finance": { "owner": "admin", "shared_with": ["maker-b"] } },
        met "shared with the maker" { "/images/finance/owner": "admin" },
        met "the maker's own image" { "/images/finance/shared_with": [] },
        met "a System Administrator" { "/images/finance/shared_with": [], "/request/actor": "admin" },
        met "an image administrator by its older name" {
            "/images/finance": { "owner": "admin", "shared_with": [] },
            "/people/maker-a/roles/prod": ["Desktop Flow Machine Image Admin", "Environment Maker"]
        },
        met "a role of the organisation's own that reads everybody's images" {
            "/images/finance": { "owner": "admin", "shared_with": [] },
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": [
                "flow-machine.create",
                "flow-machine-group.create",
                "flow-machine-image.read@organization",
                "flow-machine-network.read"
            ]
        },
        broken "a role of the organisation's own that reads only one's own images" {
            "/images/finance": { "owner": "admin", "shared_with": [] },
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": [
                "flow-machine.create",
                "flow-machine-group.create",
                "flow-machine-image.read@user",
                "flow-machine-network.read"
            ]
        },
        unknown "a role of the organisation's own, nobody knows how far it reaches" {
            "/images/finance": { "owner": "admin", "shared_with": [] },
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": [
                "flow-machine.create",
                "flow-machine-group.create",
                "flow-machine-image.read",
                "flow-machine-network.read"
            ]
        },
        unknown "a partial list" {
            "/images/finance": { "owner": "admin", "shared_with": { "items": [], "complete": false } }
        },
        unknown "the owner is not known" { "/images/finance": { "owner": null, "shared_with": [] } },
        unknown "not all roles are known" {
            "/images/finance": { "owner": "admin", "shared_with": [] },
            "/people/maker-a/roles/prod": null
        },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
        not_applicable "the image is only being added" {
            "/images/finance": { "owner": "admin", "shared_with": [] },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        broken "a hosted machine group" {
            "/images/finance": { "owner": "admin", "shared_with": [] },
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        broken "a hosted machine group that gets it" {
            "/images/finance": { "owner": "admin", "shared_with": [] },
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Either)?;
    let maker = cx.actor()?;
    let shared_with = image.shared_with();
    let own = || image.owner().map(|owner| owner == maker.key());
    let environment = cx.environment().map(|environment| environment.key().as_str());
    let admin = || cx.actor_has_role(environment.clone(), Key::ImageAdmins);
    let all = || cx.actor_reaches_all(environment.clone(), Key::PrivilegesUseImage);
    let sees = or(shared_with.contains(maker.key()), || or(own(), || or(admin(), all)));
    require(implies(owed, sees), || {
        let people = || shared_with.items().iter().map(InlineStr::as_str);
        let owner = image.it.owner.value().map(|owner| say::QUOTED_NAME.with("name", owner));
        Evidence::new(shared_with.pointer(), listed(people(), say::NOBODY), maker.key())
            .with("image", image.key())
            .with("maker", maker.key())
            .with("people", quoted(people(), say::ITS_OWNER))
            .with("owner", owner.unwrap_or_else(|| say::ITS_OWNER.into()))
    })
}
