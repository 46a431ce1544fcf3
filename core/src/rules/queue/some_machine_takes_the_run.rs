//! QUE036: some machine of a group can take the run.

use super::RUNS_AND_TESTS;
use super::no_session_is_open::is_free_for;
use crate::facts::At;
use crate::facts::entities::{Machine, MachineGroup};
use crate::facts::known::{Known, all, any};
use crate::facts::value::{Connectivity, Status};
use crate::rules::RuleId;
use crate::rules::context::Context;
use crate::rules::lists::NAMED_MAX;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, Stop, require, rule};
use crate::vocabulary::{Joint, Word};
use greenlight_json::{InlineStr, Pointer};

rule! {
    /// A run on a group of machines needs a machine of the group that would take it by itself.
    ///
    /// # Why
    /// The queue picks one of the machines that are connected and have a session for the run, and nothing more is asked before. What keeps a machine from taking a
    /// run that names it keeps it from taking that of its group: a status in which it cannot be used, a version of Power Automate for desktop that is too old,
    /// hosted machines that are turned off in the environment, a network from which the runtime reaches nothing, rights to sign in that are lacking, a second
    /// factor, network level authentication and whatever else stands in the way at the sign-in screen, for an unattended run a session that is open and
    /// not reused, and for an attended run the lack of one. One machine that can is enough; where all that could are disconnected, none does: the article on errors of
    /// queues names machines that are offline first among the reasons for which runs wait until they fail. The page tells of the picking; that
    /// the run then fails as it does on the machine alone is our conclusion.
    ///
    /// # How to fix it
    /// Mend one of the machines, or add one to the group that can take the run.
    code: QUE036,
    name: "some-machine-takes-the-run",
    level: Error,
    provenance: Adjacent,
    source: "monitor-queues-2024-10-07" / "Extended queue prioritization",
    judges: RUNS_AND_TESTS,
    fixers: [MachineCreator, CoOwner],
    covered_by: [QUE008, QUE021, ROL017],
    says: "no machine of group `{group}` can take the run, which needs {expected}: {why}",
    steps: [
        "mend one of the machines of `{group}`: a check of the same run on the machine alone says how",
        "or add a machine to `{group}` that can take the run",
    ],
    examples: [
        broken "its only machine was deleted" {
            "/machines/bot-02/status": "deleted",
            "/request/run-unattended/group": "pool"
        },
        broken "its only machine is still provisioning" {
            "/machines/bot-02/status": "provisioning",
            "/request/run-unattended/group": "pool"
        },
        broken "Power Automate for desktop is too old on it" {
            "/machines/bot-02": { "desktop_version": "2.8.73.21118" },
            "/request/run-unattended/group": "pool"
        },
        broken "hosted machines are turned off" {
            "/environments/prod/features/hosted_machines": "disabled",
            "/request/run-unattended/group": "pool"
        },
        broken "the account of the run may not sign in to it" {
            "/machines/bot-02/windows/remote_desktop_users": [],
            "/request/run-unattended/group": "pool"
        },
        broken "the service may not sign in to it" {
            "/machines/bot-02/windows/runtime_in_remote_desktop_users": false,
            "/request/run-unattended/group": "pool"
        },
        broken @March2025 "its user rights keep the account out" {
            "/machines/bot-02/windows/remote_logon": "blocked",
            "/request/run-unattended/group": "pool"
        },
        broken "it asks for network level authentication" {
            "/machines/bot-02": { "image": "finance", "network_level_authentication": "enabled" },
            "/request/run-unattended/group": "pool"
        },
        met "it does, and the connection to the group names an account of the machine itself" {
            "/groups/pool/username": "local",
            "/machines/bot-02": { "image": "finance", "network_level_authentication": "enabled" },
            "/request/run-unattended/group": "pool"
        },
        broken @March2025 "it does, and Microsoft Entra authentication is off" {
            "/tenant/remote_desktop/entra_authentication": "disabled",
            "/machines/bot-02/network_level_authentication": "enabled",
            "/request/run-unattended/group": "pool"
        },
        broken @March2025 "the account is asked for a second factor" {
            "/people/maker-a/multifactor": "per-user",
            "/request/run-unattended/group": "pool"
        },
        broken "a personal account" {
            "/people/maker-a/account_kind": "personal",
            "/request/run-unattended/group": "pool"
        },
        not_judged "an application" {
            "/people/maker-a/account_kind": "application",
            "/request/run-unattended/group": "pool"
        },
        broken "its network lets the runtime reach nothing" {
            "/machines/bot-02/network": "corp",
            "/networks/corp/runtime_endpoints": "blocked",
            "/request/run-unattended/group": "pool"
        },
        unknown "nobody has looked whether it asks for network level authentication" {
            "/machines/bot-02/network_level_authentication": null,
            "/request/run-unattended/group": "pool"
        },
        broken "an attended run, and nobody is signed in" { "/request/run-attended/group": "pool" },
        broken "a test on a machine that failed" {
            "/machines/bot-02/status": "failed",
            "/request/test-flow": { "group": "pool", "flow": "invoice" }
        },
        broken "neither of two machines can" {
            "/groups/pool/members": ["bot-01", "bot-02"],
            "/machines/bot-01/status": "error",
            "/machines/bot-02": { "desktop_version": "2.8.73.21118" },
            "/request/run-unattended/group": "pool"
        },
        broken "a session is open on the one of two machines that could" {
            "/groups/pool/members": ["bot-01", "bot-02"],
            "/machines/bot-01/windows": { "session": "locked", "session_user": "maker-b" },
            "/machines/bot-02": { "desktop_version": "2.8.73.21118" },
            "/request/run-unattended/group": "pool"
        },
        met "it is the account's own, and the group reuses it" {
            "/groups/pool": { "members": ["bot-01", "bot-02"], "session_reuse": "enabled" },
            "/machines/bot-01/windows": { "session": "locked", "session_user": "maker-a" },
            "/machines/bot-02": { "desktop_version": "2.8.73.21118" },
            "/request/run-unattended/group": "pool"
        },
        unknown "nobody knows what is open on the one of two machines that could" {
            "/groups/pool/members": ["bot-01", "bot-02"],
            "/machines/bot-01/windows": { "session": null, "session_user": null },
            "/machines/bot-02": { "desktop_version": "2.8.73.21118" },
            "/request/run-unattended/group": "pool"
        },
        not_judged "a session is open on its only machine" {
            "/machines/bot-02/windows": { "session": "locked", "session_user": "maker-a" },
            "/request/run-unattended/group": "pool"
        },
        met "its only machine can" { "/request/run-unattended/group": "pool" },
        met "one of two can" {
            "/groups/pool/members": ["bot-01", "bot-02"],
            "/machines/bot-01/status": "deleted",
            "/request/run-unattended/group": "pool"
        },
        broken "its only machine is disconnected" {
            "/machines/bot-02/connectivity": "disconnected",
            "/request/run-unattended/group": "pool"
        },
        met "one of two is connected" {
            "/groups/pool/members": ["bot-01", "bot-02"],
            "/machines/bot-02/connectivity": "disconnected",
            "/request/run-unattended/group": "pool"
        },
        unknown "nobody has looked whether its only machine is connected" {
            "/machines/bot-02/connectivity": null,
            "/request/run-unattended/group": "pool"
        },
        met "an attended run in the session of its account" {
            "/machines/bot-02/windows": { "session": "unlocked", "session_user": "maker-a" },
            "/request/run-attended/group": "pool"
        },
        met "a test" { "/request/test-flow": { "group": "pool", "flow": "invoice" } },
        met "one that is known can, in a list that is not whole" {
            "/groups/pool/members": { "items": ["bot-02"], "complete": false },
            "/request/run-unattended/group": "pool"
        },
        unknown "one that is known cannot, in a list that is not whole" {
            "/groups/pool/members": { "items": ["bot-02"], "complete": false },
            "/machines/bot-02/status": "deleted",
            "/request/run-unattended/group": "pool"
        },
        unknown "the status of its only machine was not looked up" {
            "/machines/bot-02/status": null,
            "/request/run-unattended/group": "pool"
        },
        unknown "nobody knows whose account the run uses" {
            "/groups/pool/creator": null,
            "/request/run-unattended/group": "pool"
        },
        unknown "the kind of the group was not looked up" {
            "/groups/pool/kind": null,
            "/machines/bot-02/status": "deleted",
            "/request/run-unattended/group": "pool"
        },
        not_judged "it has no machine" { "/groups/pool/members": [], "/request/run-unattended/group": "pool" },
        not_applicable "a hosted machine group" { "/request/run-unattended/group": "invoices" },
        not_applicable "a machine" { "/request/run-unattended/machine": "bot-01" },
    ],
}

