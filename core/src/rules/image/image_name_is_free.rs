//! IMG018: the name of a new image is given and not taken.

use crate::facts::known::{not, or};
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, alongside, require, rule};
use crate::rules::same_name;

rule! {
    /// A new VM image must have a name that no other image of the environment has.
    ///
    /// # Why
    /// The name identifies the image in Power Automate. Names that differ only in capitals are one name here.
    ///
    /// # How to fix it
    /// Choose another name.
    code: IMG018,
    name: "image-name-is-free",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Add a new custom VM image"
        + "hosted-machines-2022-12-12" / "Add a new custom VM image",
    holds: ALWAYS,
    judges: [CreateImage],
    fixers: [Maker],
    says: "an image cannot be called `{name}` in environment `{environment}`: {why}",
    steps: [
        "choose {expected}",
    ],
    examples: [
        broken "no name" { "/request/create-image": { "environment": "prod", "name": " ", "image": "finance" } },
        broken "no name, whatever other names there are" {
            "/environments/prod/image_names": null,
            "/request/create-image": { "environment": "prod", "name": "", "image": "finance" }
        },
        broken "a name that is taken" {
            "/request/create-image": { "environment": "prod", "name": "Claims", "image": "finance" }
        },
        broken "taken but for capitals" {
            "/request/create-image": { "environment": "prod", "name": "CLAIMS", "image": "finance" }
        },
        broken "taken, seen in a partial list" {
            "/environments/prod/image_names": { "items": ["claims"], "complete": false },
            "/request/create-image": { "environment": "prod", "name": "Claims", "image": "finance" }
        },
        met "a new name" { "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" } },
        met "a name that is taken in another environment" {
            "/request/create-image": { "environment": "trial", "name": "Claims", "image": "finance" }
        },
        unknown "a partial list of names" {
            "/environments/prod/image_names": { "items": ["Claims"], "complete": false },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "no name chosen yet" { "/request/create-image": { "environment": "prod", "image": "finance" } },
        not_applicable "a machine is created, no image is added" {},
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let environment = alongside(cx.environment(), || cx.new_name())?;
    let names = environment.image_names();
    let name = alongside(cx.new_name(), || names.whole())?;
    let given = !name.trim().is_empty();
    let taken = or(Ok(!given), || names.any(|other| same_name(other, name)));
    require(not(taken), || {
        let (found, why) =
            if given { (name.as_str(), "another image has that name") } else { ("no name", "it is empty") };
        let evidence =
            Evidence::new(cx.asked("name"), found, "a name that no other image of the environment has")
                .with("name", name)
                .with("why", why)
                .with("environment", environment.key());
        if given { evidence.related(names.pointer()) } else { evidence }
    })
}
