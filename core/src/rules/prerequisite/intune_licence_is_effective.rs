//! PRE018: the creator's licence for Intune was not assigned just now.

use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The licence for Intune should have been assigned a while before the machine is created.
    ///
    /// # Why
    /// A licence takes some time until Intune knows of it; a machine that enrols before fails with
    /// `intuneEnroll_DelayedEffectivenessOfIntuneLicense`. That waiting helps, and how long, is our assumption: the article only asks that the licence is
    /// assigned and available.
    ///
    /// # How to fix it
    /// Wait, then create the machine.
    code: PRE018,
    name: "intune-licence-is-effective",
    level: Warning,
    provenance: Assumed,
    source: "troubleshoot-hosted-machines-2024-03-12" / "Troubleshoot hosted machines in Power Automate for desktop",
    judges: [CreateMachine],
    fixers: [Maker],
    covered_by: [LIC007],
    says: "the licence for Intune of `{actor}` was assigned {found} ago: enrolment can fail until it takes effect, so wait {expected}",
    steps: [
        "create the machine {expected} after the licence was assigned, or later",
    ],
    examples: [
        broken "half an hour ago" { "/people/maker-a/intune_licensed": "2024-02-12T08:30:00Z" },
        broken "a millisecond under an hour ago" { "/people/maker-a/intune_licensed": "2024-02-12T08:00:00.001Z" },
        broken @March2025 "half an hour ago" { "/people/maker-a/intune_licensed": "2025-04-14T08:30:00Z" },
        met "an hour ago" { "/people/maker-a/intune_licensed": "2024-02-12T08:00:00Z" },
        met "long ago" {},
        unknown "nobody knows when" { "/people/maker-a/intune_licensed": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let minutes = cx.number(Key::LicenceEffectiveMinutes)?;
    let actor = cx.actor()?;
    let since = *actor.intune_licensed()?;
    require(Ok(!cx.within_minutes(since, minutes)), || {
        let found = super::counted_minutes(cx.minutes_since(since));
        Evidence::new(actor.field("intune_licensed"), found, super::counted_minutes(minutes))
            .with("actor", actor.key())
    })
}
