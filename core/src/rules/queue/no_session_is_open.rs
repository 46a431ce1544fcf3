//! QUE008: an unattended run finds no session open, unless it reuses its own.

use crate::facts::entities::{Machine, MachineGroup};
use crate::facts::known::{Known, all, any};
use crate::facts::value::{SessionState, Switch};
use crate::facts::{At, NONE};
use crate::rules::context::{Context, session_is_of};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use greenlight_json::InlineStr;

rule! {
    /// For an unattended run, no session may be open on the machine, not even a locked one, unless it is the run's own and reusing sessions is turned on.
    ///
    /// # Why
    /// An unattended run signs in for itself. Windows 10 and Windows 11 let one person in at a time, so a session that somebody has left open, locked
    /// or disconnected makes the run fail with `Win10AlreadyHasActiveSession` or `SessionExistsForTheUserWhenUnattended`. With the setting to reuse
    /// a Windows session, the run takes over a session of its own account and locks it at its end instead of signing out; the session of somebody else
    /// stays in the way. A run on a group of machines needs one machine without a session; the setting is that of the group.
    ///
    /// # How to fix it
    /// Sign out of the machine, closing the window is not enough; or, where the session is that of the
    /// run's account, turn on the reuse of sessions on its details page.
    code: QUE008,
    name: "no-session-is-open",
    level: Error,
    provenance: Stated,
    source: "run-unattended-2025-02-10" / "Run unattended desktop flows",
    judges: [RunUnattended],
    fixers: [Maker, MachineCreator],
    covered_by: [QUE021],
    says: "an unattended run on {of} `{name}` needs {expected}, and there is {found}",
    steps: [
        "sign out of every session that is open on `{name}`",
        "or, where it is a session of the run's own account, turn on the reuse of Windows sessions in its settings",
    ],
    examples: [
        broken "a session that somebody left open" {
            "/machines/bot-01/windows": { "session": "unlocked", "session_user": "maker-a" },
            "/request/run-unattended/machine": "bot-01"
        },
        broken "a locked session" {
            "/machines/bot-01/windows": { "session": "locked", "session_user": "maker-a" },
            "/request/run-unattended/machine": "bot-01"
        },
        broken "a disconnected session" {
            "/machines/bot-01/windows": { "session": "disconnected", "session_user": "maker-a" },
            "/request/run-unattended/machine": "bot-01"
        },
        broken "on the only machine of a group" {
            "/machines/bot-02/windows": { "session": "locked", "session_user": "maker-a" },
            "/request/run-unattended/group": "pool"
        },
        broken "somebody else's session, which is never reused" {
            "/machines/bot-01/windows": { "session": "locked", "session_user": "maker-b", "session_reuse": "enabled" },
            "/request/run-unattended/machine": "bot-01"
        },
        broken "a group on whose only machine somebody else has a session" {
            "/groups/pool/session_reuse": "enabled",
            "/machines/bot-02/windows": { "session": "locked", "session_user": "maker-b" },
            "/request/run-unattended/group": "pool"
        },
        met "the session of the account that is named" {
            "/machines/bot-01/windows": { "session": "locked", "session_user": "maker-b", "session_reuse": "enabled" },
            "/request/run-unattended": { "machine": "bot-01", "account": "maker-b" }
        },
        met "nobody is signed in" { "/request/run-unattended/machine": "bot-01" },
        met "a session that is reused" {
            "/machines/bot-01/windows": { "session": "locked", "session_user": "maker-a", "session_reuse": "enabled" },
            "/request/run-unattended/machine": "bot-01"
        },
        met "one machine of the group is free" {
            "/groups/pool/members": ["bot-01", "bot-02"],
            "/machines/bot-02/windows": { "session": "locked", "session_user": "maker-a" },
            "/request/run-unattended/group": "pool"
        },
        met "a group that reuses sessions" {
            "/groups/pool/session_reuse": "enabled",
            "/machines/bot-02/windows": { "session": "locked", "session_user": "maker-a" },
            "/request/run-unattended/group": "pool"
        },
        broken "somebody else's session, whatever its state" {
            "/machines/bot-01/windows": { "session": null, "session_user": "maker-b", "session_reuse": "enabled" },
            "/request/run-unattended/machine": "bot-01"
        },
        met "nobody's session, so that none is open" {
            "/machines/bot-01/windows": { "session": null, "session_user": "none" },
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "nobody knows what is open" {
            "/machines/bot-01/windows": { "session": null, "session_user": null },
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "perhaps it is reused" {
            "/machines/bot-01/windows": { "session": "locked", "session_user": "maker-a", "session_reuse": null },
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "it is reused, and nobody knows whose it is" {
            "/machines/bot-01/windows": { "session": "locked", "session_user": null, "session_reuse": "enabled" },
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the machines of the group were not listed" {
            "/groups/pool/members": null,
            "/request/run-unattended/group": "pool"
        },
        not_judged "a group without machines" { "/groups/pool/members": [], "/request/run-unattended/group": "pool" },
        not_applicable "a hosted machine group makes its bots when they are needed" {
            "/request/run-unattended/group": "invoices"
        },
        not_applicable "an attended run wants a session" { "/request/run-attended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (of, name, at, free) = if cx.is_on_group() {
        let group = cx.group_of_machines(|group| serves(cx, group))?;
        (say::MACHINE_GROUP, group.key(), group.members().pointer(), serves(cx, group))
    } else {
        let machine = cx.asked_machine()?;
        let reuse = is_on(machine.windows().session_reuse());
        let free = takes_run(machine, cx.run_account(machine), reuse);
        let windows = machine.windows();
        let at = if windows.session().is_ok() { "session" } else { "session_user" };
        (say::MACHINE, machine.key(), windows.field(at), free)
    };
    require(free, || {
        let found = if of == say::MACHINE { say::ONE } else { say::ONE_ON_EACH };
        Evidence::new(at, found, say::NO_SESSION_OPEN).with("of", of).with("name", name)
    })
}

/// Whether a run finds some machine of the group free, or with a session of its own to reuse.
fn serves(cx: &Context<'_>, group: At<'_, MachineGroup>) -> Known<bool> {
    let account = cx.details().account.as_ref().map_or_else(|| group.creator(), Ok);
    cx.some_machine(group, |machine| is_free_for(group, machine, account.clone()))
}

/// Whether a run of this account on a group finds a machine of it free, or with a session of its own to reuse.
pub(super) fn is_free_for(
    group: At<'_, MachineGroup>,
    machine: At<'_, Machine>,
    account: Known<&InlineStr>,
) -> Known<bool> {
    takes_run(machine, account, is_on(group.session_reuse()))
}

/// Whether no session is open on the machine, or one of this account that is reused.
fn takes_run(machine: At<'_, Machine>, account: Known<&InlineStr>, reuse: Known<bool>) -> Known<bool> {
    let windows = machine.windows();
    let free = match (windows.session(), windows.session_user()) {
        (Ok(session), _) => Ok(*session == SessionState::None),
        // A session that is somebody's is open, whatever its state.
        (Err(_), Ok(user)) => Ok(user == NONE),
        (Err(missing), Err(_)) => Err(missing),
    };
    any([free, all([reuse, session_is_of(machine, account)])])
}

fn is_on(setting: Known<&Switch>) -> Known<bool> {
    setting.map(|setting| *setting == Switch::Enabled)
}
