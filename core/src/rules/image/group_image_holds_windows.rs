//! IMG048: an image for hosted machine groups holds Windows.

use crate::facts::known::{all, implies, not};
use crate::facts::value::OsFamily;
use crate::rulebook::Licence;
use crate::rulebook::term::Term;
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// An image for hosted machine groups must hold Windows.
    ///
    /// # Why
    /// The page speaks of Windows images of the organisation's own, and Power Automate for desktop runs on nothing else. Which editions of Windows a group takes
    /// it does not say, as it does for hosted machines (`IMG003`).
    ///
    /// # How to fix it
    /// Build the image on Windows.
    code: IMG048,
    name: "group-image-holds-windows",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Image requirements",
    judges: [CreateImage, CreateGroup, EditGroup],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}`{why} holds {found}, but hosted machine groups need {expected}",
    steps: [
        "build the image anew on {expected} and add a version of it",
    ],
    examples: [
        broken "Linux" {
            "/images/finance/os": { "family": "linux", "edition": null, "version": null, "build": null },
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        broken "when the image is added for groups only" {
            "/images/finance": {
                "usage": "hosted-machine-group",
                "os": { "family": "linux", "edition": null, "version": null, "build": null }
            },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "added for both, which is the matter of IMG003" {
            "/images/finance": {
                "usage": "both",
                "os": { "family": "linux", "edition": null, "version": null, "build": null }
            },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "Windows, whatever the edition" {
            "/images/finance/os/edition": "pro",
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        met "Windows Server" {
            "/images/finance/os": { "family": "windows-server", "edition": null, "version": null, "build": null },
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        unknown "nobody has looked" {
            "/images/finance/os/family": null,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        met "added for hosted machines only" {
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        not_applicable "the default image" {
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        not_applicable "a hosted machine" {},
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Groups)?;
    // What is to serve hosted machines as well is the matter of IMG003.
    let machines = cx.serves(Served::Machines).unwrap_or(Ok(false));
    let owed = all([owed, not(machines)]);
    let os = image.os();
    require(implies(owed, os.family().map(|family| *family != OsFamily::Linux)), || {
        let windows = Term::<Licence>::WINDOWS.name();
        Evidence::new(os.field("family"), say::ANOTHER_SYSTEM_THAN.with("system", windows), windows)
            .with("image", image.key())
            .with("why", super::why_groups(image))
            .related(image.field("usage"))
    })
}
