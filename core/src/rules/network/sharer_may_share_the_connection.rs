//! NET038: whoever shares a network connection, or takes a share back, may do so.

use crate::facts::known::{all, any, both};
use crate::facts::value::privileges_told;
use crate::rulebook::term::Term;
use crate::rulebook::{Key, Role};
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule, together};

rule! {
    /// Whoever shares a network connection, or takes a share back, must own it or be a Desktop Flows Machine Configuration Admin, and have the privilege to share.
    ///
    /// # Why
    /// Environment Maker brings the privilege for connections of their own; Desktop Flows Machine Configuration Admin brings it for every
    /// connection of the environment, and so, in our reading, does System Administrator. Desktop Flows Machine Owner can only use what others share. A role of the
    /// organisation's own is judged by the privileges given for it.
    ///
    /// # How to fix it
    /// Ask the connection's owner or a Desktop Flows Machine Configuration Admin to change its access, or assign that role.
    code: NET038,
    name: "sharer-may-share-the-connection",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Permissions based on security roles"
        + "hosted-machines-2022-12-12" / "Permissions based on security roles",
    holds: ALWAYS,
    judges: [ShareNetwork, UnshareNetwork],
    fixers: [ImageOrNetworkOwner, EnvironmentAdministrator],
    says: "`{actor}` cannot change who network connection `{network}` is shared with: {found}",
    steps: [
        "ask the owner of `{network}` or a Desktop Flows Machine Configuration Admin to change its access",
        "or in the Power Platform admin center, assign `{actor}` a role with which that works: {expected}",
    ],
    examples: [
        broken "a Machine Owner" {
            "/request": {
                "actor": "maker-b",
                "share-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
            }
        },
        broken "a maker who does not own it" {
            "/networks/corp/connection/owner": "maker-b",
            "/request/unshare-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
        },
        broken "an owner who has lost the role" {
            "/people/maker-a/roles/prod": [],
            "/request/share-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
        },
        met "a maker who owns it" {
            "/request/share-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
        },
        met "a Configuration Admin takes a share back" {
            "/people/maker-b/roles/prod": ["Desktop Flows Machine Configuration Admin"],
            "/request": {
                "actor": "maker-b",
                "unshare-network": { "environment": "prod", "network": "corp", "with": "maker-a" }
            }
        },
        met "a System Administrator" {
            "/request": {
                "actor": "admin",
                "share-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
            }
        },
        unknown "the owner was not looked up" {
            "/networks/corp/connection/owner": null,
            "/request/share-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
        },
        unknown "the roles were not looked up" {
            "/people/maker-a/roles/prod": null,
            "/request/share-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let needed = cx.privileges(Key::PrivilegesShareNetwork)?;
    let (network, (actor, environment)) = together(cx.custom_network(), both(cx.actor(), cx.environment()))?;
    let connection = network.connection();
    let lacking = cx.lacking(actor, environment.key(), needed);
    let may = all([
        lacking.clone().map(|lacking| lacking == 0),
        any([
            connection.owner().map(|owner| owner == actor.key()),
            cx.actor_has_role(Ok(environment.key()), Key::NetworkAdministrators),
            cx.reaches_all(actor, environment.key(), needed),
        ]),
    ]);
    require(may, || {
        let roles = actor.field("roles").key(environment.key());
        let (at, found) = match lacking {
            Ok(lacking) if lacking != 0 => {
                (roles, format!("the privilege {} is lacking", privileges_told(lacking)))
            }
            _ => (connection.field("owner"), "somebody else owns it".to_owned()),
        };
        Evidence::new(at, found, Term::<Role>::CONFIGURATION_ADMIN.name())
            .with("actor", actor.key())
            .with("network", network.key())
    })
}
