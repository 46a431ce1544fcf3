//! NET034: a network connection has not failed.

use crate::facts::value::ConnectionState;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A network connection must not be in error.
    ///
    /// # Why
    /// Power Automate keeps a state with every connection. When making or keeping it failed, it says so and stores the message; a machine
    /// cannot be provisioned on it. That is what the state means; a page that refuses such a connection in so many words was not found.
    ///
    /// # How to fix it
    /// Read the message under the connection (in Dataverse, `statuserrormessage` of the flow machine network), mend its cause, and add the
    /// connection anew if it does not recover.
    code: NET034,
    name: "connection-is-sound",
    level: Error,
    provenance: Adjacent,
    source: "dataverse-tables" / "flowmachinenetwork",
    judges: [CreateMachine, CreateGroup],
    fixers: [ImageOrNetworkOwner],
    says: "network connection `{network}` is in state `{found}`, not `{expected}`",
    steps: [
        "in Power Automate, under Monitor, Machines, Network connection, select `{network}` and read its error",
        "mend what it names, or add the connection anew",
    ],
    examples: [
        broken "in error" { "/networks/corp/connection/state": "error" },
        met "active" {},
        met "still being made" { "/networks/corp/connection/state": "provisioning" },
        unknown "nobody has looked" { "/networks/corp/connection/state": null },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let network = cx.custom_network()?;
    let connection = network.connection();
    let state = *connection.state()?;
    require(Ok(state != ConnectionState::Error), || {
        Evidence::new(connection.field("state"), state, ConnectionState::Active)
            .with("network", network.key())
    })
}
