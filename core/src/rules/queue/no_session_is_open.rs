//! QUE008: an unattended run finds no session open, unless it reuses the one that is.

use crate::facts::known::{Known, any};
use crate::facts::value::{SessionState, Switch};
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// For an unattended run, no session may be open on the machine, not even a locked one, unless reusing sessions is turned on.
    ///
    /// # Why
    /// An unattended run signs in for itself. Windows 10 and Windows 11 let one person in at a time, so a session that somebody has left open, locked
    /// or disconnected makes the run fail with `Win10AlreadyHasActiveSession` or `SessionExistsForTheUserWhenUnattended`. With the setting to reuse
    /// a Windows session, the run takes over the session that is there and locks it at its end instead of signing out. A run on a group of machines
    /// needs one machine without a session; the setting is that of the group.
    ///
    /// # How to fix it
    /// Sign out of the machine, closing the window is not enough; or turn on the reuse of sessions on its details page.
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
        "or turn on the reuse of Windows sessions in its settings",
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
        unknown "nobody knows what is open" {
            "/machines/bot-01/windows/session": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "perhaps it is reused" {
            "/machines/bot-01/windows": { "session": "locked", "session_user": "maker-a", "session_reuse": null },
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
    let (of, name, at, free, reuse) = if cx.is_on_group() {
        let free = |group| any([cx.some_machine_is_free(group), is_on(group.session_reuse())]);
        let group = cx.group_of_machines(free)?;
        let reuse = group.session_reuse();
        ("machine group", group.key(), group.members().pointer(), cx.some_machine_is_free(group), reuse)
    } else {
        let machine = cx.asked_machine()?;
        let windows = machine.windows();
        let free = windows.session().map(|session| *session == SessionState::None);
        ("machine", machine.key(), windows.field("session"), free, windows.session_reuse())
    };
    require(any([free, is_on(reuse)]), || {
        let found = if of == "machine" { "one" } else { "one on each machine" };
        Evidence::new(at, found, "that no session is open").with("of", of).with("name", name)
    })
}

fn is_on(setting: Known<&Switch>) -> Known<bool> {
    setting.map(|setting| *setting == Switch::Enabled)
}
