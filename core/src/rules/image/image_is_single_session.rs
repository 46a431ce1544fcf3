//! IMG006: a custom image is for one person at a time.

use crate::facts::known::implies;
use crate::facts::value::Session;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A custom image must be single-session.
    ///
    /// # Why
    /// A hosted machine is one person's Cloud PC. Windows Enterprise multi-session, made for Azure Virtual Desktop, is not supported.
    /// Azure does not tell the two apart once an image is captured; inside, multi-session calls its edition `ServerRdsh`.
    ///
    /// # How to fix it
    /// Build the image on Windows Enterprise from an offer without multi-session. Multi-session cannot be turned into single-session.
    code: IMG006,
    name: "image-is-single-session",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Image requirements"
        + "hosted-machines-2022-12-12" / "Image requirements",
    holds: ALWAYS,
    judges: [CreateMachine, CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` is {found}-session, but hosted machines need a {expected}-session one",
    steps: [
        "build the image anew on Windows Enterprise {expected}-session and add a version of it",
    ],
    examples: [
        broken "a multi-session image" { "/images/finance/session": "multi" },
        met "a single-session image" {},
        unknown "nobody has looked" { "/images/finance/session": null },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
        met "added for hosted machine groups only" {
            "/images/finance": { "usage": "hosted-machine-group", "session": "multi" },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "added, and nobody knows what for" {
            "/images/finance": { "usage": null, "session": "multi" },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "added for whatever it is" {
            "/images/finance/usage": null,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Machines)?;
    let session = image.session();
    let found = session.as_ref().map_or(Session::Single, |session| **session);
    require(implies(owed, session.map(|session| *session == Session::Single)), || {
        Evidence::new(image.field("session"), found, Session::Single).with("image", image.key())
    })
}
