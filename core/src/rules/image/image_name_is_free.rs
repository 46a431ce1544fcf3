//! IMG018: the name of a new image is given and not taken.

use crate::facts::known::{all, both, not};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::rules::same_name;
use crate::vocabulary::ToWord;

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
        broken "no name, whatever the environment" {
            "/request/create-image": { "name": "", "image": "finance" }
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
    let (name, environment) = (cx.new_name(), cx.environment());
    let given = name.clone().map(|name| !name.trim().is_empty());
    let taken = both(name.clone(), environment.clone())
        .and_then(|(name, environment)| environment.image_names().any(|other| same_name(other, name)));
    require(all([given.clone(), not(taken)]), || {
        let name = name.map_or("", |name| name.as_str());
        let (found, why) = match given {
            Ok(true) => (name.to_word(), say::ANOTHER_IMAGE_HAS_THAT_NAME),
            _ => (say::NO_NAME.into(), say::IT_IS_EMPTY),
        };
        let evidence = Evidence::new(cx.asked("name"), found, say::A_NAME_OF_NO_OTHER_IMAGE)
            .with("name", name)
            .with("why", why);
        match environment {
            Ok(environment) if given == Ok(true) => {
                evidence.with("environment", environment.key()).related(environment.image_names().pointer())
            }
            Ok(environment) => evidence.with("environment", environment.key()),
            Err(_) => evidence.with("environment", say::THAT_IS_NOT_NAMED_YET),
        }
    })
}
