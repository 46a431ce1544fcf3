//! LCY024: a restart takes the machine away for a few minutes.

use crate::facts::known::{all, not};
use crate::facts::value::Connectivity;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A restart makes a machine that is connected unavailable for a few minutes.
    ///
    /// # Why
    /// Nobody can access the machine until the restart is complete. Runs that are sent to it meanwhile have to wait.
    ///
    /// # How to fix it
    /// Nothing is wrong. Restart when no run is due, and wait a few minutes before accessing the machine.
    code: LCY024,
    name: "restart-interrupts-nobody",
    level: Note,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Restart hosted machines",
    judges: [Restart],
    fixers: [MachineCreator],
    says: "machine `{machine}` is {found} and will not be available for a few minutes",
    steps: [
        "wait a few minutes after the restart before accessing `{machine}`",
    ],
    examples: [
        broken "a machine that is connected" { "/request/restart/machine": "bot-01" },
        met "a machine that cannot be reached anyway" {
            "/machines/bot-01/connectivity": "disconnected",
            "/request/restart/machine": "bot-01"
        },
        unknown "its connectivity was not looked up" {
            "/machines/bot-01/connectivity": null,
            "/request/restart/machine": "bot-01"
        },
        met "a machine that was swept, which cannot be restarted at all" {
            "/machines/bot-01/status": "removed",
            "/request/restart/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.machine()?;
    let connected = machine.connectivity().map(|connectivity| *connectivity == Connectivity::Connected);
    require(not(all([cx.exists(machine), connected])), || {
        let at = machine.field("connectivity");
        Evidence::new(at, Connectivity::Connected, say::DISCONNECTED).with("machine", machine.key())
    })
}
