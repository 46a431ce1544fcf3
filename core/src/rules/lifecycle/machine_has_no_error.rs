//! LCY011: a machine did not end up in an error.

use crate::facts::value::Status;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A machine that something is done with should not be in an error.
    ///
    /// # Why
    /// The table of machines in Dataverse tells a machine that was provisioned with an error, and one in which something went wrong later, from one that is
    /// active, and keeps the reason. Neither will run flows before that is mended. Runs and sign-ins on such a machine are judged by
    /// whether it is active and connected.
    ///
    /// # How to fix it
    /// Read the error on the machine's details page and mend its cause. `greenlight explain` says more about each published code.
    code: LCY011,
    name: "machine-has-no-error",
    level: Warning,
    provenance: Adjacent,
    source: "dataverse-tables" / "Flow Machine: status reason",
    holds: SINCE_MARCH_2025,
    judges: [ShareMachine, AddToGroup, Restart, Edit, SetMaintenance],
    fixers: [MachineCreator, Microsoft],
    says: "machine `{machine}` has the status {found}{error}; it should be {expected}",
    steps: [
        "open the details page of `{machine}` in Power Automate and read its error",
        "mend the cause; if the machine does not become active, delete it and create another",
    ],
    examples: [
        broken "provisioned with an error" {
            "/machines/bot-01": { "status": "provisioned-with-error", "error": "noEnoughIpAddress" },
            "/request/restart/machine": "bot-01"
        },
        broken "an error of which nothing else is known" {
            "/machines/bot-01": { "status": "error", "error": null },
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        met "active" { "/request/edit/machine": "bot-01" },
        unknown "its status was not looked up" { "/machines/bot-01/status": null, "/request/edit/machine": "bot-01" },
        not_applicable "the maintenance of a group" {
            "/request/set-maintenance": { "group": "pool", "to": "enabled" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let status = *machine.status()?;
    require(Ok(!matches!(status, Status::ProvisionedWithError | Status::Error)), || {
        let error = machine.it.error.value().filter(|error| *error != crate::facts::NONE);
        let error = error.map(|error| say::WITH_ERROR.with("error", error));
        Evidence::new(machine.field("status"), status, Status::Active)
            .with("machine", machine.key())
            .with("error", error)
            .related(machine.field("error"))
    })
}
