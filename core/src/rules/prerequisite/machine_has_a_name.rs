//! LIM012: a new machine has a name.

use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A new hosted machine needs a name.
    ///
    /// # Why
    /// The name is the first field of the creation wizard, and it cannot be left empty: the record behind a machine requires one.
    /// A description may be left out. Names of images and network connections, which must also be unique, are judged with those.
    ///
    /// # How to fix it
    /// Enter a name.
    code: LIM012,
    name: "machine-has-a-name",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Create a hosted machine"
        + "hosted-machines-2022-12-12" / "Create a hosted machine",
    holds: ALWAYS,
    judges: [CreateMachine],
    fixers: [Maker],
    says: "the new machine has {found} for a name",
    steps: [
        "enter a name in the first field of the wizard",
    ],
    examples: [
        broken "an empty name" { "/request/create-machine/name": "" },
        broken "nothing but spaces" { "/request/create-machine/name": "  " },
        met "a name" {},
        unknown "no name was chosen yet" { "/request/create-machine/name": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let name = cx.new_name()?;
    require(Ok(!name.trim().is_empty()), || {
        let found = if name.is_empty() { "nothing" } else { "only spaces" };
        Evidence::new(cx.asked("name"), found, "a name")
    })
}
