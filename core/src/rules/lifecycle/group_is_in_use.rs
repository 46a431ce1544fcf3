//! LCY005: a hosted machine group that nothing spares from being deleted for inactivity is in use.

use crate::facts::entities::Started;
use crate::facts::known::any;
use crate::facts::value::GroupState;
use crate::rulebook::Key;
use crate::rules::context::{Context, after_days};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, alongside, require, rule};
use crate::vocabulary::instant::Instant;

rule! {
    /// A hosted machine group must not be left without a run for more than 28 days.
    ///
    /// # Why
    /// Microsoft deletes such a group. It stays in the list and cannot be used; the connections that name it lead nowhere. A group that never ran
    /// anything counts from when it was provisioned. By the page of 2023-11-09 that befalls every hosted machine group, by the
    /// page of 2025-02-03 only those without committed bots.
    ///
    /// # How to fix it
    /// Run a flow on the group every now and then, or commit a bot to it where that spares it. If it is gone: delete it, create a
    /// new one and set the connections of your cloud flows to that.
    code: LCY005,
    name: "group-is-in-use",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Delete unused resources",
    judges: [RunAttended, RunUnattended, EditGroup, SetMaintenance],
    fixers: [Maker, MachineCreator, CoOwner],
    says: "hosted machine group `{group}` ran nothing since {found}, and not {expected}: it is deleted for inactivity",
    steps: [
        "delete group `{group}`, create a new one and set the connections of your cloud flows to it",
        "{remedy}",
    ],
    examples: [
        broken "a millisecond over 28 days" {
            "/as_of": "2024-03-11T08:00:00.001Z",
            "/request/run-unattended/group": "invoices"
        },
        met "just 28 days" { "/as_of": "2024-03-11T08:00:00Z", "/request/run-unattended/group": "invoices" },
        met "a millisecond less" { "/as_of": "2024-03-11T07:59:59.999Z", "/request/run-unattended/group": "invoices" },
        broken "committed bots spare nothing yet" {
            "/as_of": "2024-03-12",
            "/groups/invoices/committed_bots": 1,
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        broken "nobody counted the committed bots, which spare nothing yet" {
            "/as_of": "2024-03-12",
            "/groups/invoices/committed_bots": null,
            "/request/run-unattended/group": "invoices"
        },
        broken "used long ago, whenever it was provisioned" {
            "/as_of": "2024-03-12",
            "/groups/invoices/provisioned": null,
            "/request/run-unattended/group": "invoices"
        },
        broken "never used, and provisioned 29 days ago" {
            "/as_of": "2024-02-28T00:00:00Z",
            "/groups/invoices/last_run": "none",
            "/request/set-maintenance": { "group": "invoices", "to": "enabled" }
        },
        met "never used, and provisioned of late" {
            "/groups/invoices/last_run": "none",
            "/request/run-unattended/group": "invoices"
        },
        met "deleted already, which is the matter of another rule" {
            "/as_of": "2024-03-12",
            "/groups/invoices/state": "deleted",
            "/request/run-unattended/group": "invoices"
        },
        broken @March2025 "no committed bots" { "/as_of": "2025-05-13", "/request/run-unattended/group": "invoices" },
        met @March2025 "a committed bot" {
            "/as_of": "2025-05-13",
            "/groups/invoices/committed_bots": 1,
            "/request/run-unattended/group": "invoices"
        },
        unknown @March2025 "nobody counted the committed bots" {
            "/as_of": "2025-05-13",
            "/groups/invoices/committed_bots": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "the last run is not known" {
            "/as_of": "2024-03-12",
            "/groups/invoices/last_run": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "never used, and nobody knows since when" {
            "/as_of": "2024-03-12",
            "/groups/invoices": { "last_run": "none", "provisioned": null },
            "/request/run-unattended/group": "invoices"
        },
        unknown "its state was not looked up" {
            "/as_of": "2024-03-12",
            "/groups/invoices/state": null,
            "/request/run-unattended/group": "invoices"
        },
        unknown "its kind is not known" {
            "/as_of": "2024-03-12",
            "/groups/invoices/kind": null,
            "/request/run-unattended/group": "invoices"
        },
        not_applicable "a group of machines" { "/as_of": "2024-03-12", "/request/run-unattended/group": "pool" },
        not_applicable "a run on a machine" { "/as_of": "2024-03-12", "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let days = cx.number(Key::GroupInactivityDays)?;
    let commitment_spares = cx.flag(Key::GroupInactivitySparedByCommitment)?;
    let asked = cx.asked_group()?;
    let recent = |at: Instant| cx.now <= after_days(at, days);
    let run = asked.last_run();
    let made = match asked.provisioned() {
        Ok(at) => Ok(recent(*at)),
        // It was provisioned before it was used, so this would say no more.
        Err(_) if matches!(run, Ok(Started::On(_))) => Ok(false),
        Err(missing) => Err(missing),
    };
    let used = run.clone().map(|run| run.instant().is_some_and(recent));
    let spared = if commitment_spares { asked.committed_bots().map(|bots| *bots > 0) } else { Ok(false) };
    let gone = asked.state().map(|state| *state == GroupState::Deleted);
    let kept = any([gone, spared, used, made]);
    let group = alongside(cx.asked_hosted_group(), || kept.clone())?;
    require(kept, || {
        let last = run.ok().and_then(|run| run.instant());
        let since = last.or(group.it.provisioned.value().copied()).map(Instant::day);
        let remedy = if commitment_spares { say::COMMIT_A_BOT } else { say::RUN_A_FLOW_AT_TIMES };
        Evidence::new(group.field("last_run"), since, say::WITHIN_DAYS.with("days", days))
            .with("group", group.key())
            .with("remedy", remedy)
            .related(group.field("committed_bots"))
    })
}
