//! PRE031: the machine's user rights let the account of a run log on.

use crate::facts::value::Permission;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The user rights of a machine must let the account of a run, and whoever opens it, log on through Remote Desktop Services.
    ///
    /// # Why
    /// A security policy can take the right to log on away from an account, or from a group that it belongs to, and a denied right counts more than an
    /// allowed one. Membership of Remote Desktop Users does not help then: the run, or making the connection, fails with `LogonTypeNotGranted`, whose
    /// number is -1073741477. Nearly all machines let the account in, so this is asked last.
    /// The article speaks of runs; that opening the machine, which is a remote desktop as well, needs the same right is our conclusion.
    ///
    /// # How to fix it
    /// In the policy User Rights Assignment, allow the account to log on locally, from the network and through Remote Desktop Services, and take it and its
    /// groups off the lists that deny the same.
    code: PRE031,
    name: "account-may-log-on-remotely",
    level: Error,
    provenance: Stated,
    source: "logon-type-2024-08-07" / "Resolution",
    holds: SINCE_MARCH_2025,
    judges: [OpenInBrowser, RunAttended, RunUnattended, TestFlow],
    fixers: [MachineCreator, IntuneAdministrator],
    says: "the user rights of machine `{machine}` keep the account out ({found}); to log on through Remote Desktop Services it must be {expected}",
    steps: [
        "in the policy User Rights Assignment of `{machine}`, allow the account to log on locally, from the network and through Remote Desktop Services",
        "take the account and its groups off the policies that deny it: deny log on locally, deny access from the network, deny log on through Remote Desktop Services",
    ],
    command: "secedit /export /areas USER_RIGHTS /cfg rights.txt",
    examples: [
        broken "a policy denies it" {
            "/machines/bot-01/windows/remote_logon": "blocked",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "attended as well" {
            "/machines/bot-01/windows/remote_logon": "blocked",
            "/request/run-attended/machine": "bot-01"
        },
        broken "a test as well" {
            "/machines/bot-01/windows/remote_logon": "blocked",
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        broken "its creator opens it" {
            "/machines/bot-01/windows/remote_logon": "blocked",
            "/request/open-in-browser/machine": "bot-01"
        },
        met "it may" { "/request/run-unattended/machine": "bot-01" },
        unknown "nobody has looked" {
            "/machines/bot-01/windows/remote_logon": null,
            "/request/run-unattended/machine": "bot-01"
        },
        not_applicable "on a machine group" { "/request/run-unattended/group": "invoices" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let windows = machine.windows();
    let right = *windows.remote_logon()?;
    require(Ok(right == Permission::Allowed), || {
        Evidence::new(windows.field("remote_logon"), right, Permission::Allowed)
            .with("machine", machine.key())
    })
}
