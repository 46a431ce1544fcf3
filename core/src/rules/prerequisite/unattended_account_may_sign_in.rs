//! PRE027: the account of an unattended run may sign in by remote desktop.

use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, quoted, require, rule};
use greenlight_json::InlineStr;

rule! {
    /// The account of an unattended run must be allowed to sign in to the machine by remote desktop.
    ///
    /// # Why
    /// That is how Power Automate opens the session of an unattended run. Without the permission, the run fails with `RdpPermissionNotGranted`.
    ///
    /// # How to fix it
    /// Add the account to the group Remote Desktop Users on the machine.
    code: PRE027,
    name: "unattended-account-may-sign-in",
    level: Error,
    provenance: Stated,
    source: "run-unattended-2025-02-10" / "Run unattended desktop flows",
    judges: [RunUnattended],
    fixers: [MachineCreator],
    says: "`{account}` may not sign in to machine `{machine}` by remote desktop, which an unattended run does (allowed: {found})",
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
        met "the creator may" { "/request/run-unattended/machine": "bot-02" },
        unknown "nobody has looked" {
            "/machines/bot-02/windows/remote_desktop_users": null,
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
    let account = cx.run_account(machine);
    let may = match &account {
        Ok(account) => users.contains(*account),
        // Whoever it is may not where nobody may.
        Err(missing) => match users.whole() {
            Ok([]) => Ok(false),
            Ok(_) => Err(missing.clone()),
            Err(more) => Err(more.and(missing.clone())),
        },
    };
    require(may, || {
        let account = account.as_ref().map_or("the account of the run", |account| account.as_str());
        let found = quoted(users.items().iter().map(InlineStr::as_str), "nobody");
        Evidence::new(users.pointer(), found, account).with("account", account).with("machine", machine.key())
    })
}
