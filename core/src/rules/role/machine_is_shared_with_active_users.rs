//! ROL012: a machine is shared only with users whose accounts work.

use crate::rules::context::Context;
use crate::rules::rule::{Judgement, rule};

rule! {
    /// A machine should be shared only with users who are still part of the environment.
    ///
    /// # Why
    /// Somebody who leaves the environment may stay in the list of shares, shown as deactivated, and Manage access says so. It stops
    /// nothing; the page asks to remove the access.
    ///
    /// # How to fix it
    /// Take the share back under Manage access.
    code: ROL012,
    name: "machine-is-shared-with-active-users",
    level: Warning,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share hosted machines"
        + "hosted-machines-2022-12-12" / "Share hosted machines",
    holds: ALWAYS,
    judges: [ShareMachine, UnshareMachine, Edit, OpenInBrowser, RunAttended, RunUnattended],
    fixers: [MachineCreator, CoOwner, EnvironmentAdministrator],
    says: "sharing machine `{machine}` with `{person}` is of no use: the account is {found}",
    steps: [
        "open the details page of `{machine}` in Power Automate and select Manage access",
        "remove `{person}`, or leave them out, and save",
    ],
    examples: [
        broken "somebody whose account is disabled" {
            "/people/maker-b/account": "disabled",
            "/request/edit/machine": "bot-01"
        },
        broken "somebody whose account was deleted" {
            "/people/maker-b/account": "deleted",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "the very person to share with" {
            "/people/maker-b/account": "disabled",
            "/request/share-machine": { "machine": "bot-02", "with": "maker-b", "level": "user" }
        },
        met "everybody is active" {
            "/request/share-machine": { "machine": "bot-01", "with": "admin", "level": "user" }
        },
        met "the very share is taken back" {
            "/people/maker-b/account": "disabled",
            "/request/unshare-machine": { "machine": "bot-01", "with": "maker-b" }
        },
        unknown "nobody knows yet whose share is taken back" {
            "/people/maker-b/account": "disabled",
            "/request/unshare-machine/machine": "bot-01"
        },
        met "shared with nobody" { "/request/open-in-browser/machine": "bot-02" },
        unknown "an account that was not looked up" {
            "/people/maker-b/account": null,
            "/request/edit/machine": "bot-01"
        },
        unknown "the shares were not listed" {
            "/machines/bot-01/shared_with": null,
            "/request/run-attended/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    match cx.deactivated(machine.shared_with(), |share| &share.person)? {
        Some(evidence) => Err(evidence.with("machine", machine.key()).broken()),
        None => Ok(()),
    }
}