/// What a machine owes to take a run by itself, beside its status and that no session is in the way, and whether that depends on the account of the run.
const OWED: &[(RuleId, bool)] = &[
    (RuleId::NET025, false),
    (RuleId::PRE013, false),
    (RuleId::PRE023, false),
    (RuleId::PRE024, false),
    (RuleId::PRE025, false),
    (RuleId::PRE026, false),
    (RuleId::PRE027, true),
    (RuleId::PRE028, false),
    (RuleId::PRE031, false),
    (RuleId::PRE032, true),
    (RuleId::PRE033, false),
    (RuleId::QUE007, true),
    (RuleId::QUE016, false),
    (RuleId::QUE017, false),
    (RuleId::QUE029, false),
    (RuleId::ROL017, true),
];

fn check(cx: &Context<'_>) -> Judgement {
    let group = cx.group_of_machines(|group| some_takes(cx, group))?;
    let members = group.members();
    require(some_takes(cx, group), || {
        let reasons = members.items().iter().map(|member| why_not(cx, group, member));
        let (mut why, places): (Vec<Word>, Vec<Pointer>) = reasons.flatten().unzip();
        let others = why.len().saturating_sub(NAMED_MAX);
        if others > 0 {
            why.truncate(NAMED_MAX);
            why.push(say::AND_SO_ON.with("more", others));
        }
        let evidence = Evidence::new(members.pointer(), say::NONE_THAT_CAN, say::ONE_THAT_CAN)
            .with("group", group.key())
            .with("why", Word::list(Joint::Comma, why));
        places.into_iter().fold(evidence, Evidence::related)
    })
}

