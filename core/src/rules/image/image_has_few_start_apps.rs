//! IMG039: the Start menu of a custom image holds no more apps than are taken.

use crate::facts::known::implies;
use crate::rulebook::Key;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The Start menu of a custom image must not hold more than 3,000 apps.
    ///
    /// # Why
    /// Windows 365, which makes hosted machines, refuses an image with more of them (`startMenuAppLimitExceeded`); that hosted machines do is assumed.
    ///
    /// # How to fix it
    /// Remove apps, or their entries in the Start menu, on the virtual machine before the image is taken.
    code: IMG039,
    name: "image-has-few-start-apps",
    level: Error,
    provenance: Adjacent,
    source: "windows-365-device-images" / "Image requirements",
    judges: [CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "the Start menu of image `{image}` holds {found} apps, and no more than {expected} are taken",
    steps: [
        "remove apps or their Start menu entries on the virtual machine that `{image}` is made of, until `(Get-StartApps).Count` is {expected} or less",
        "generalize the virtual machine and add a version of the image",
    ],
    examples: [
        broken "one too many" {
            "/images/finance/source/start_apps": 3001,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "a few" { "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" } },
        met "as many as are taken" {
            "/images/finance/source/start_apps": 3000,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "added for hosted machine groups only" {
            "/images/finance": { "usage": "hosted-machine-group", "source": { "start_apps": 3001 } },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "nobody has looked" {
            "/images/finance/source/start_apps": null,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        not_applicable "a machine is created of an image that was added" { "/images/finance/source/start_apps": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Machines)?;
    let most = cx.number(Key::ImageStartAppsMax)?;
    let source = image.source();
    let apps = source.start_apps().copied();
    let found = apps.clone().unwrap_or_default();
    require(implies(owed, apps.map(|apps| apps <= most)), || {
        Evidence::new(source.field("start_apps"), found, most).with("image", image.key())
    })
}
