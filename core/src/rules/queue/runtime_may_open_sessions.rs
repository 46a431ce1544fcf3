//! QUE029: the account of the runtime may sign in by remote desktop.

use super::RUNS_AND_TESTS;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The account of the service `UIFlowService` must belong to the group Remote Desktop Users of the machine.
    ///
    /// # Why
    /// `UIFlowService` opens the session of an unattended run, and looks for that of an attended one, as the account `NT SERVICE\UIFlowService`. It was put into
    /// the group when Power Automate for desktop was installed; a policy that writes the group anew takes it out again. Unattended runs then fail because their
    /// session is not found after it was made, attended ones with `AttendedUserNotLoggedIn` although their user is signed in.
    ///
    /// # How to fix it
    /// Add the account to Remote Desktop Users and restart the machine. An upgrade of Power Automate for desktop sets the account of the service back.
    code: QUE029,
    name: "runtime-may-open-sessions",
    level: Error,
    provenance: Stated,
    source: "queue-errors-2025-07-14" / "AttendedUserNotLoggedIn"
        + "run-errors-2025-09-08" / "Error code occurs when running an attended or unattended desktop flow",
    judges: RUNS_AND_TESTS,
    fixers: [MachineCreator, IntuneAdministrator],
    says: "the account of UIFlowService is {found} in Remote Desktop Users on machine `{machine}`; for runs it must be {expected}",
    steps: [
        "add `NT SERVICE\\UIFlowService` to the local group Remote Desktop Users of `{machine}`",
        "restart the machine",
    ],
    command: "net localgroup \"Remote Desktop Users\" \"NT SERVICE\\UIFlowService\" /add",
    examples: [
        broken "it is not" {
            "/machines/bot-01/windows/runtime_in_remote_desktop_users": false,
            "/request/run-unattended/machine": "bot-01"
        },
        broken "for an attended run as well" {
            "/machines/bot-01/windows/runtime_in_remote_desktop_users": false,
            "/request/run-attended/machine": "bot-01"
        },
        broken "for a test as well" {
            "/machines/bot-01/windows/runtime_in_remote_desktop_users": false,
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        met "it is" { "/request/run-unattended/machine": "bot-01" },
        unknown "nobody has looked" {
            "/machines/bot-01/windows/runtime_in_remote_desktop_users": null,
            "/request/run-unattended/machine": "bot-01"
        },
        not_applicable "on a machine group" { "/request/run-unattended/group": "invoices" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let windows = machine.windows();
    require(windows.runtime_in_remote_desktop_users().copied(), || {
        Evidence::new(windows.field("runtime_in_remote_desktop_users"), say::NOT, say::A_MEMBER)
            .with("machine", machine.key())
    })
}