/// Whether some machine of the group takes the run.
fn some_takes(cx: &Context<'_>, group: At<'_, MachineGroup>) -> Known<bool> {
    let members = group.members();
    let each = members.items().iter().map(|member| takes(cx, group, member));
    any(each.chain([members.whole().map(|_| false)]))
}

/// Whether a machine of the group takes the run.
fn takes(cx: &Context<'_>, group: At<'_, MachineGroup>, member: &InlineStr) -> Known<bool> {
    let request = cx.on_member(group, member);
    let alone = cx.asking(&request);
    let machine = alone.machine()?;
    let status = machine.status().map(|status| usable(*status));
    let connected = machine.connectivity().map(|connectivity| *connectivity == Connectivity::Connected);
    let owed = OWED.iter().filter(|(rule, _)| is_owed(&alone, *rule)).map(|(rule, of_the_account)| {
        if *of_the_account && request.details.account.is_none() {
            return group.creator().map(|_| true);
        }
        match judged(&alone, *rule) {
            Err(Stop::Broken(_)) => Ok(false),
            Err(Stop::Unknown(missing)) => Err(missing),
            _ => Ok(true),
        }
    });
    all([status, connected, is_free(&alone, group, machine)].into_iter().chain(owed))
}

/// Whether no session of a machine of the group is in the way of the run.
fn is_free(alone: &Context<'_>, group: At<'_, MachineGroup>, machine: At<'_, Machine>) -> Known<bool> {
    if !is_owed(alone, RuleId::QUE008) {
        return Ok(true);
    }
    let account = alone.details().account.as_ref().map_or_else(|| group.creator(), Ok);
    is_free_for(group, machine, account)
}

/// What keeps a machine of the group from taking the run, in words, and where that stands.
fn why_not(cx: &Context<'_>, group: At<'_, MachineGroup>, member: &InlineStr) -> Option<(Word, Pointer)> {
    let request = cx.on_member(group, member);
    let alone = cx.asking(&request);
    let machine = alone.machine().ok()?;
    if let Some(status) = machine.it.status.value().filter(|status| !usable(**status)) {
        return Some((
            say::MEMBER_IS.with("machine", member).with("status", status),
            machine.field("status"),
        ));
    }
    if machine.it.connectivity.value() == Some(&Connectivity::Disconnected) {
        let away = say::MEMBER_IS.with("machine", member).with("status", Connectivity::Disconnected);
        return Some((away, machine.field("connectivity")));
    }
    if is_free(&alone, group, machine) == Ok(false) {
        let field = if machine.it.windows.session.value().is_some() { "session" } else { "session_user" };
        return Some((breaks(member, RuleId::QUE008), machine.windows().field(field)));
    }
    let owed = OWED.iter().filter(|(rule, _)| is_owed(&alone, *rule));
    owed.into_iter().find_map(|(rule, _)| match judged(&alone, *rule) {
        Err(Stop::Broken(evidence)) => Some((breaks(member, *rule), evidence.at.clone())),
        _ => None,
    })
}

/// That a machine of the group breaks a rule.
fn breaks(member: &InlineStr, rule: RuleId) -> Word {
    let name = rule.rule().map_or("", |rule| rule.name());
    say::MEMBER_BREAKS.with("machine", member).with("code", rule.code()).with("rule", name)
}

/// Whether the rule holds, judges what is asked for, and was not relaxed by the organisation.
fn is_owed(alone: &Context<'_>, rule: RuleId) -> bool {
    let held = rule.rule().is_some_and(|rule| {
        rule.judges.contain(alone.action()) && rule.holds.holds(alone.book, alone.now.day())
    });
    held && alone.leave_to(rule).is_err()
}

/// What the rule says of the machine alone.
fn judged(alone: &Context<'_>, rule: RuleId) -> Judgement {
    rule.rule().map_or(Ok(()), |rule| (rule.check)(alone))
}

/// Whether a machine of this status takes runs.
const fn usable(status: Status) -> bool {
    matches!(status, Status::Active | Status::OverCapacity)
}
