//! PRE011: whoever creates a machine or a group from the default image has been given it.

use crate::facts::known::{any, both, implies, or};
use crate::facts::value::Switch;
use crate::rulebook::{Key, Role};
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, commas, require, rule};

rule! {
    /// The default image must be shared with whoever creates a machine or a hosted machine group from it.
    ///
    /// # Why
    /// System Administrators and Desktop Flow Machine Image Admins (now called Desktop Flows Machine Configuration Admins) see the
    /// Default Windows Desktop Image. Everybody else sees it only after one of them shared it with them; before, the creation wizard
    /// does not offer it. Since 2025 everybody sees it, unless an administrator has turned that off.
    ///
    /// # How to fix it
    /// In Power Automate, under Monitor, Machines, VM images, an administrator selects the default image, then Manage access, and adds the person.
    code: PRE011,
    name: "default-image-is-shared",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Get access to the default VM image"
        + "hosted-machines-2022-12-12" / "Get access to the default VM image",
    holds: ALWAYS,
    judges: [CreateMachine, CreateGroup, EditGroup],
    fixers: [EnvironmentAdministrator],
    says: "the default image of environment `{environment}` is not shared with `{actor}`",
    steps: [
        "have a System Administrator or Desktop Flows Machine Configuration Admin open Monitor, Machines, VM images in environment `{environment}`",
        "select the default image, then Manage access, and add `{actor}`",
        "or choose a custom image that is shared with `{actor}`",
    ],
    examples: [
        broken "not shared" {
            "/environments/prod/default_image/shared_with": [],
            "/request/create-machine/image": "default"
        },
        broken "shared with somebody else" {
            "/environments/prod/default_image/shared_with": ["maker-b"],
            "/request/create-machine/image": "default"
        },
        met "a role of the organisation's own that reads every image" {
            "/environments/prod/default_image": { "shared_with": [] },
            "/roles/Image Reader": { "privileges": ["flow-machine-image.read@organization"] },
            "/people/maker-a/roles/prod": ["Environment Maker", "Image Reader"],
            "/request/create-machine/image": "default"
        },
        met "shared" { "/request/create-machine/image": "default" },
        met "a Desktop Flow Machine Image Admin sees it unshared" {
            "/environments/prod/default_image/shared_with": [],
            "/people/maker-a/roles/prod": ["Environment Maker", "Desktop Flow Machine Image Admin"],
            "/request/create-machine/image": "default"
        },
        met "a System Administrator sees it unshared" {
            "/environments/prod/default_image/shared_with": [],
            "/request/actor": "admin",
            "/request/create-machine/image": "default"
        },
        broken "an administrator of another environment" {
            "/environments/prod/default_image/shared_with": [],
            "/people/maker-a/roles/trial": ["System Administrator"],
            "/request/create-machine/image": "default"
        },
        broken @March2025 "sharing with everybody is turned off" {
            "/environments/prod/default_image": { "shared_with": [], "shared_with_all": "disabled" },
            "/request/create-machine/image": "default"
        },
        met @March2025 "everybody sees it" {
            "/environments/prod/default_image/shared_with": [],
            "/request/create-machine/image": "default"
        },
        unknown @March2025 "nobody knows whether that was turned off" {
            "/environments/prod/default_image": { "shared_with": [], "shared_with_all": null },
            "/request/create-machine/image": "default"
        },
        unknown "shares not looked up" {
            "/environments/prod/default_image/shared_with": null,
            "/request/create-machine/image": "default"
        },
        unknown "a partial list without them" {
            "/environments/prod/default_image/shared_with": { "items": ["maker-b"], "complete": false },
            "/request/create-machine/image": "default"
        },
        unknown "not shared, and roles not looked up" {
            "/environments/prod/default_image/shared_with": [],
            "/people/maker-a/roles/prod": null,
            "/request/create-machine/image": "default"
        },
        not_applicable "a custom image" {},
        broken "a hosted machine group" {
            "/environments/prod/default_image": { "shared_with": [], "shared_with_all": "disabled" },
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        broken "a hosted machine group that gets it" {
            "/environments/prod/default_image": { "shared_with": [], "shared_with_all": "disabled" },
            "/request/edit-group": { "group": "invoices", "image": "default" }
        },
        not_applicable "a group whose image stays" { "/request/edit-group": { "group": "invoices", "max_bots": 1 } },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    cx.default_image()?;
    let owed = cx.serves(Served::Either)?;
    let sharers = cx.terms::<Role>(Key::DefaultImageSharers)?;
    let (actor, environment) = both(cx.actor(), cx.environment())?;
    let image = environment.default_image();
    let roles = actor.roles().of(environment.key());
    let manages = roles.any(|role| sharers.clone().any(|term| *role == term));
    let open = if cx.flag(Key::DefaultImageSharedWithAll)? {
        image.shared_with_all().map(|all| *all == Switch::Enabled)
    } else {
        Ok(false)
    };
    let shared = image.shared_with().contains(actor.key());
    let name = Ok(environment.key().as_str());
    let reads_all = || cx.actor_reaches_all(name, Key::PrivilegesUseImage);
    require(implies(owed, or(any([shared, manages, open]), reads_all)), || {
        let found = match image.shared_with().items() {
            [] => say::SHARED_WITH_NOBODY.into(),
            people => say::SHARED_WITH.with("people", commas(people)),
        };
        let expected = say::SHARED_WITH.with("people", actor.key());
        Evidence::new(image.field("shared_with"), found, expected)
            .related(actor.field("roles").key(environment.key()))
            .with("actor", actor.key())
            .with("environment", environment.key())
    })
}
