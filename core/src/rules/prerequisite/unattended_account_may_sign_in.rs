//! PRE027: the account of a run may sign in by remote desktop.

use crate::facts::known::{Known, any};
use crate::facts::list::List;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, quoted, require, rule};
use crate::vocabulary::ToWord;
use greenlight_json::InlineStr;

rule! {
    /// The account of a run must be allowed to sign in to the machine by remote desktop: as a member of Remote Desktop Users, or of Administrators.
    ///
    /// # Why
    /// That is how Power Automate opens the session of an unattended run, and how the user of an attended one signs in to a machine in the cloud. Without the
    /// permission, the run fails with `RdpPermissionNotGranted`. The page names the group Remote Desktop Users for most cases; members of Administrators have the
    /// right in Windows anyway.
    ///
    /// # How to fix it
    /// Add the account to the group Remote Desktop Users on the machine.
    code: PRE027,
    name: "unattended-account-may-sign-in",
    level: Error,
    provenance: Stated,
    source: "run-unattended-2025-02-10" / "Run unattended desktop flows",
    judges: [RunAttended, RunUnattended, TestFlow],
    fixers: [MachineCreator],
    says: "`{account}` may not sign in to machine `{machine}` by remote desktop, which a run takes (allowed: {found})",
    steps: [
        "on `{machine}`, add the account of `{account}` to the group Remote Desktop Users",
    ],
    command: "net localgroup \"Remote Desktop Users\" /add \"AzureAD\\USER@DOMAIN\"",
    examples: [
        broken "nobody may" {
            "/machines/bot-02/windows/remote_desktop_users": [],
            "/request/run-unattended/machine": "bot-02"
        },
        broken "somebody else may" {
            "/machines/bot-02/accounts": ["maker-b"],
            "/request/run-unattended": { "machine": "bot-02", "account": "maker-b" }
        },
        broken "nobody may, for an attended run" {
            "/machines/bot-02/windows/remote_desktop_users": [],
            "/request/run-attended/machine": "bot-02"
        },
        broken "nobody may, for a test" {
            "/machines/bot-02/windows/remote_desktop_users": [],
            "/request/test-flow": { "machine": "bot-02", "flow": "invoice" }
        },
        met "an administrator of the machine may" {
            "/machines/bot-02/windows": { "remote_desktop_users": [], "administrators": ["maker-a"] },
            "/request/run-unattended/machine": "bot-02"
        },
        met "the creator may, whoever administers the machine" {
            "/machines/bot-02/windows/administrators": null,
            "/request/run-unattended/machine": "bot-02"
        },
        met "the creator may" { "/request/run-unattended/machine": "bot-02" },
        unknown "nobody has looked" {
            "/machines/bot-02/windows/remote_desktop_users": null,
            "/request/run-unattended/machine": "bot-02"
        },
        unknown "not in the one group, and the other was not listed" {
            "/machines/bot-02/windows": { "remote_desktop_users": [], "administrators": null },
            "/request/run-unattended/machine": "bot-02"
        },
        unknown "a partial list" {
            "/machines/bot-02/windows/remote_desktop_users": { "items": ["maker-b"], "complete": false },
            "/request/run-unattended/machine": "bot-02"
        },
        not_applicable "on a machine group" { "/request/run-unattended/group": "pool" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let users = machine.windows().remote_desktop_users();
    let administrators = machine.windows().administrators();
    let account = cx.run_account(machine);
    let may = any([is_in(&account, users), is_in(&account, administrators)]);
    require(may, || {
        let account = account.as_ref().map_or_else(|_| say::ACCOUNT_OF_THE_RUN.into(), ToWord::to_word);
        let all = users.items().iter().chain(administrators.items());
        let found = quoted(all.map(InlineStr::as_str), say::NOBODY);
        Evidence::new(users.pointer(), found, &account)
            .with("account", account)
            .with("machine", machine.key())
            .related(administrators.pointer())
    })
}

/// Whether the account is in the group; whoever it is is not where nobody is.
fn is_in(account: &Known<&InlineStr>, group: List<'_, InlineStr>) -> Known<bool> {
    match account {
        Ok(account) => group.contains(*account),
        Err(missing) => match group.whole() {
            Ok([]) => Ok(false),
            Ok(_) => Err(missing.clone()),
            Err(more) => Err(more.and(missing.clone())),
        },
    }
}
