//! LIM012: a new machine or hosted machine group has a name.

use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A new hosted machine or hosted machine group needs a name.
    ///
    /// # Why
    /// The name is the first field of the creation wizard, and it cannot be left empty: the record behind a machine or a group requires one.
    /// A description may be left out. Names of images and network connections, which must also be unique, are judged with those.
    ///
    /// # How to fix it
    /// Enter a name.
    code: LIM012,
    name: "machine-or-group-has-a-name",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Create a hosted machine"
        + "hosted-machines-2022-12-12" / "Create a hosted machine",
    holds: ALWAYS,
    judges: [CreateMachine, CreateGroup],
    fixers: [Maker],
    says: "the new {thing} has {found} for a name",
    steps: [
        "enter a name in the first field of the wizard",
    ],
    examples: [
        broken "an empty name" { "/request/create-machine/name": "" },
        broken "nothing but spaces" { "/request/create-machine/name": "  " },
        met "a name" {},
        unknown "no name was chosen yet" { "/request/create-machine/name": null },
        broken "a hosted machine group" {
            "/request/create-group": { "environment": "prod", "name": "", "image": "default", "max_bots": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let name = cx.new_name()?;
    require(Ok(!name.trim().is_empty()), || {
        let found = if name.is_empty() { say::NOTHING } else { say::ONLY_SPACES };
        let thing = if cx.made() == Served::Groups { say::HOSTED_MACHINE_GROUP } else { say::MACHINE };
        Evidence::new(cx.asked("name"), found, say::A_NAME).with("thing", thing)
    })
}
