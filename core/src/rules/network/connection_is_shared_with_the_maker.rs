//! NET014: the network connection is shared with whoever creates a machine or a group on it.

use crate::facts::known::any;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A network connection must be shared with whoever creates a machine or a group on it.
    ///
    /// # Why
    /// The wizard offers only connections that the maker owns or that were shared with them in Power Automate; a role on the virtual network in
    /// Azure does not bring that. Desktop Flows Machine Owner in particular can only use what others shared. Desktop Flows
    /// Machine Configuration Admin has full privileges on every connection of the environment, and so has System Administrator: that they need no share is our
    /// reading, as it is of a role of the organisation's own that reads everybody's connections (`flow-machine-network.read@organization`).
    ///
    /// # How to fix it
    /// Have the connection's owner, or a Desktop Flows Machine Configuration Admin, share it under Manage access.
    code: NET014,
    name: "connection-is-shared-with-the-maker",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share the network connection"
        + "hosted-machines-2022-12-12" / "Share the network connection",
    holds: ALWAYS,
    judges: [CreateMachine, CreateGroup],
    fixers: [ImageOrNetworkOwner, EnvironmentAdministrator],
    says: "network connection `{network}` is {found} `{actor}`",
    steps: [
        "in Power Automate, under Monitor, Machines, Network connection, select `{network}` and Manage access",
        "add `{actor}` and save",
    ],
    examples: [
        broken "shared with somebody else" {
            "/networks/corp/connection": { "owner": "maker-b", "shared_with": ["maker-b"] }
        },
        broken "shared with nobody" { "/networks/corp/connection": { "owner": "maker-b", "shared_with": [] } },
        met "shared" { "/networks/corp/connection/owner": null },
        met "the owner needs no share" { "/networks/corp/connection/shared_with": [] },
        met "nor does a Configuration Admin" {
            "/networks/corp/connection": { "owner": "maker-b", "shared_with": [] },
            "/people/maker-a/roles/prod": ["Environment Maker", "Desktop Flow Machine Image Admin"]
        },
        met "a role of the organisation's own that reads everybody's connections" {
            "/networks/corp/connection": { "owner": "maker-b", "shared_with": [] },
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": [
                "flow-machine.create",
                "flow-machine-group.create",
                "flow-machine-image.read",
                "flow-machine-network.read@organization"
            ]
        },
        broken "a role of the organisation's own that reads only one's own connections" {
            "/networks/corp/connection": { "owner": "maker-b", "shared_with": [] },
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": [
                "flow-machine.create",
                "flow-machine-group.create",
                "flow-machine-image.read",
                "flow-machine-network.read@user"
            ]
        },
        unknown "the shares were not listed" {
            "/networks/corp/connection": { "owner": "maker-b", "shared_with": null }
        },
        unknown "the owner was not looked up" { "/networks/corp/connection": { "owner": null, "shared_with": [] } },
        unknown "the maker's roles were not looked up" {
            "/networks/corp/connection": { "owner": "maker-b", "shared_with": [] },
            "/people/maker-a/roles/prod": null
        },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
        broken @March2025 "a hosted machine group" {
            "/networks/corp/connection": { "owner": "maker-b", "shared_with": [] },
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let network = cx.custom_network()?;
    let connection = network.connection();
    let environment = cx.environment().map(|environment| environment.key().as_str());
    let may_use = any([
        cx.lists_actor(connection.shared_with()),
        cx.is_actor(connection.owner()),
        cx.actor_has_role(environment.clone(), Key::NetworkAdministrators),
        cx.actor_reaches_all(environment, Key::PrivilegesUseNetwork),
    ]);
    require(may_use, || {
        Evidence::new(connection.field("shared_with"), say::NOT_SHARED_WITH, say::SHARED)
            .with("network", network.key())
            .with("actor", cx.actor_told())
    })
}
