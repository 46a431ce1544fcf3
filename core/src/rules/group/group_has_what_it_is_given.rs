//! LIM015: image and bots are set of a hosted machine group, not of a group of machines.

use crate::facts::request::Details;
use crate::facts::value::GroupKind;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, applies, require, rule};
use crate::vocabulary::{ToWord, Word};

rule! {
    /// Image, bots and committed bots can be set of a hosted machine group only.
    ///
    /// # Why
    /// Bots are made from an image when runs wait, as many as the group may have. A group of machines has the machines that were added to it, and
    /// neither image nor bots: what is set has no effect. Whether it is refused is not published.
    ///
    /// # How to fix it
    /// Leave them out, or choose a hosted machine group.
    code: LIM015,
    name: "group-has-what-it-is-given",
    level: Warning,
    provenance: Assumed,
    source: "hosted-machine-groups-2023-11-09" / "Hosted machine groups availability",
    judges: [EditGroup],
    fixers: [Maker],
    says: "machine group `{group}` is a group of machines, which has no {found}; {expected} has",
    steps: [
        "leave out {found}, or choose a hosted machine group",
    ],
    examples: [
        broken "bots of a group of machines" { "/request/edit-group": { "group": "pool", "max_bots": 2 } },
        broken "its image as well" {
            "/request/edit-group": { "group": "pool", "image": "default", "committed_bots": 0 }
        },
        met "a hosted machine group" { "/request/edit-group": { "group": "invoices", "max_bots": 2 } },
        unknown "its kind was not looked up" {
            "/groups/pool/kind": null,
            "/request/edit-group": { "group": "pool", "max_bots": 2 }
        },
        not_applicable "neither image nor bots are set" {
            "/request/edit-group": { "group": "pool" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let Details { image, max_bots, committed_bots, .. } = cx.details();
    let given = [
        ("image", say::IMAGE, image.is_some()),
        ("max_bots", say::MAXIMUM_OF_BOTS, max_bots.is_some()),
        ("committed_bots", say::COMMITTED_BOTS, committed_bots.is_some()),
    ];
    let given = || given.iter().filter(|(.., is_given)| *is_given);
    let first = given().next().map(|(name, ..)| *name);
    applies(first.is_some())?;
    let group = cx.group()?;
    require(group.kind().map(|kind| *kind == GroupKind::Hosted), || {
        let at = cx.asked(first.unwrap_or("group"));
        let words = given().map(|(_, word, _)| Word::from(word.clone()));
        let words = words.reduce(|one, more| say::AND_NO_MORE.with("one", one).with("more", more));
        Evidence::new(at, words.unwrap_or_else(|| "".to_word()), say::A_HOSTED_GROUP)
            .with("group", group.key())
            .related(group.field("kind"))
    })
}
