//! LCY022: there is a desktop flow connection to the machine.

use crate::facts::request::Action;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// Running desktop flows on a machine takes a desktop flow connection to it.
    ///
    /// # Why
    /// A cloud flow starts a desktop flow through a connection that names the machine and the account to sign in with. People a machine is shared
    /// with run with the creator's connection, so either theirs or the creator's will do. Without one the cloud flow has nowhere to send the run.
    ///
    /// # How to fix it
    /// Create a desktop flow connection, connect directly to the machine, and choose it in the cloud flow's action.
    code: LCY022,
    name: "desktop-flow-connection-exists",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Run desktop flows on hosted machines"
        + "hosted-machines-2022-12-12" / "Run desktop flows on hosted machines",
    holds: ALWAYS,
    judges: [CreateMachine, RunAttended, RunUnattended, TestFlow],
    fixers: [Maker, MachineCreator],
    says: "running flows on machine `{machine}` takes {expected}, and {found}",
    steps: [
        "in Power Automate, under Connections, create a desktop flow connection to `{machine}`",
        "choose it in the cloud flow's action that runs the desktop flow",
    ],
    examples: [
        broken "nobody has one" { "/machines/bot-01/connections": [], "/request/run-unattended/machine": "bot-01" },
        broken "only somebody else has one" {
            "/machines/bot-01/connections": ["admin"],
            "/request/actor": "maker-b",
            "/request/run-attended/machine": "bot-01"
        },
        broken "nobody has one, whoever the creator is" {
            "/machines/bot-01": { "creator": null, "connections": [] },
            "/request/run-unattended/machine": "bot-01"
        },
        broken "nobody has one for a test" {
            "/machines/bot-01/connections": [],
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        not_applicable "a test on a machine group" { "/request/test-flow": { "group": "pool", "flow": "invoice" } },
        met "the creator has one" { "/request/run-unattended/machine": "bot-01" },
        met "somebody it is shared with runs with the creator's" {
            "/request/actor": "maker-b",
            "/request/run-attended/machine": "bot-01"
        },
        met "the actor has one" {
            "/machines/bot-01": { "creator": null, "connections": ["maker-b"] },
            "/request/actor": "maker-b",
            "/request/run-attended/machine": "bot-01"
        },
        unknown "the connections were not listed" {
            "/machines/bot-01/connections": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "perhaps the creator's" {
            "/machines/bot-01/creator": null,
            "/request/actor": "maker-b",
            "/request/run-attended/machine": "bot-01"
        },
        afterwards "a machine that is yet to be created" {},
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let expected = say::A_CONNECTION_TO_IT;
    if cx.action() == Action::CreateMachine {
        return Err(Evidence::new(cx.asked("name"), say::THERE_IS_NONE_YET, expected)
            .with("machine", cx.new_machine_told())
            .afterwards());
    }
    let machine = cx.asked_machine()?;
    let connections = machine.connections();
    require(cx.connected(machine, connections), || {
        let found = say::NEITHER_HAS_ONE.with("person", cx.actor_told());
        Evidence::new(connections.pointer(), found, expected).with("machine", machine.key())
    })
}
