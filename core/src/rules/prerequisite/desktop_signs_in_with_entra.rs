//! PRE025: Power Automate for desktop is recent enough to sign in with Microsoft Entra authentication.

use super::{entra_sign_in, oldest};
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Where unattended runs sign in with Microsoft Entra authentication, Power Automate for desktop must be recent enough on the machine.
    ///
    /// # Why
    /// Older versions know only the way that needs network level authentication to be disabled.
    ///
    /// # How to fix it
    /// Update Power Automate for desktop on the machine, or disable network level authentication on it.
    code: PRE025,
    name: "desktop-signs-in-with-entra",
    level: Error,
    provenance: Stated,
    source: "run-unattended-2025-02-10" / "Admin consent for unattended runs using CBA or sign-in credentials with NLA (preview)",
    holds: SINCE_MARCH_2025,
    judges: [RunUnattended],
    fixers: [MachineCreator],
    says: "machine `{machine}` has Power Automate for desktop {found}, and signing in with Microsoft Entra authentication takes {expected} or later",
    steps: [
        "update Power Automate for desktop on `{machine}` to {expected} or later",
        "or disable network level authentication on `{machine}`",
    ],
    examples: [
        broken "one version too old" {
            "/machines/bot-02": { "network_level_authentication": "enabled", "desktop_version": "2.49.999.1" },
            "/request/run-unattended/machine": "bot-02"
        },
        met "the oldest that will do" {
            "/machines/bot-02": { "network_level_authentication": "enabled", "desktop_version": "2.50" },
            "/request/run-unattended/machine": "bot-02"
        },
        met "a later one" {
            "/machines/bot-02/network_level_authentication": "enabled",
            "/request/run-unattended/machine": "bot-02"
        },
        unknown "nobody has looked" {
            "/machines/bot-02": { "network_level_authentication": "enabled", "desktop_version": null },
            "/request/run-unattended/machine": "bot-02"
        },
        met "network level authentication is off" {
            "/machines/bot-02/desktop_version": "2.49",
            "/request/run-unattended/machine": "bot-02"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let least = oldest(cx, Key::DesktopEntraSignInVersion)?;
    entra_sign_in(cx, |machine| {
        let version = *machine.desktop_version()?;
        require(Ok(version >= least), || {
            Evidence::new(machine.field("desktop_version"), version, least).with("machine", machine.key())
        })
    })
}
