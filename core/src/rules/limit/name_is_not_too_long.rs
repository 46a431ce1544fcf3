//! LIM009: a name is not too long.

use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The name of a machine, a machine group, an image or a network connection has no more than 100 characters.
    ///
    /// # Why
    /// Each of them is a record in a Dataverse table whose name column takes 100 characters, and Dataverse refuses what is longer. The page on hosted
    /// machines does not name the limit.
    ///
    /// # How to fix it
    /// Choose a shorter name. What does not fit can stand in the description.
    code: LIM009,
    name: "name-is-not-too-long",
    level: Error,
    provenance: Adjacent,
    source: "dataverse-tables" / "Columns",
    judges: [CreateMachine, CreateImage, CreateNetwork, CreateGroup],
    fixers: [Maker],
    says: "the name has {found} characters, and may have {expected}",
    steps: [
        "choose a name of {expected} characters",
    ],
    examples: [
        broken "one character too long" {
            "/request/create-machine/name": "a123456789b123456789c123456789d123456789e123456789f123456789g123456789h123456789i123456789j123456789k"
        },
        broken "a group whose name is too long" {
            "/request/create-group": {
                "environment": "prod",
                "image": "default",
                "max_bots": 1,
                "name": "a123456789b123456789c123456789d123456789e123456789f123456789g123456789h123456789i123456789j123456789k"
            }
        },
        met "just as long as can be" {
            "/request/create-machine/name": "a123456789b123456789c123456789d123456789e123456789f123456789g123456789h123456789i123456789j123456789"
        },
        met "characters are counted, not bytes" {
            "/request/create-machine/name": "ä123456789b123456789c123456789d123456789e123456789f123456789g123456789h123456789i123456789j12345678é"
        },
        met "a short one" {},
        unknown "no name chosen yet" { "/request/create-machine/name": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let most = cx.number(Key::NameCharacters)?;
    let length = cx.new_name()?.chars().count();
    require(Ok(u64::try_from(length).is_ok_and(|length| length <= most)), || {
        Evidence::new(cx.asked("name"), length, say::AT_MOST.with("most", most))
    })
}
