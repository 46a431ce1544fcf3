//! LCY014: no connection breaks when a machine joins a group.

use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, quoted, require, rule};
use greenlight_json::InlineStr;

rule! {
    /// A machine that joins a machine group should have no connections of its own.
    ///
    /// # Why
    /// From then on runs go to the group, which hands them to one of its machines. Connections that name the machine itself stop working, and so do
    /// the cloud flows that use them.
    ///
    /// # How to fix it
    /// Before or right after adding the machine, set the connections to the group.
    code: LCY014,
    name: "joining-a-group-breaks-no-connection",
    level: Warning,
    provenance: Stated,
    source: "manage-machine-groups-2025-10-02" / "Add your machine to a group",
    judges: [AddToGroup],
    fixers: [Maker, MachineCreator],
    says: "connections of {found} name machine `{machine}` itself and break when it joins the group: they should name {expected}",
    steps: [
        "list the connections on the details page of `{machine}` in Power Automate",
        "set each of them, or the cloud flows that use it, to the machine group",
    ],
    examples: [
        broken "somebody has a connection to it" { "/request/add-to-group": { "machine": "bot-01", "group": "pool" } },
        broken "seen in a partial list" {
            "/machines/bot-01/connections": { "items": ["maker-b"], "complete": false },
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        met "nobody has one" {
            "/machines/bot-01/connections": [],
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        unknown "the connections were not listed" {
            "/machines/bot-01/connections": null,
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        unknown "no machine named yet" { "/request/add-to-group/group": "pool" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.machine()?;
    let connections = machine.connections();
    require(connections.any(|_| true).map(|some| !some), || {
        let people = connections.items().iter().map(InlineStr::as_str);
        Evidence::new(connections.pointer(), quoted(people, say::NOBODY), say::THE_GROUP)
            .with("machine", machine.key())
    })
}
