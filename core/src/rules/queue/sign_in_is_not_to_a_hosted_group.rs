//! QUE012: nobody signs in to a hosted machine group.

use crate::facts::value::GroupKind;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Nobody can sign in to the bots of a hosted machine group.
    ///
    /// # Why
    /// Bots are made when a run needs them and go when none does. They offer no sign-in and no remote desktop: what they need must be in the
    /// image they are made from.
    ///
    /// # How to fix it
    /// Prepare the image, or work on a hosted machine, which its creator opens in the browser.
    code: QUE012,
    name: "sign-in-is-not-to-a-hosted-group",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Remote desktop to hosted machine groups",
    judges: [OpenInBrowser],
    fixers: [Maker],
    says: "machine group `{group}` is {found}, to which nobody can sign in; signing in needs {expected}",
    steps: [
        "prepare in the image what `{group}` needs, or open a hosted machine instead",
    ],
    examples: [
        broken "a hosted machine group" { "/request/open-in-browser/group": "invoices" },
        met "a group of machines" { "/request/open-in-browser/group": "pool" },
        unknown "its kind was not looked up" { "/groups/pool/kind": null, "/request/open-in-browser/group": "pool" },
        not_applicable "a machine" { "/request/open-in-browser/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let group = cx.asked_group()?;
    let kind = group.kind()?;
    require(Ok(*kind == GroupKind::Machines), || {
        Evidence::new(group.field("kind"), say::A_HOSTED_GROUP, say::A_MACHINE).with("group", group.key())
    })
}
