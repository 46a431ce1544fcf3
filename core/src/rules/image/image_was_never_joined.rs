//! IMG036: a custom image was made of a machine that never joined or enrolled anywhere.

use crate::facts::known::{implies, not};
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A custom image must be made of a virtual machine that was never joined to Active Directory or Microsoft Entra ID, nor enrolled in Intune.
    ///
    /// # Why
    /// A machine that has joined or enrolled carries an identity that generalizing does not take away, and every machine made of the image would
    /// carry it too. Windows 365, which makes hosted machines, refuses such an image with `vmAlreadyAzureAdJoined`; that hosted machines do is
    /// assumed. Nothing in Azure tells of it afterwards: ask whoever built the image.
    ///
    /// # How to fix it
    /// Build the image anew on a fresh virtual machine, and keep policies from joining or enrolling it.
    code: IMG036,
    name: "image-was-never-joined",
    level: Error,
    provenance: Adjacent,
    source: "cloud-pc-device-images" / "errorCode",
    judges: [CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` was made of a virtual machine that had been {found}; hosted machines need one that was {expected}",
    steps: [
        "build the image anew on a virtual machine that joins nothing and is not enrolled, and add a version of it",
    ],
    examples: [
        broken "it had been joined" {
            "/images/finance/source/joined": true,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "it never was" { "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" } },
        met "added for hosted machine groups only" {
            "/images/finance": { "usage": "hosted-machine-group", "source": { "joined": true } },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "nobody has looked" {
            "/images/finance/source/joined": null,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        not_applicable "a machine is created of an image that was added" { "/images/finance/source/joined": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Machines)?;
    let source = image.source();
    require(implies(owed, not(source.joined().copied())), || {
        Evidence::new(source.field("joined"), say::JOINED_OR_ENROLLED, say::NEVER_JOINED_OR_ENROLLED)
            .with("image", image.key())
    })
}
