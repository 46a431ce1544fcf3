//! PRE028: Power Automate for desktop on a machine is recent enough to be reached directly.

use super::oldest;
use crate::facts::known::any;
use crate::facts::value::Connectivity;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Power Automate for desktop on a machine must be recent enough to be reached without a gateway.
    ///
    /// # Why
    /// Older versions could be reached through an on-premises data gateway only, and gateways are no longer supported. A machine that is
    /// connected has shown that its version will do; this asks where it is not. The page says so of machines that are registered by hand;
    /// that hosted machines need it too is assumed.
    ///
    /// # How to fix it
    /// Update Power Automate for desktop on the machine.
    code: PRE028,
    name: "desktop-is-recent",
    level: Warning,
    provenance: Adjacent,
    source: "manage-machines-2025-01-14" / "Manage machines",
    judges: [RunAttended, RunUnattended],
    fixers: [MachineCreator],
    says: "machine `{machine}` is not connected and has Power Automate for desktop {found}, which the service cannot reach: it takes {expected} or later",
    steps: [
        "open `{machine}` in the browser and update Power Automate for desktop to {expected} or later",
    ],
    examples: [
        broken "one revision too old" {
            "/machines/bot-02": { "connectivity": "disconnected", "desktop_version": "2.8.73.21118" },
            "/request/run-unattended/machine": "bot-02"
        },
        met "the oldest that will do" {
            "/machines/bot-02": { "connectivity": "disconnected", "desktop_version": "2.8.73.21119" },
            "/request/run-unattended/machine": "bot-02"
        },
        met "one revision later" {
            "/machines/bot-02": { "connectivity": "disconnected", "desktop_version": "2.8.73.21120" },
            "/request/run-unattended/machine": "bot-02"
        },
        met "connected, whatever its version" {
            "/machines/bot-02/desktop_version": null,
            "/request/run-unattended/machine": "bot-02"
        },
        unknown "disconnected, and nobody has looked" {
            "/machines/bot-02": { "connectivity": "disconnected", "desktop_version": null },
            "/request/run-unattended/machine": "bot-02"
        },
        unknown "too old, and nobody knows whether it is connected" {
            "/machines/bot-02": { "connectivity": null, "desktop_version": "2.8" },
            "/request/run-unattended/machine": "bot-02"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let least = oldest(cx, Key::DesktopMinimumVersion)?;
    let machine = cx.asked_machine()?;
    let version = machine.desktop_version();
    let connected = machine.connectivity().map(|connectivity| *connectivity == Connectivity::Connected);
    require(any([connected, version.clone().map(|version| *version >= least)]), || {
        let found = version.map_or_else(|_| String::new(), ToString::to_string);
        Evidence::new(machine.field("desktop_version"), found, least)
            .related(machine.field("connectivity"))
            .with("machine", machine.key())
    })
}
