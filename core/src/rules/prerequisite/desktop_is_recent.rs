//! PRE028: Power Automate for desktop on a machine is recent enough to be reached directly.

use super::oldest;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Power Automate for desktop on a machine must be recent enough to be reached without a gateway.
    ///
    /// # Why
    /// Older versions could be reached through an on-premises data gateway only, and gateways are no longer supported: no run reaches such a machine. The page
    /// says so of machines that are registered by hand; hosted machines are reached in the same way.
    ///
    /// # How to fix it
    /// Update Power Automate for desktop on the machine.
    code: PRE028,
    name: "desktop-is-recent",
    level: Error,
    provenance: Adjacent,
    source: "manage-machines-2025-01-14" / "Manage machines",
    judges: [RunAttended, RunUnattended, TestFlow],
    fixers: [MachineCreator],
    says: "machine `{machine}` has Power Automate for desktop {found}, which the service cannot reach: it takes {expected} or later",
    steps: [
        "open `{machine}` in the browser and update Power Automate for desktop to {expected} or later",
    ],
    examples: [
        broken "one revision too old" {
            "/machines/bot-02": { "desktop_version": "2.8.73.21118" },
            "/request/run-unattended/machine": "bot-02"
        },
        broken "a test on a machine that is too old" {
            "/machines/bot-02": { "desktop_version": "2.8.73.21118" },
            "/request/test-flow": { "machine": "bot-02", "flow": "invoice" }
        },
        met "the oldest that will do" {
            "/machines/bot-02": { "desktop_version": "2.8.73.21119" },
            "/request/run-unattended/machine": "bot-02"
        },
        met "one revision later" {
            "/machines/bot-02": { "desktop_version": "2.8.73.21120" },
            "/request/run-unattended/machine": "bot-02"
        },
        unknown "nobody has looked" {
            "/machines/bot-02/desktop_version": null,
            "/request/run-unattended/machine": "bot-02"
        },
        not_applicable "on a machine group" { "/request/run-unattended/group": "invoices" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let least = oldest(cx, Key::DesktopMinimumVersion)?;
    let machine = cx.asked_machine()?;
    let version = *machine.desktop_version()?;
    require(Ok(version >= least), || {
        Evidence::new(machine.field("desktop_version"), version, least).with("machine", machine.key())
    })
}
