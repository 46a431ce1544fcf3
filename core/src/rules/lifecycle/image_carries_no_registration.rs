//! LCY016: a custom image was made before the machine runtime was registered.

use crate::facts::known::{implies, not};
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The virtual machine that a custom image is made of must not have been registered with Power Automate before.
    ///
    /// # Why
    /// Registering the machine runtime gives a machine an identity. Every copy of it, as a clone, a snapshot or an image, then claims the same one, and
    /// runs fail because the session is sought on another machine. The pages say so of machines that an organisation registers itself; an image of a hosted machine is
    /// such a copy.
    ///
    /// # How to fix it
    /// Make the image of a virtual machine on which the machine runtime was never signed in to. A machine that was made of such an image has to be registered anew.
    code: LCY016,
    name: "image-carries-no-registration",
    level: Error,
    provenance: Adjacent,
    source: "manage-machines-2025-01-14" / "Register a new machine",
    judges: [CreateMachine, CreateImage, CreateGroup, EditGroup],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` was made after {found}: machines made of it claim the same identity, so it must be made {expected}",
    steps: [
        "make the image anew of a virtual machine on which the machine runtime was never registered, and add a version of it",
    ],
    examples: [
        broken "registered before" { "/images/finance/runtime_registered": true },
        broken "for a hosted machine group" {
            "/images/finance/runtime_registered": true,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "finance", "max_bots": 1 }
        },
        broken "when a hosted machine group gets it" {
            "/images/finance/runtime_registered": true,
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
        met "never registered" {},
        unknown "nobody knows" { "/images/finance/runtime_registered": null },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Either)?;
    require(implies(owed, not(image.runtime_registered().copied())), || {
        let found = say::RUNTIME_WAS_REGISTERED;
        Evidence::new(image.field("runtime_registered"), found, say::BEFORE_THAT).with("image", image.key())
    })
}
