//! NET034: a network connection has not failed.

use crate::facts::value::ConnectionState;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A network connection must be in use, and not in error.
    ///
    /// # Why
    /// Power Automate keeps a state with every connection. When making or keeping it failed, it says so and stores the message; a machine
    /// cannot be provisioned on it, and no bot of a group either. One that was put out of use (`Inactive` in Dataverse) serves nobody. That is what the states mean; a page that refuses such a connection in so many words was not found.
    ///
    /// # How to fix it
    /// Read the message under the connection (in Dataverse, `statuserrormessage` of the flow machine network), mend its cause, and add the
    /// connection anew if it does not recover.
    code: NET034,
    name: "connection-is-sound",
    level: Error,
    provenance: Adjacent,
    source: "dataverse-tables" / "flowmachinenetwork",
    judges: [CreateMachine, CreateGroup, EditGroup, RunUnattended],
    fixers: [ImageOrNetworkOwner],
    says: "network connection `{network}` is in state `{found}`, not `{expected}`",
    steps: [
        "in Power Automate, under Monitor, Machines, Network connection, select `{network}` and read its error",
        "mend what it names and turn the connection on again, or add it anew",
    ],
    examples: [
        broken "in error" { "/networks/corp/connection/state": "error" },
        broken "put out of use" { "/networks/corp/connection/state": "Inactive" },
        broken @March2025 "that of a group which runs" {
            "/networks/corp/connection/state": "error",
            "/groups/invoices/network": "corp",
            "/request/run-unattended/group": "invoices"
        },
        broken @March2025 "that of a group which is edited" {
            "/networks/corp/connection/state": "inactive",
            "/groups/invoices/network": "corp",
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        met "active" {},
        met "still being made" { "/networks/corp/connection/state": "provisioning" },
        unknown "nobody has looked" { "/networks/corp/connection/state": null },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, _) = cx.network_for(Served::Either)?;
    let connection = network.connection();
    let state = *connection.state()?;
    require(Ok(!matches!(state, ConnectionState::Error | ConnectionState::Inactive)), || {
        Evidence::new(connection.field("state"), state, ConnectionState::Active)
            .with("network", network.key())
    })
}
