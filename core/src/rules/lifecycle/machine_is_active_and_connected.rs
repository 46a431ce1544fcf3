//! LCY010: a machine that is to be used is active and connected.

use crate::facts::known::both;
use crate::facts::request::Action;
use crate::facts::value::{Connectivity, Status};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, all_of, require, rule};
use crate::vocabulary::ToWord;

rule! {
    /// A machine can be used when its status is Active and its connectivity Connected.
    ///
    /// # Why
    /// Both show on the machine's details page, and both are needed: a machine that is still provisioning or restarting has no
    /// desktop to sign in to, and one whose runtime cannot be reached runs no flow.
    ///
    /// # How to fix it
    /// Wait while the machine is provisioning or restarting. If it stays disconnected, restart it; if provisioning failed, read the error on its details page.
    code: LCY010,
    name: "machine-is-active-and-connected",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Access a hosted machine"
        + "hosted-machines-2022-12-12" / "Access a hosted machine",
    holds: ALWAYS,
    judges: [CreateMachine, OpenInBrowser, RunAttended, RunUnattended, TestFlow],
    fixers: [MachineCreator],
    covered_by: [LCY023],
    says: "machine `{machine}` is {found}; to be used it must be {expected}",
    steps: [
        "open the details page of `{machine}` in Power Automate and check that it is {expected}",
    ],
    examples: [
        broken "still provisioning" {
            "/machines/bot-01/status": "provisioning",
            "/request/open-in-browser/machine": "bot-01"
        },
        broken "disconnected" {
            "/machines/bot-01/connectivity": "disconnected",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "a test on a machine whose provisioning failed" {
            "/machines/bot-01/status": "failed",
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        broken "a test on a machine that is disconnected" {
            "/machines/bot-01/connectivity": "disconnected",
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        met "a test on a machine that is active and connected" {
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        not_applicable "a test on a machine group" { "/request/test-flow": { "group": "pool", "flow": "invoice" } },
        met "active and connected" { "/request/open-in-browser/machine": "bot-01" },
        unknown "connectivity not looked up" {
            "/machines/bot-01/connectivity": null,
            "/request/open-in-browser/machine": "bot-01"
        },
        not_judged "swept for inactivity, which another rule says" {
            "/machines/bot-01/status": "removed",
            "/request/open-in-browser/machine": "bot-01"
        },
        afterwards "a machine that is yet to be created" {},
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let expected = || all_of([Status::Active.to_word(), Connectivity::Connected.to_word()]);
    if cx.action() == Action::CreateMachine {
        return Err(Evidence::new(cx.asked("name"), say::NOT_CREATED_YET, expected())
            .with("machine", cx.new_machine_told())
            .afterwards());
    }
    let machine = cx.asked_machine()?;
    let ready = crate::facts::known::all([
        machine.status().map(|status| matches!(status, Status::Active | Status::OverCapacity)),
        machine.connectivity().map(|connectivity| *connectivity == Connectivity::Connected),
    ]);
    let seen = both(machine.status(), machine.connectivity());
    require(ready, || {
        let found = match (&seen, machine.it.status.value()) {
            (Ok((status, connectivity)), _) => all_of([status.to_word(), connectivity.to_word()]),
            (Err(_), Some(status)) => status.to_word(),
            (Err(_), None) => Connectivity::Disconnected.to_word(),
        };
        let usable = matches!(machine.it.status.value(), Some(Status::Active | Status::OverCapacity));
        let at = if usable { "connectivity" } else { "status" };
        Evidence::new(machine.field(at), found, expected()).with("machine", machine.key())
    })
}
